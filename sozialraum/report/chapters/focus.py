"""Where high needs come together: how many indicators are high in each area."""

from dataclasses import dataclass

from sozialraum.report.chapters.shapes import Block, Cell, Column, Paragraph, Row, Section, Table
from sozialraum.report.chapters.signs import ESTIMATE
from sozialraum.report.rows.city import Area, Field, Indicator, Level
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Joined, Message, Name, Number, code
from sozialraum.words.numbers import NBSP


@dataclass(frozen=True)
class Count:
    """How many of ``total`` indicators are high (class 4 or 5) and very high (5) in an area; of
    ``judged`` of them a class can be sure, as they have a margin of error."""

    area: Area
    high: int
    very_high: int
    total: int
    judged: int


def counts(facts: Facts, indicators: list[Indicator], level: Level) -> list[Count]:
    """The areas of a level, most high classes first; ``indicators`` all count alike."""
    found = []
    for area in facts.areas(level):
        classes = facts.high_classes(area, indicators, level)
        of_area = [facts.latest(one, level).get(area.area_id) for one in indicators]
        rated = [one for one in of_area if one is not None and one.need_class is not None]
        judged = sum(one.class_is_sure is not None for one in rated)
        found.append(Count(area, len(classes), classes.count(5), len(rated), judged))
    return sorted(found, key=lambda one: (-one.high, -one.very_high))


def counted_indicators(facts: Facts, level: Level, field: Field | None = None) -> list[Indicator]:
    """The indicators whose figures at this level are real ones, and are its own to show."""
    is_sozialraum = level == facts.sozialraum
    return [
        one
        for one in facts.tables.indicators
        if one.is_need
        and facts.published_at(one, level)
        and (is_sozialraum or one.native_level == level.area_level)
        and (field is None or one.planning_field == field.planning_field)
    ]


def standing_out(facts: Facts, indicators: list[Indicator], level: Level) -> list[Count]:
    """The areas with most high indicators: with two or more, or with one where none has more."""
    high = [one for one in counts(facts, indicators, level) if one.high]
    return [one for one in high if one.high > 1] or high


def nothing_stands_out(facts: Facts, indicators: list[Indicator], level: Level) -> Message:
    """That no area is surely high, or that none can be: no figure has a margin of error."""
    judged = are_judged(facts, indicators, level)
    return Message("overview-nothing-stands-out", level=Name(level.plural_de), judged=code(judged))


def are_judged(facts: Facts, indicators: list[Indicator], level: Level) -> bool:
    """Whether any class can be sure: of figures without margins of error none is."""
    latest = (facts.latest(one, level).values() for one in indicators)
    return any(fact.class_is_sure is not None for facts_of in latest for fact in facts_of)


def compares(facts: Facts, level: Level, field: Field | None = None) -> bool:
    """Whether any area has a class: of two areas none has."""
    return any(one.total for one in counts(facts, counted_indicators(facts, level, field), level))


def section(facts: Facts) -> Section | None:
    """None where no area has a need class."""
    tables = [table for level in facts.compared_levels if (table := _table(facts, level))]
    if not tables:
        return None
    blocks: list[Block] = [
        *(
            []
            if facts.tables.need_coverage or "conclusions" not in facts.topics
            else [Paragraph(Message("focus-no-urgency"), "important")]
        ),
        Paragraph(Message("focus-counted")),
        Paragraph(Message("focus-overlapping")),
    ]
    if estimated(facts, facts.sozialraum):
        blocks.append(Paragraph(Message("focus-estimates-left-out")))
    return Section("schwerpunkte", Message("focus-title"), (*blocks, *tables))


def estimated(facts: Facts, level: Level) -> list[Indicator]:
    """The indicators that this level has only estimates of."""
    if level != facts.sozialraum:
        return []
    return [
        one
        for one in facts.tables.indicators
        if facts.latest(one, level) and not facts.published_at(one, level)
    ]


def _table(facts: Facts, level: Level) -> Table | None:
    indicators = counted_indicators(facts, level)
    ranked = counts(facts, indicators, level)
    if not any(one.total for one in ranked):
        return None
    fields = [field for field in facts.fields if counted_indicators(facts, level, field)]
    by_estimate = estimated(facts, level)
    rows = []
    for one in ranked:
        place = 1 + sum((o.high, o.very_high) > (one.high, one.very_high) for o in ranked)
        cells = [
            Cell(facts.labels[one.area.area_id]),
            Cell(str(place)),
            Cell(Number(one.high)),
            Cell(Number(one.very_high)),
            Cell(Number(one.judged)),
        ]
        for field in fields:
            chosen = counted_indicators(facts, level, field)
            cells.append(Cell(Number(len(facts.high_classes(one.area, chosen, level)))))
        if by_estimate:
            high = len(facts.high_classes(one.area, by_estimate, level))
            text = Joined((ESTIMATE, NBSP, Number(high)), by="")
            cells.append(Cell(text, spoken=Message("focus-estimates-spoken", n=high)))
        rows.append(Row(tuple(cells)))
    columns = [
        Column(level.name_de, "left", 4.2),
        Column(Message("focus-place")),
        Column(Message("focus-high")),
        Column(Message("focus-very-high")),
        Column(Message("focus-indicators")),
        *(Column(Message("focus-high-in-field", field=Name(field.name_de))) for field in fields),
    ]
    if by_estimate:
        columns.append(Column(Message("focus-high-by-estimate")))
    return Table(
        caption=Message("focus-caption", level=Name(level.plural_de)),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(Message("focus-note", n=len(indicators)),),
        upright=True,
    )
