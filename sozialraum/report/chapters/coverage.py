"""Chapter 3: places, use and target population of services."""

from collections.abc import Sequence

from sozialraum.report import explanations
from sozialraum.report.chapters import coverability, origin
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Figure,
    Item,
    Paragraph,
    RankChart,
    RankPoint,
    Row,
    Section,
    Table,
)
from sozialraum.report.numbers_de import NONE, number, percent, period, shown, signed
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Coverage, Level, Service
from sozialraum.report.texts import COVERAGE_CLASSES, listing
from sozialraum.report.texts import below_city as below_city_sentence


def rows_of(facts: Facts, service: Service) -> list[Coverage]:
    return [one for one in facts.tables.coverage if one.service_type == service.service_type]


def compared_level(facts: Facts, service: Service) -> Level | None:
    """The level whose areas are compared: Sozialraum if published, else the service's own.
    Estimates that share one ratio are not compared; profiles show them, marked."""
    found = {one.area_level for one in rows_of(facts, service) if one.method != "apportioned"}
    for area_level in (facts.sozialraum.area_level, service.native_level):
        level = facts.level(area_level)
        if area_level in found and level.compares_need:
            return level
    return None


def newest(facts: Facts, service: Service, level: Level) -> list[Coverage]:
    """The rows of the newest period at a level, in the order of the areas."""
    rows = [one for one in rows_of(facts, service) if one.area_level == level.area_level]
    if not rows:
        return []
    last = rows[-1].period
    by_area = {one.area_id: one for one in rows if one.period == last}
    return [by_area[area.area_id] for area in facts.areas(level) if area.area_id in by_area]


def anchor(service: Service) -> str:
    return "angebot-" + service.service_type.replace("_", "-")


def capacity_known(facts: Facts, service: Service) -> bool:
    return any(one.capacity is not None for one in rows_of(facts, service))


def has_use(facts: Facts, service: Service) -> bool:
    """Whether any figure says how much there is or how many use it."""
    return any(one.capacity is not None or one.used is not None for one in rows_of(facts, service))


def below_city(facts: Facts, service: Service, *, lacking: bool = False) -> list[str]:
    """The areas whose coverage lies clearly below the city's, with their coverage.

    ``lacking``: only those with less than one place per person of the target population.
    """
    level = compared_level(facts, service)
    return [
        f"{facts.in_text(one.area_id)} ({_ratio(one)})"
        for one in (newest(facts, service, level) if level else [])
        if one.coverage_class == "below_city"
        and not (lacking and (one.coverage_ratio is None or one.coverage_ratio >= 1))
    ]


def _ratio(one: Coverage) -> str:
    """The coverage; an estimate carries its sign."""
    sign = explanations.ESTIMATE_SIGN + "\N{NO-BREAK SPACE}" if one.method == "apportioned" else ""
    return sign + percent(one.coverage_ratio)


def chapter(facts: Facts, answer: Sequence[Block]) -> Section:
    """Coverage and coverability; what there is no figure for is said. ``answer`` comes first."""
    blocks: list[Block] = [Paragraph(explanations.QUESTIONS[2], "lead")]
    judged = coverability.section(facts)
    if judged:
        blocks += answer
    else:
        blocks.append(Paragraph(explanations.NO_COVERABILITY, "important"))
    sections = [
        _service(facts, service) for service in facts.tables.services if has_use(facts, service)
    ]
    listed = [
        service.name_de
        for service in facts.tables.services
        if rows_of(facts, service) and not has_use(facts, service)
    ]
    if listed:
        blocks.append(
            Paragraph(
                "Für diese Arten von Angeboten sind Standorte verzeichnet oder gesucht worden, "
                f"aber weder Plätze noch Nutzung bekannt: {listing(listed)}."
            )
        )
    if sections:
        blocks.append(
            Paragraph(
                "Dieses Kapitel stellt Angebote der Zahl der Menschen gegenüber, für die sie "
                "gedacht sind. Gezeigt werden die Angebote, für die Zahlen vorliegen."
            )
        )
        blocks += [Paragraph(note, "note") for note in explanations.COVERAGE_NOTES]
    else:
        blocks.append(Paragraph("Zur Deckung liegen keine Zahlen vor.", "important"))
    without = _themes_without(facts)
    if without:
        blocks.append(
            Paragraph(
                "Zu diesen Themen gibt es Indikatoren, aber keine Zahlen über Angebote: "
                f"{listing(without)}. Ob der Bedarf dort gedeckt ist, lässt sich aus Zahlen nicht "
                "beurteilen."
            )
        )
    overview = Section(
        "kuerze-deckung", "Wo Angebote unter dem Stadtwert liegen", below_city_blocks(facts)
    )
    return Section(
        explanations.CHAPTER_ANCHORS[2],
        explanations.CHAPTERS[2],
        tuple(blocks),
        (*judged, *((overview, *sections) if sections else ())),
        number="3",
    )


