"""Need and supply crossed: where a high need meets what is known of services."""

from collections import defaultdict

from sozialraum.report.chapters import answers, origin, themes
from sozialraum.report.chapters.chart_shapes import CrossChart, CrossRow
from sozialraum.report.chapters.shapes import Figure
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import NeedCoverage
from sozialraum.words import Joined, Listing, Message, Name

COLUMNS = {"short": 5, "none_known": 4, "not_recorded": 3, "present": 2, "enough": 1}
"""What may be known of the services for a need, the worst first, and how dark it is drawn."""
_UNKNOWN = "unknown"


def figures(facts: Facts) -> tuple[Figure, ...]:
    """Nothing where no need is surely high."""
    codes = {area.area_id: area.area_code for area in facts.areas(facts.sozialraum)}
    high = [one for area_id in codes for one in answers.high_needs(facts, area_id)]
    if not high:
        return ()
    columns = [key for key in (*COLUMNS, _UNKNOWN) if any(_supply(one) == key for one in high)]
    by_theme: dict[str, list[NeedCoverage]] = defaultdict(list)
    for one in high:
        by_theme[one.theme_de].append(one)
    rows = tuple(
        CrossRow(
            theme,
            tuple(
                tuple(sorted(codes[one.area_id] for one in found if _supply(one) == key))
                for key in columns
            ),
        )
        for theme, found in sorted(by_theme.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    counts = [
        Message(
            "picture-cross-count",
            coverage=key,
            n=sum(_supply(one) == key for one in high),
        )
        for key in columns
    ]
    figure = Figure(
        chart=CrossChart(
            tuple(Message("labels-coverage-fact", coverage=key) for key in columns),
            rows,
            tuple(COLUMNS.get(key, 1) for key in columns),
        ),
        caption=Joined(
            (
                Message("picture-cross", level=Name(facts.sozialraum.name_de)),
                *themes.caveats(facts, high),
            )
        ),
        alt=Message("picture-cross-alt", n=len(high), themes=len(rows), counts=Listing(counts)),
        source_de=origin.own(facts),
        title=Message("picture-cross-title"),
        anchor="bild-bedarf-angebot",
    )
    return (figure,)


def _supply(one: NeedCoverage) -> str:
    found = one.coverage_class or _UNKNOWN
    return found if found in COLUMNS else _UNKNOWN
