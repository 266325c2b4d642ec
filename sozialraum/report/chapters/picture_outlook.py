"""The years ahead: how groups of people change, and how far today's places would reach then."""

from collections.abc import Sequence

from sozialraum.report.chapters.chart_shapes import Earlier, Line, LinesChart
from sozialraum.report.chapters.shapes import Figure, RankChart, RankPoint
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import Outlook
from sozialraum.words import Listing, Message, Name, Number, Signed, Text
from sozialraum.words.text import Argument

_OLDEST = 200
"""The upper end of a group that has none."""


def figures(facts: Facts) -> tuple[Figure, ...]:
    """The people of the whole city by age, then the places per person by area."""
    return (*people(facts), *places(facts))


def people(facts: Facts) -> list[Figure]:
    city = facts.tables.city.city_area_id
    rows = [
        one
        for one in facts.tables.outlook
        if one.area_id == city and one.population_change is not None
    ]
    now = next((one.year_now for one in rows), None)
    if now is None:
        return []
    years = sorted({one.year for one in rows})
    lines = []
    # what is not known of the last year is told by the checks
    for group in _apart({one.target_group for one in rows if one.year == years[-1]}):
        change = {one.year: one.population_change for one in rows if one.target_group == group}
        values = tuple(None if change.get(y) is None else (change[y] or 0) * 100 for y in years)
        low, high, _ = _ages(group)
        said = Message("picture-outlook-line", low=low, high=high, change=Signed(values[-1] or 0.0))
        lines.append(Line((0.0, *values), said))
    told: dict[str, Argument] = {
        "city": Name(facts.tables.city.city_name),
        "now": Name(str(now)),
        "last": Name(str(years[-1])),
        "changes": Listing(line.text for line in lines),
    }
    return [
        Figure(
            chart=LinesChart((now, *years), tuple(lines)),
            caption=Message("picture-outlook", **told),
            alt=Message("picture-outlook-alt", **told),
            source_de=_source(rows),
            title=Message("picture-outlook-title", **told),
            anchor="bild-ausblick",
        )
    ]


def places(facts: Facts) -> list[Figure]:
    """One picture per service whose places are known by area."""
    made = []
    levels = [one.area_level for one in facts.compared_levels]
    rows = [
        one
        for one in facts.tables.outlook
        if one.coverage_now is not None and one.coverage_then is not None
    ]
    for service in dict.fromkeys(one.service_type for one in rows):
        found = [one for one in rows if one.service_type == service]
        last = max((one.year for one in found if one.area_level in levels), default=None)
        of_level = [
            [one for one in found if (one.area_level, one.year) == (level, last)]
            for level in (facts.sozialraum.area_level, *levels)
        ]
        # one level: places of districts and of their parts are not beside each other
        if areas := next((one for one in of_level if len(one) > 1), None):
            made.append(_places_of(facts, areas))
    return made


def _places_of(facts: Facts, rows: Sequence[Outlook]) -> Figure:
    ordered = sorted(rows, key=lambda one: one.coverage_then or 0.0)
    one = ordered[0]
    fewer = [row for row in ordered if (row.coverage_then or 0) < (row.coverage_now or 0)]
    told: dict[str, Argument] = {
        "service": Name(one.name_de or one.service_type or ""),
        "people": Name(one.target_definition),
        "now": Name(str(one.year_now)),
        "last": Name(str(one.year)),
        "n": len(ordered),
        "unknown": len(facts.areas(facts.level(one.area_level))) - len(ordered),
        "level": Name(facts.level(one.area_level).plural_de),
        "lowest": Name(facts.labels[one.area_id]),
        "value": Number((one.coverage_then or 0.0) * 100),
        "falling": len(fewer),
        "areas": Listing(facts.labels[row.area_id] for row in fewer),
    }
    return Figure(
        chart=RankChart(
            tuple(
                RankPoint(
                    label=facts.labels[row.area_id],
                    value=(row.coverage_then or 0.0) * 100,
                    low=None,
                    high=None,
                    text=Number((row.coverage_then or 0.0) * 100),
                    stands_out=True,
                    earlier=Earlier((row.coverage_now or 0.0) * 100, None, None),
                )
                for row in ordered
            ),
            100.0,
            Message("picture-one-each"),
            "per_100",
            newest_text=str(one.year),
            earlier_text=str(one.year_now),
        ),
        caption=Message("picture-places", **told),
        alt=Message("picture-places-alt", **told),
        source_de=_source(rows),
        title=Message("picture-places-title", **told),
        anchor=f"bild-ausblick-{(one.service_type or '').replace('_', '-')}",
    )


def _source(rows: Sequence[Outlook]) -> Text:
    return Message("picture-outlook-source", estimated="yes" if _estimated(rows) else "no")


def _estimated(rows: Sequence[Outlook]) -> bool:
    return any(one.method != "direct" for one in rows)


def _apart(groups: set[str]) -> list[str]:
    """Groups of ages that do not overlap, the narrowest first choice, from young to old."""
    chosen: list[tuple[int, int, str]] = []
    for low, high, group in sorted(
        (_ages(one) for one in groups), key=lambda ages: (ages[1] - ages[0], ages)
    ):
        if all(high < other[0] or low > other[1] for other in chosen):
            chosen.append((low, high, group))
    return [group for _, _, group in sorted(chosen)]


def _ages(group: str) -> tuple[int, int, str]:
    first, _, last = group.replace("_plus", f"-{_OLDEST}").partition("-")
    return (int(first), int(last or first), group) if first.isdigit() else (0, _OLDEST, group)
