"""The tables on services: places, use and target population."""

from collections.abc import Sequence

from sozialraum.report.chapters import coverability, origin, supply
from sozialraum.report.chapters.shapes import (
    Block,
    Cell,
    Column,
    Figure,
    Paragraph,
    RankChart,
    RankPoint,
    Row,
    Section,
    Table,
)
from sozialraum.report.chapters.signs import status_notes
from sozialraum.report.rows.city import Level
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import Coverage, Service
from sozialraum.words import Joined, Listing, Message, Name, Number, Percent, Period, Signed, Text
from sozialraum.words.numbers import NONE


def tables(facts: Facts) -> tuple[Section, ...]:
    """Coverability by theme and area, then each service with its places and use."""
    blocks: list[Block] = []
    sections = [
        _service(facts, service)
        for service in facts.tables.services
        if supply.has_use(facts, service)
    ]
    listed = [
        service.name_de
        for service in facts.tables.services
        if supply.rows_of(facts, service) and not supply.has_use(facts, service)
    ]
    if listed:
        blocks.append(Paragraph(Message("coverage-sites-only", services=Listing(listed))))
    if sections:
        blocks.append(Paragraph(Message("coverage-about")))
        blocks.append(Paragraph(Message("coverage-ratio-means"), "note"))
        blocks.append(Paragraph(Message("coverage-users-means"), "note"))
        blocks.append(Paragraph(Message("coverage-surplus-means"), "note"))
    without = _themes_without(facts)
    if without:
        blocks.append(Paragraph(Message("coverage-themes-without", themes=Listing(without))))
    about = Section("deckung-lesen", Message("coverage-reading"), tuple(blocks))
    return (*coverability.section(facts), *((about,) if blocks else ()), *sections)


def _themes_without(facts: Facts) -> list[str]:
    """Themes with an indicator and without any figure of a service."""
    served = {one.theme for one in facts.tables.coverage}
    served |= {one.theme for one in facts.tables.offers}
    needed = dict.fromkeys(one.theme for one in facts.tables.indicators)
    return [facts.theme_name(theme) for theme in needed if theme not in served]


def _service(facts: Facts, service: Service) -> Section:
    level = supply.compared_level(facts, service)
    has_capacity = supply.capacity_known(facts, service)
    blocks: list[Block] = []
    if service.target_definition:
        target = Name(service.target_definition.rstrip("."))
        blocks.append(Paragraph(Message("coverage-target", target=target)))
    if service.note_de:
        blocks.append(Paragraph(service.note_de))
    if not has_capacity:
        blocks.append(Paragraph(Message("coverage-places-unknown"), "important"))
    if level:
        current = supply.newest(facts, service, level)
        blocks.extend(_figure(facts, service, level, current))
        blocks.append(_area_table(facts, service, level, current, has_capacity))
    blocks.extend(_city_table(facts, service, has_capacity))
    return Section(supply.anchor(service), service.name_de, tuple(blocks))


def _columns(first: Text, capacity_known: bool, classed: bool) -> list[Column]:
    columns = [Column(first, "left", 2.7)]
    if capacity_known:
        columns.append(Column(Message("coverage-places"), weight=1.0))
    columns += [
        Column(Message("coverage-users"), weight=1.15),
        Column(Message("coverage-target-group"), weight=1.4),
    ]
    if capacity_known:
        columns += [
            Column(Message("coverage-head"), weight=1.2),
            Column(Message("coverage-utilisation"), weight=1.4),
        ]
    columns.append(Column(Message("coverage-use"), weight=1.4))
    if capacity_known and classed:
        columns += [
            Column(Message("coverage-surplus"), weight=1.45),
            Column(Message("coverage-class"), "left", 1.9),
        ]
    return columns


def _cells(one: Coverage, capacity_known: bool, classed: bool) -> list[Cell]:
    cells = []
    if capacity_known:
        known = one.capacity is not None
        cells.append(Cell(Number(one.capacity) if known else Message("coverage-unknown")))
    cells += [Cell(Number(one.used)), Cell(Number(one.target_population))]
    if capacity_known:
        cells += [Cell(supply.ratio(one)), Cell(Percent(one.utilisation))]
    cells.append(Cell(Percent(one.use_rate)))
    if capacity_known and classed:
        # The mart's gap is what is lacking to the city's ratio; readers expect the surplus.
        cells += [
            Cell(NONE if one.gap is None else Signed(-one.gap)),
            Cell(Message("labels-coverage-class", coverage=one.coverage_class or "unknown")),
        ]
    return cells