def _themes_without(facts: Facts) -> list[str]:
    """Themes with an indicator and without any figure of a service."""
    served = {one.theme for one in facts.tables.coverage}
    served |= {one.theme for one in facts.tables.offers}
    needed = dict.fromkeys(one.theme for one in facts.tables.indicators)
    return [facts.theme_name(theme) for theme in needed if theme not in served]


def _service(facts: Facts, service: Service) -> Section:
    rows = rows_of(facts, service)
    level = compared_level(facts, service)
    has_capacity = capacity_known(facts, service)
    blocks: list[Block] = []
    if service.target_definition:
        blocks.append(Paragraph(f"Zielgruppe: {service.target_definition.rstrip('.')}."))
    if service.note_de:
        blocks.append(Paragraph(service.note_de))
    if not has_capacity:
        blocks.append(Paragraph(explanations.UNKNOWN_CAPACITY, "important"))
    if level:
        current = newest(facts, service, level)
        blocks.extend(_figure(facts, service, level, current))
        blocks.append(_area_table(facts, service, level, current, has_capacity))
    blocks.extend(_city_table(facts, service, rows, has_capacity))
    return Section(anchor(service), service.name_de, tuple(blocks))


def _columns(first: str, service: Service, capacity_known: bool, classed: bool) -> list[Column]:
    columns = [Column(first, "left", 2.7)]
    if capacity_known:
        columns.append(Column("Plätze", weight=1.0))
    columns += [Column("Nutzende", weight=1.15), Column("Zielgruppe", weight=1.4)]
    if capacity_known:
        columns += [
            Column("Deckung", weight=1.2),
            Column("Auslastung", weight=1.4),
        ]
    columns.append(Column("Inanspruch\u00adnahme", weight=1.4))
    if capacity_known and classed:
        columns += [
            Column("Plätze gegenüber dem Stadtwert", weight=1.45),
            Column("Einordnung", "left", 1.9),
        ]
    return columns


def _cells(one: Coverage, capacity_known: bool, classed: bool) -> list[Cell]:
    cells = []
    if capacity_known:
        cells.append(Cell(number(one.capacity) if one.capacity is not None else "unbekannt"))
    cells += [Cell(number(one.used)), Cell(number(one.target_population))]
    if capacity_known:
        cells += [Cell(_ratio(one)), Cell(percent(one.utilisation))]
    cells.append(Cell(percent(one.use_rate)))
    if capacity_known and classed:
        # The mart's gap is what is lacking to the city's ratio; readers expect the surplus.
        surplus = NONE if one.gap is None else signed(-one.gap)
        words = COVERAGE_CLASSES.get(one.coverage_class or "unknown", COVERAGE_CLASSES["unknown"])
        cells += [Cell(surplus), Cell(words)]
    return cells


def _area_table(
    facts: Facts,
    service: Service,
    level: Level,
    current: Sequence[Coverage],
    capacity_known: bool,
) -> Table:
    by_area = {one.area_id: one for one in current}
    columns = _columns("Gebiet", service, capacity_known, classed=True)
    rows = []
    for area in facts.areas(level):
        found = by_area.get(area.area_id)
        label = Cell(facts.labels[area.area_id])
        if found is None:
            rows.append(Row((label, Cell("kein Wert"), *(Cell(NONE) for _ in columns[2:]))))
        else:
            rows.append(Row((label, *_cells(found, capacity_known, classed=True))))
    city = _city_rows(facts, service, current[0].period)
    for one in city:
        cells = _cells(one, capacity_known, classed=True)
        if capacity_known:
            cells[-2:] = [Cell(""), Cell("")]
        name = Cell(f"{facts.tables.city.city_name} insgesamt")
        rows.append(Row((name, *cells), total=True))
    return Table(
        caption=f"{service.name_de}: {level.plural_de}, {period(current[0].period)}",
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(_notes(facts, service, current, capacity_known)),
    )


