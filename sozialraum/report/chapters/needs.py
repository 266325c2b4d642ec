"""The chapter ``Bedarfe``: one section per planning field."""

from sozialraum.report import explanations
from sozialraum.report.chapters import (
    answers,
    development,
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
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Field, Indicator, Level
from sozialraum.report.texts import CLASS_NAMES, STATUSES, listing, period_of


def chapter(facts: Facts) -> Section:
    reading = Section(
        "lesehilfe",
        "So ist dieses Kapitel zu lesen",
        (
            Bullets(tuple(Item(text, lead=lead) for lead, text in explanations.READING)),
            Legend(tuple(CLASS_NAMES.items())),
            Paragraph(explanations.UNSURE_NOTE, "note"),
            Paragraph(explanations.ESTIMATE_NOTE, "note"),
        ),
    )
    fields = [_field(facts, one) for one in facts.fields if facts.indicators_of(one)]
    if not fields:
        return Section(
            "bedarfe",
            explanations.CHAPTERS[0],
            (Paragraph("Es sind keine Indikatoren festgelegt.", "important"),),
            number="1",
        )
    return Section(
        "bedarfe",
        explanations.CHAPTERS[0],
        (
            Paragraph(explanations.QUESTIONS[0], "lead"),
            Paragraph(
                "Für jedes Planungsfeld zeigt dieses Kapitel, was die Pandemie an neuen und "
                "verschärften Bedarfen erkennen lässt, wo der Bedarf im Vergleich der Gebiete hoch "
                "ist und wie sich die Zahlen der ganzen Stadt entwickelt haben. Jeder Indikator "
                "steht im Anhang noch einmal für sich, mit allen Werten."
            ),
            *answers.new_needs(facts),
        ),
        (reading, *fields, _recent(facts), *_maps(facts)),
        number="1",
    )


def _recent(facts: Facts) -> Section:
    return Section(
        "zuletzt",
        "Was sich zuletzt verändert hat",
        (),
        (
            Section("kuerze-gestiegen", "Was gestiegen ist", overview.risen(facts)),
            Section(
                "kuerze-pandemie",
                "Seit der Zeit vor der Pandemie",
                overview.since_before_pandemic(facts),
            ),
        ),
    )


def _maps(facts: Facts) -> list[Section]:
    found = maps.choice(facts, facts.sozialraum)
    if found is None:
        return []
    return [Section("karten", "Die Bedarfe auf der Karte", (found,))]


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
        "Indikatoren im Einzelnen",
        (Paragraph("Was jeder Indikator bedeutet, seine Werte und ihre Herkunft."),),
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
        matrices.append(
            Paragraph(
                "Für dieses Planungsfeld liegt kein Wert vor, der Gebiete vergleicht.", "important"
            )
        )
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
                cells.append(indicator.class_cell(fact))
        rows.append(Row(tuple(cells)))
    newest = {_newest(facts, one, level) for one in columns}
    when = listing(sorted(newest)) + (", je nach Indikator" if len(newest) > 1 else "")
    shown = [fact for one in columns for fact in facts.latest(one, level).values()]
    notes = [
        origin.line(
            facts,
            [fact.source_ids for fact in shown],
            when,
            {fact.method for fact in shown},
        )
    ]
    if any(fact.is_unsure for fact in shown):
        notes.append(explanations.UNSURE_NOTE)
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