def _area_table(
    facts: Facts,
    service: Service,
    level: Level,
    current: Sequence[Coverage],
    capacity_known: bool,
) -> Table:
    by_area = {one.area_id: one for one in current}
    columns = _columns(Message("labels-area"), capacity_known, classed=True)
    rows = []
    for area in facts.areas(level):
        found = by_area.get(area.area_id)
        label = Cell(facts.labels[area.area_id])
        if found is None:
            none = Cell(Message("labels-status", status="missing"))
            rows.append(Row((label, none, *(Cell(NONE) for _ in columns[2:]))))
        else:
            rows.append(Row((label, *_cells(found, capacity_known, classed=True))))
    city = _city_rows(facts, service, current[0].period)
    for one in city:
        cells = _cells(one, capacity_known, classed=True)
        if capacity_known:
            cells[-2:] = [Cell(""), Cell("")]
        name = Cell(Message("labels-whole-city", city=Name(facts.tables.city.city_name)))
        rows.append(Row((name, *cells), total=True))
    return Table(
        caption=Message(
            "coverage-areas",
            service=Name(service.name_de),
            areas=Name(level.plural_de),
            period=Period(current[0].period),
        ),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(_notes(facts, service, current, capacity_known)),
    )


def _notes(
    facts: Facts, service: Service, current: Sequence[Coverage], capacity_known: bool
) -> list[Text]:
    notes: list[Text] = []
    if capacity_known and service.capacity_unit:
        notes.append(Message("coverage-read-with-unit", unit=Name(service.capacity_unit)))
    elif capacity_known:
        notes.append(Message("coverage-read"))
    else:
        notes.append(Message("coverage-read-use"))
    if any(one.method == "apportioned" for one in current):
        notes.append(Message("labels-estimate-note"))
    if recut := [facts.labels[one.area_id] for one in current if one.status == "estimated"]:
        notes.append(Message("labels-recut-note", areas=Joined(tuple(recut))))
    shown = [*current, *_city_rows(facts, service, current[0].period)]
    notes += [*status_notes(facts, shown), *_other_days(shown)]
    band = facts.tables.city.coverage_band
    if capacity_known and band:
        notes.append(Message("coverage-band", band=Percent(band)))
    notes.append(origin.sources(facts, [row.source_ids for row in current]))
    return [note for note in notes if note]


def _city_rows(facts: Facts, service: Service, when: str | None = None) -> list[Coverage]:
    city = facts.tables.city.city_area_id
    return [
        one
        for one in supply.rows_of(facts, service)
        if one.area_id == city and when in (None, one.period)
    ]


def _city_table(facts: Facts, service: Service, capacity_known: bool) -> list[Block]:
    """The city over time; left out where there is only one period to show."""
    city = _city_rows(facts, service)
    if len(city) < 2:
        return []
    return [
        Table(
            caption=Message(
                "coverage-over-time",
                service=Name(service.name_de),
                city=Name(facts.tables.city.city_name),
            ),
            columns=tuple(_columns(Message("coverage-period"), capacity_known, classed=False)),
            rows=tuple(
                Row((Cell(Period(one.period)), *_cells(one, capacity_known, classed=False)))
                for one in reversed(city)
            ),
            notes=tuple(_gaps(city)),
        )
    ]


def _gaps(city: Sequence[Coverage]) -> list[Text]:
    without = [Period(one.period) for one in city if one.target_population is None]
    unknown = [Message("coverage-target-unknown", periods=Listing(without))] if without else []
    return [*unknown, *_other_days(city)]


def _other_days(rows: Sequence[Coverage]) -> list[Text]:
    """Of when the target population is, where it is of another period than what it is set
    against."""
    others = {
        one.target_period for one in rows if one.target_period and one.target_period != one.period
    }
    days = [Period(one) for one in sorted(others)]
    return [Message("coverage-target-of", periods=Listing(days))] if days else []


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
            value=100 * (one.coverage_ratio or 0.0),
            low=None,
            high=None,
            text=Percent(one.coverage_ratio),
            stands_out=one.coverage_class == "below_city",
        )
        for one in known
    )
    ratio = known[0].city_coverage_ratio
    when = Period(known[0].period)
    return [
        Figure(
            chart=RankChart(
                points,
                None if ratio is None else 100 * ratio,
                "" if ratio is None else Message("coverage-city-line", ratio=Percent(ratio)),
                "share",
            ),
            caption=Message(
                "coverage-figure",
                service=Name(service.name_de),
                areas=Name(level.plural_de),
                period=when,
            ),
            alt=Message(
                "coverage-seen",
                n=len(known),
                period=when,
                lowest=Name(facts.labels[known[0].area_id]),
                low=Percent(known[0].coverage_ratio),
                highest=Name(facts.labels[known[-1].area_id]),
                high=Percent(known[-1].coverage_ratio),
            ),
            source_de=origin.line(
                facts, [one.source_ids for one in known], when, {one.method for one in known}
            ),
        )
    ]