def _notes(
    facts: Facts, service: Service, current: Sequence[Coverage], capacity_known: bool
) -> list[str]:
    notes = []
    if capacity_known:
        unit = f"Plätze: {service.capacity_unit}. " if service.capacity_unit else ""
        notes.append(
            f"{unit}Deckung: Plätze je 100 Personen der Zielgruppe. Auslastung: Nutzende je 100 "
            "Plätze. Inanspruchnahme: Nutzende je 100 Personen der Zielgruppe."
        )
    else:
        notes.append("Inanspruchnahme: Nutzende je 100 Personen der Zielgruppe.")
    if any(one.method == "apportioned" for one in current):
        notes.append(explanations.ESTIMATE_NOTE)
    band = facts.tables.city.coverage_band
    if capacity_known and band:
        notes.append(
            f"„Etwa Stadtwert“: höchstens {percent(band)} unter oder über der Deckung der Stadt."
        )
    notes.append(origin.sources(facts, [row.source_ids for row in current]))
    return [note for note in notes if note]


def _city_rows(facts: Facts, service: Service, when: str | None = None) -> list[Coverage]:
    city = facts.tables.city.city_area_id
    return [
        one for one in rows_of(facts, service) if one.area_id == city and when in (None, one.period)
    ]


def _city_table(
    facts: Facts, service: Service, rows: Sequence[Coverage], capacity_known: bool
) -> list[Block]:
    """The city over time; left out where there is only one period to show."""
    city = _city_rows(facts, service)
    if len(city) < 2:
        return []
    return [
        Table(
            caption=f"{service.name_de}: {facts.tables.city.city_name} insgesamt im Zeitverlauf",
            columns=tuple(_columns("Zeitraum", service, capacity_known, classed=False)),
            rows=tuple(
                Row((Cell(period(one.period)), *_cells(one, capacity_known, classed=False)))
                for one in reversed(city)
            ),
            notes=tuple(_gaps(city)),
        )
    ]


def _gaps(city: Sequence[Coverage]) -> list[str]:
    without = [period(one.period) for one in city if one.target_population is None]
    if not without:
        return []
    return [f"Zahl der Zielgruppe nicht bekannt: {listing(without)}."]


def _figure(
    facts: Facts, service: Service, level: Level, current: Sequence[Coverage]
) -> list[Block]:
    known = [one for one in current if one.coverage_ratio is not None]
    if len(known) < 2:
        return []
    known.sort(key=lambda one: one.coverage_ratio or 0.0)
    points = tuple(
        RankPoint(
            label=facts.labels[one.area_id],
            value=shown(one.coverage_ratio or 0.0, "share"),
            low=None,
            high=None,
            text=percent(one.coverage_ratio),
            stands_out=one.coverage_class == "below_city",
        )
        for one in known
    )
    ratio = known[0].city_coverage_ratio
    when = period(known[0].period)
    return [
        Figure(
            chart=RankChart(
                points,
                shown(ratio, "share") if ratio is not None else None,
                f"Stadt {percent(ratio)}" if ratio is not None else "",
                "share",
            ),
            caption=f"{service.name_de}: Deckung, {level.plural_de}, niedrigste zuerst, {when}. "
            "Dunkler Punkt: unter dem Stadtwert.",
            alt=f"Punktdiagramm der Deckung in {number(len(points))} Gebieten, {when}. Niedrigste: "
            f"{points[0].label} mit {points[0].text}. Höchste: {points[-1].label} mit "
            f"{points[-1].text}. Alle Werte stehen in der Tabelle darunter.",
            source_de=origin.line(
                facts, [one.source_ids for one in known], when, {one.method for one in known}
            ),
        )
    ]


def below_city_blocks(facts: Facts) -> tuple[Block, ...]:
    """Per service, where the coverage lies clearly below the city's."""
    items = []
    unknown = []
    for service in facts.tables.services:
        level = compared_level(facts, service)
        rows = newest(facts, service, level) if level else []
        if not any(one.coverage_ratio is not None for one in rows):
            if has_use(facts, service):
                unknown.append(service.name_de)
            continue
        ratio = next((one.city_coverage_ratio for one in rows), None)
        text = below_city_sentence(
            percent(ratio), period(rows[0].period), below_city(facts, service)
        )
        items.append(Item(text, f"{service.name_de}:", anchor(service)))
    blocks: list[Block] = []
    if items:
        blocks.append(Bullets(tuple(items)))
    if unknown:
        blocks.append(Paragraph(f"Zahl der Plätze unbekannt: {listing(unknown)}."))
    if not blocks:
        blocks.append(Paragraph("Zur Deckung liegen keine Zahlen vor."))
    return tuple(blocks)
