"""The chapter ``Bedarfe``: one section per planning field."""

from sozialraum.report import explanations
from sozialraum.report.model import development, indicator, pandemic
from sozialraum.report.model.facts import Facts
from sozialraum.report.model.read import Field, Indicator, Level
from sozialraum.report.model.shapes import (
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
from sozialraum.report.texts import CLASS_NAMES, STATUSES, listing, period_of


def chapter(facts: Facts) -> Section:
    reading = Section(
        "lesehilfe",
        "So ist dieses Kapitel zu lesen",
        (
            Bullets(tuple(Item(text, lead=lead) for lead, text in explanations.READING)),
            Legend(tuple(CLASS_NAMES.items())),
            Paragraph(explanations.ESTIMATE_NOTE, "note"),
        ),
    )
    fields = [_field(facts, one) for one in facts.fields if facts.indicators_of(one)]
    if not fields:
        return Section(
            "bedarfe",
            "Bedarfe",
            (Paragraph("Es sind keine Indikatoren festgelegt.", "important"),),
        )
    return Section(
        "bedarfe",
        "Bedarfe",
        (
            Paragraph(
                "Dieses Kapitel zeigt für jedes Planungsfeld, wo der Bedarf im Vergleich der "
                "Gebiete hoch ist und wie sich die Zahlen der ganzen Stadt seit der Zeit vor der "
                "Pandemie entwickelt haben.",
                "lead",
            ),
        ),
        (reading, *fields),
    )


def _field(facts: Facts, field: Field) -> Section:
    indicators = facts.indicators_of(field)
    blocks: list[Block] = []
    for level in facts.compared_levels:
        blocks.extend(_matrix(facts, field, indicators, level))
    if not blocks:
        blocks.append(
            Paragraph(
                "Für dieses Planungsfeld liegt kein Wert vor, der Gebiete vergleicht.", "important"
            )
        )
    moved = development.table(facts, field)
    if moved:
        blocks.append(moved)
    blocks.extend(pandemic.blocks(facts, field))
    return Section(
        f"feld-{field.planning_field}".replace("_", "-"),
        field.name_de,
        tuple(blocks),
        tuple(indicator.section(facts, one) for one in indicators),
    )


def _matrix(facts: Facts, field: Field, indicators: list[Indicator], level: Level) -> list[Block]:
    """Areas against indicators, with the need class in each cell."""
    is_sozialraum = level == facts.sozialraum
    columns = [
        one
        for one in indicators
        if facts.latest(one, level) and (is_sozialraum or one.native_level == level.area_level)
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
                reason = STATUSES.get(fact.status if fact else "absent", "kein Wert")
                cells.append(Cell("–", spoken=reason))
            else:
                cells.append(indicator.class_cell(fact.need_class, fact.method == "apportioned"))
        rows.append(Row(tuple(cells)))
    newest = {_newest(facts, one, level) for one in columns}
    notes = [f"Zeitraum: {listing(sorted(newest))}, je nach Indikator."]
    if len(newest) == 1:
        notes = [f"Zeitraum: {newest.pop()}."]
    if estimated:
        notes.append(explanations.ESTIMATE_NOTE)
    missing = [one.name_de for one in indicators if not facts.latest(one, level)]
    if is_sozialraum and missing:
        notes.append(f"Für diese Ebene ohne Wert: {listing(missing)}.")
    return [
        Table(
            caption=f"{field.name_de}: Bedarfsklassen, {level.plural_de} "
            "(1 sehr niedrig bis 5 sehr hoch)",
            columns=(
                Column(level.name_de, "left", 5.0),
                *(Column(one.name_de, "center", 1.0, indicator.anchor(one)) for one in columns),
            ),
            rows=tuple(rows),
            notes=tuple(notes),
            upright=True,
        )
    ]


def _newest(facts: Facts, one: Indicator, level: Level) -> str:
    fact = max(facts.latest(one, level).values(), key=lambda found: found.period_end)
    return period_of(fact.period, one.cadence)
