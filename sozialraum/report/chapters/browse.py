"""The page to browse: every published figure, chosen by indicator, level, areas and period."""

from collections import defaultdict
from collections.abc import Container

from sozialraum.report.chapters import development, origin
from sozialraum.report.chapters.browse_shapes import (
    Browse,
    BrowsedArea,
    BrowsedIndicator,
    BrowsedLevel,
)
from sozialraum.report.chapters.browse_words import words
from sozialraum.report.chapters.indicator import meaning
from sozialraum.report.chapters.maps import Maps
from sozialraum.report.chapters.shapes import Paragraph
from sozialraum.report.chapters.signs import STATUS_SIGNS, shown_as
from sozialraum.report.rows.browse import Figures
from sozialraum.report.rows.city import Indicator, Level
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Listing, Message, Name, Period, Text, code
from sozialraum.words.numbers import places_of, shown

_TERMS = ("need_class", "unsure_class", "interval", "rank_range", "estimate", "aggregated")


def page(facts: Facts, figures: Figures) -> Browse:
    level_of = {area.area_id: area.area_level for area in facts.tables.areas}
    levels = {level_of[row[0]] for row in figures.rows}
    periods: dict[str, dict[str, None]] = defaultdict(dict)
    for row in figures.rows:
        periods[row[2]][row[3]] = None
    said = {row[figures.columns.index("status")] for row in figures.rows}
    found = tuple(_level(facts, level) for level in _ordered(facts, levels))
    mapped = code(any(one.kind in ("outlines", "tiles") for one in found))
    lacking = [one.name_de for one in facts.tables.indicators if one.indicator_id not in periods]
    return Browse(
        title=Message("browse-title"),
        about=Message("browse-about", mapped=mapped),
        levels=found,
        indicators=tuple(
            _indicator(facts, field.name_de, indicator, periods[indicator.indicator_id])
            for field in facts.fields
            for indicator in facts.indicators_of(field)
            if indicator.indicator_id in periods
        ),
        without=Message("browse-without", n=len(lacking), names=Listing(lacking)),
        explained=(
            *(
                (Message("glossary-term", term=term), Message("glossary-text", term=term))
                for term in _TERMS
            ),
            (Message("indicator-undetermined-short"), Message("labels-undetermined-note")),
            *(
                (shown_as(status), Message("browse-status", status=status))
                for status in STATUS_SIGNS
                if status in said
            ),
        ),
        words=words(mapped),
        city_area_id=facts.tables.city.city_area_id,
        figures=figures,
    )


def _ordered(facts: Facts, there: Container[str]) -> list[Level]:
    """The compared levels first, then all others, as far as they have figures."""
    compared = facts.compared_levels
    others = [one for one in facts.tables.levels if one not in compared]
    return [one for one in [*compared, *others] if one.area_level in there]


def _level(facts: Facts, level: Level) -> BrowsedLevel:
    areas = facts.areas(level)
    maps = Maps(facts, level)
    drawn = {area.area_id: one for area, one in zip(areas, maps.chart({}, ()).areas, strict=True)}
    return BrowsedLevel(
        level.area_level,
        level.plural_de,
        # of one area there is nothing to be compared on a map
        maps.kind if len(areas) > 1 else "none",
        Message("maps-name", kind=maps.kind),
        Message("maps-note", **maps.told),
        tuple(
            BrowsedArea(
                area.area_id,
                area.area_name,
                drawn[area.area_id].code,
                facts.area_name(area.area_id),
                drawn[area.area_id].tile,
                drawn[area.area_id].rings,
                drawn[area.area_id].label_at,
            )
            for area in areas
        ),
    )


def _indicator(
    facts: Facts, field: str, indicator: Indicator, periods: dict[str, None]
) -> BrowsedIndicator:
    notes: list[Text] = [
        one.text
        for one in development.break_notes(facts, indicator)
        if isinstance(one, Paragraph)
    ]  # fmt: skip
    addresses = {one.source_id: origin.address(one) for one in facts.tables.sources}
    sources = [one.strip() for one in (indicator.source_ids or "").split(",") if one.strip()]
    return BrowsedIndicator(
        indicator.indicator_id,
        indicator.name_de,
        field,
        factor=int(shown(1, indicator.unit)),
        places=places_of(indicator.unit),
        amount=Message("words-amount", n=Name("%n"), unit=indicator.unit),
        interval=Message("words-interval", low=Name("%low"), n=Name("%high"), unit=indicator.unit),
        name_and_unit=Message(
            "lookup-indicator", name=Name(indicator.name_de), unit=indicator.unit
        ),
        meaning=meaning(indicator),
        notes=(*notes, *development.survey_notes(facts, indicator)),
        sources=tuple(
            (facts.source_titles.get(one, one), addresses.get(one, "")) for one in sources
        ),
        periods={one: Period(one, indicator.cadence) for one in periods},
    )
