"""What each theme's need is told by: its own indicator, one that stands in for it, or nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sozialraum.report.chapters.shapes import Cell, Column, Paragraph, Row, Section, Table
from sozialraum.report.rows.city import Theme
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import NeedCoverage
from sozialraum.words import Joined, Listing, Message, Name, Text
from sozialraum.words.numbers import NONE

_ORDER = {"none": 0, "proxy": 1, "indicator": 2}
_SIGNS = {"proxy": "*", "none": "**"}


def _judged(facts: Facts) -> list[Theme]:
    """The themes that coverability is judged of, and of which is declared how they are measured."""
    named = {one.theme for one in facts.tables.need_coverage}
    return [one for one in facts.tables.themes if one.theme in named and one.need_basis]


def sign(facts: Facts, theme: str) -> str:
    """What stands behind a theme's name in tables: a sign where its need is not measured itself."""
    basis = next((one.need_basis for one in facts.tables.themes if one.theme == theme), None)
    return _SIGNS.get(basis or "", "")


def measured(facts: Facts) -> Text | None:
    """How many themes are measured themselves, as a sentence; nothing where it is not declared."""
    counts = Counter(one.need_basis for one in _judged(facts))
    if not counts:
        return None
    return Message(
        "themes-measured",
        total=counts.total(),
        own=counts["indicator"],
        proxy=counts["proxy"],
        none=counts["none"],
    )


def caveats(facts: Facts, high: Iterable[NeedCoverage]) -> list[Text]:
    """Of the themes whose need is called high: where the name says more than the figure counts."""
    leading = {
        one.theme: facts.indicator(one.indicator_id)
        for one in facts.tables.themes
        if one.indicator_id and one.need_basis != "proxy"
    }
    alike: dict[str, dict[str, None]] = defaultdict(dict)
    for one in high:
        indicator = leading.get(one.theme)
        if indicator is not None and indicator.caveat_de:
            alike[indicator.caveat_de][one.theme_de] = None
    found = [
        Message("themes-caveat", themes=Listing(named), caveat=Name(caveat))
        for caveat, named in alike.items()
    ]
    return [Message("themes-caveats", caveats=Joined(found))] if found else []


def reported_themes(facts: Facts) -> set[str]:
    """The themes of which a study or a provider says that there is more need in the city."""
    return _reported(facts.tables.city_answers)


def reported_of_areas(facts: Facts) -> set[str]:
    """The themes of which they say so of single areas only."""
    return _reported(facts.tables.need_coverage) - reported_themes(facts)


def _reported(rows: Iterable[NeedCoverage]) -> set[str]:
    return {one.theme for one in rows if "more" in (one.studies_say, one.providers_say)}


def section(facts: Facts) -> tuple[Section, ...]:
    """The table of all themes, those without a measure of their own first."""
    judged = _judged(facts)
    if not judged:
        return ()
    ordered = sorted(judged, key=lambda one: (_ORDER.get(one.need_basis or "", 3), one.name_de))
    rows = tuple(
        Row(
            (
                Cell(one.name_de),
                Cell(Message("themes-basis", basis=one.need_basis or "")),
                Cell(facts.indicator_names.get(one.indicator_id or "", NONE)),
                Cell(Joined((one.no_indicator_de, one.proxy_de, one.note_de))),
            )
        )
        for one in ordered
    )
    return (
        Section(
            "woran-gemessen",
            Message("themes-title"),
            (
                Paragraph(Joined((measured(facts), Message("themes-proxy-means")))),
                Table(
                    caption=Message("themes-table"),
                    columns=(
                        Column(Message("labels-theme"), "left", 2.6),
                        Column(Message("themes-measured-by"), "left", 1.6),
                        Column(Message("labels-indicator"), "left", 2.4),
                        Column(Message("themes-remarks"), "left", 5.0),
                    ),
                    rows=rows,
                    dense=True,
                ),
            ),
        ),
    )
