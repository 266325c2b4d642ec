"""The tables on needs: one section per planning field, and all indicators one by one."""

from sozialraum.report.chapters import (
    answers,
    development,
    focus,
    indicator,
    maps,
    origin,
    overview,
    pandemic,
)
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Legend,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.rows.city import Field, Indicator, Level
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Joined, Listing, Message, Name, Period, Text, code
from sozialraum.words.numbers import NONE

READING = ("indicators", "classes", "interval", "change", "association")


def tables(facts: Facts) -> tuple[Section, ...]:
    """How to read them, then one section per planning field, what changed lately, and maps."""
    reading = Section(
        "lesehilfe",
        Message("needs-reading"),
        (
            Bullets(
                tuple(
                    Item(
                        Message("needs-reading-text", what=what),
                        lead=Message("needs-reading-of", what=what),
                    )
                    for what in READING
                )
            ),
            Legend(tuple((one, Message("labels-class", **{"class": one})) for one in range(1, 6))),
            Paragraph(Message("labels-unsure-note"), "note"),
            *([Paragraph(Message("labels-estimate-note"), "note")] if facts.has_estimates else []),
        ),
    )
    fields = [_field(facts, one) for one in facts.fields if facts.indicators_of(one)]
    if not fields:
        return ()
    together = None if "conclusions" in facts.topics else focus.section(facts)
    return (
        reading,
        *fields,
        *((together,) if together else ()),
        _recent(facts),
        *_maps(facts),
    )


def _recent(facts: Facts) -> Section:
    parts = (
        Section("kuerze-gestiegen", Message("needs-risen"), overview.risen(facts)),
        Section(
            "kuerze-pandemie",
            Message("needs-since-pandemic"),
            overview.since_before_pandemic(facts),
        ),
    )
    return Section(
        "zuletzt", Message("needs-recent"), (), tuple(one for one in parts if one.blocks)
    )


def _maps(facts: Facts) -> list[Section]:
    found = maps.choice(facts, facts.sozialraum)
    if found is None:
        return []
    kind = maps.Maps(facts, facts.sozialraum).kind
    return [Section("karten", Message("maps-title", kind=kind), (found,))]


def indicators(facts: Facts) -> Section | None:
    """All indicators one by one, for the annex."""
    sections = tuple(
        indicator.section(facts, one)
        for field in facts.fields
        for one in facts.indicators_of(field)
    )
    if not sections:
        return None
    return Section(
        "indikatoren",
        Message("needs-indicators"),
        (Paragraph(Message("needs-indicators-about")),),
        sections,
    )


def _field(facts: Facts, field: Field) -> Section:
    indicators = facts.indicators_of(field)
    blocks: list[Block] = [*pandemic.blocks(facts, field)]
    matrices = [
        block
        for level in facts.compared_levels
        for block in _matrix(facts, field, indicators, level)
    ]
    if not matrices:
        matrices.append(Paragraph(Message("needs-nothing-compared"), "important"))
    blocks.extend(matrices)
    moved = development.table(facts, field)
    if moved:
        blocks.append(moved)
    return Section(answers.field_anchor(field), field.name_de, tuple(blocks))


def _matrix(facts: Facts, field: Field, indicators: list[Indicator], level: Level) -> list[Block]:
    """Areas against indicators, with the need class in each cell."""
    is_sozialraum = level == facts.sozialraum
    columns = [
        one
        for one in indicators
        if one.is_need
        and facts.latest(one, level)
        and (is_sozialraum or one.native_level == level.area_level)
    ]
    areas = facts.areas(level)
    if not columns or not areas:
        return []
    estimated = [one for one in columns if not facts.published_at(one, level)]
    rows = []
    for area in areas:
        cells = [Cell(facts.labels[area.area_id])]
        for one in columns:
            fact = facts.latest(one, level).get(area.area_id)
            if fact is None or fact.value is None:
                reason = Message("labels-status", status=fact.status if fact else "absent")
                cells.append(Cell(NONE, spoken=reason))
            else:
                cells.append(indicator.class_cell(fact))
        rows.append(Row(tuple(cells)))
    newest = {_newest(facts, one, level) for one in columns}
    when = Message(
        "needs-periods",
        periods=Listing(
            Period(*one) for one in sorted(newest, key=lambda one: (one[1] == "survey", one))
        ),
        several=code(len(newest) > 1),
    )
    shown = [fact for one in columns for fact in facts.latest(one, level).values()]
    notes: list[Text] = [
        origin.line(
            facts,
            [fact.source_ids for fact in shown],
            when,
            {fact.method for fact in shown},
        )
    ]
    if any(fact.is_unsure and not fact.is_undetermined for fact in shown):
        notes.append(Message("labels-unsure-note"))
    if any(fact.is_undetermined for fact in shown):
        notes.append(Message("labels-undetermined-note"))
    if estimated:
        notes.append(Message("labels-estimate-note"))
    if recut := {facts.labels[fact.area_id] for fact in shown if fact.is_recut}:
        notes.append(Message("labels-recut-note", areas=Joined(tuple(sorted(recut)))))
    missing = [one.name_de for one in indicators if not facts.latest(one, level)]
    if is_sozialraum and missing:
        notes.append(Message("needs-without-value", indicators=Listing(missing)))
    return [
        Table(
            caption=Message("needs-matrix", field=Name(field.name_de), level=Name(level.plural_de)),
            columns=(
                Column(level.name_de, "left", 5.0),
                *(Column(one.name_de, "center", 1.0, indicator.anchor(one)) for one in columns),
            ),
            rows=tuple(rows),
            notes=tuple(notes),
            upright=True,
        )
    ]


def _newest(facts: Facts, one: Indicator, level: Level) -> tuple[str, str]:
    """Period and cadence."""
    fact = max(facts.latest(one, level).values(), key=lambda found: found.period_end)
    return fact.period, one.cadence
