"""One indicator: what it means, its chart, its tables."""

from dataclasses import replace

from sozialraum.report.chapters import claims, development, origin
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
from sozialraum.report.chapters.signs import (
    AGGREGATED,
    ESTIMATE,
    STATUS_SIGNS,
    held,
    shown_amount,
    status_notes,
)
from sozialraum.report.rows.city import Indicator, Level
from sozialraum.report.rows.facts import HIGH, Facts
from sozialraum.report.rows.figures import ESTIMATES, Fact
from sozialraum.words import (
    Amount,
    Interval,
    Joined,
    Listing,
    Message,
    Name,
    Number,
    Period,
    Text,
    code,
)
from sozialraum.words.numbers import NBSP, NONE, shown

_SIGNS = {**dict.fromkeys(ESTIMATES, ESTIMATE + NBSP), "aggregated": AGGREGATED + NBSP}
_COLUMNS = (
    Column(Message("labels-area"), "left", 3.4),
    Column(Message("labels-value"), weight=1.15),
    Column(Message("labels-interval"), weight=1.7),
    Column(Message("labels-cases"), weight=1.05),
    Column(Message("labels-denominator"), weight=1.25),
    Column(Message("labels-class-head"), "center", 0.8),
    Column(Message("indicator-need"), "left", 1.5),
    Column(Message("labels-rank"), weight=0.75),
)
_INTERVAL, _COUNTS, _NEED = {2}, {3, 4}, {5, 6, 7}
"""Columns that are left out where nobody has such figures, or no need is shown."""


def anchor(indicator: Indicator) -> str:
    """The id of an indicator's section; matrices link to it."""
    return f"indikator-{indicator.slug}"


def section(facts: Facts, indicator: Indicator) -> Section:
    blocks: list[Block] = [Paragraph(meaning(indicator))]
    levels = facts.shown_levels(indicator)
    if not levels and not facts.city_series(indicator):
        blocks.append(Paragraph(Message("indicator-none"), "important"))
        return Section(anchor(indicator), indicator.name_de, tuple(blocks))
    if not levels:
        blocks.append(Paragraph(Message("indicator-city-only"), "important"))
    blocks.extend(development.figure(facts, indicator))
    blocks.extend(development.break_notes(facts, indicator))
    # The published figures come first; an estimate must not stand in for them.
    real = [level for level in levels if facts.published_at(indicator, level)]
    estimated = [level for level in levels if level not in real]
    for level in real:
        blocks.append(_rank_figure(facts, indicator, level))
        blocks.append(_table(facts, indicator, level))
        if estimated:
            blocks.append(Paragraph(Message("indicator-direct-first"), "note"))
    for level in estimated:
        if not real:
            blocks.append(_rank_figure(facts, indicator, level))
        blocks.append(_table(facts, indicator, level, brief=bool(real)))
    if not levels:
        blocks.append(development.series_table(facts, indicator))
    return Section(anchor(indicator), indicator.name_de, tuple(blocks))


def meaning(indicator: Indicator) -> Text:
    """What is counted, in which unit, and which values show need."""
    return Message(
        "indicator-meaning",
        definition=Name(indicator.definition.rstrip(".")),
        unit=indicator.unit,
        need=("higher" if indicator.higher_is_need else "lower") if indicator.is_need else "none",
        has_caveat=code(indicator.caveat_de is not None),
        caveat=Name(indicator.caveat_de or ""),
    )


def _table(facts: Facts, indicator: Indicator, level: Level, *, brief: bool = False) -> Table:
    """``brief``: its notes leave out what the table above has said already."""
    latest = facts.latest(indicator, level)
    newest = max(latest.values(), key=lambda fact: fact.period_end)
    rows = [_row(facts, indicator, area.area_id, latest) for area in facts.areas(level)]
    city = facts.city_value(indicator, newest.period)
    if city:
        rows.append(_city_row(facts, indicator, city))
    has_counts = any(fact.denominator is not None for fact in latest.values())
    has_intervals = any(fact.ci_low is not None for fact in latest.values())
    dropped = (set() if has_counts else _COUNTS) | (set() if has_intervals else _INTERVAL)
    dropped |= set() if indicator.is_need else _NEED
    kept = [index for index in range(len(_COLUMNS)) if index not in dropped]
    return Table(
        caption=Message(
            "indicator-caption",
            indicator=Name(indicator.name_de),
            level=Name(level.plural_de),
            period=Period(newest.period, indicator.cadence),
            estimates=code(not facts.published_at(indicator, level)),
        ),
        columns=tuple(_COLUMNS[index] for index in kept),
        rows=tuple(replace(row, cells=tuple(row.cells[i] for i in kept)) for row in rows),
        notes=tuple(
            _notes(facts, indicator, level, latest, city)
            if not brief
            else [
                Message("labels-estimate-note"),
                origin.sources(facts, origin.ids(indicator, latest.values())),
            ]
        ),
        dense=True,
    )


def _row(facts: Facts, indicator: Indicator, area_id: str, latest: dict[str, Fact]) -> Row:
    fact = latest.get(area_id)
    name = Cell(facts.labels[area_id])
    if fact is None or fact.value is None:
        reason = Message("labels-status", status=fact.status if fact else "absent")
        return Row((name, Cell(reason), *(Cell(NONE) for _ in _COLUMNS[2:])))
    rank = f"{fact.rank}" if fact.rank is not None and fact.areas_ranked else NONE
    return Row(
        (
            name,
            value_cell(fact, indicator),
            Cell(Interval(fact.ci_low, fact.ci_high, indicator.unit)),
            _count(fact.numerator, fact),
            Cell(Number(fact.denominator)),
            class_cell(fact),
            Cell(Message("labels-trend-arrow", trend=fact.trend or "unknown")),
            Cell(rank),
        ),
        claims=claims.of_classes((fact,)),
    )


def _city_row(facts: Facts, indicator: Indicator, fact: Fact) -> Row:
    return Row(
        (
            Cell(Message("labels-whole-city", city=Name(facts.tables.city.city_name))),
            value_cell(fact, indicator),
            Cell(Interval(fact.ci_low, fact.ci_high, indicator.unit)),
            _count(fact.numerator, fact),
            Cell(Number(fact.denominator)),
            *(Cell("") for _ in _COLUMNS[5:]),
        ),
        total=True,
    )


def value_cell(fact: Fact, indicator: Indicator) -> Cell:
    """The value with the signs of how it came about and of what its source says of it."""
    value = Amount(fact.value, indicator.unit)
    if fact.method not in _SIGNS and fact.status not in STATUS_SIGNS:
        return Cell(value)
    return Cell(
        Joined((_SIGNS.get(fact.method), held(value, fact)), by=""),
        spoken=Message(
            "indicator-value-spoken",
            method=fact.method,
            value=value,
            status=fact.status,
            is_marked=code(fact.status in STATUS_SIGNS),
        ),
    )


def _count(count: float | None, fact: Fact) -> Cell:
    if count is None:
        return Cell(NONE)
    return Cell(_marked(Number(count), fact))


def _marked(figure: Text, fact: Fact) -> Text:
    """A figure with the sign of an estimate, if it is one."""
    return Joined((_SIGNS[fact.method], figure), by="") if fact.is_estimate else figure


def class_cell(fact: Fact) -> Cell:
    """The coloured cell with the class's number in it; an unsure one in brackets.

    An estimate carries its sign.
    """
    if fact.need_class is None:
        return Cell(NONE, spoken=Message("indicator-no-class"))
    if fact.is_undetermined:
        return Cell(
            _marked(Message("indicator-undetermined-short"), fact),
            spoken=Message("labels-need", need="undetermined"),
        )
    return Cell(
        _marked(f"({fact.need_class})" if fact.is_unsure else str(fact.need_class), fact),
        fact.need_class,
        Message(
            "indicator-class-spoken",
            **{"class": fact.need_class},
            estimate=code(fact.is_estimate),
            unsure=code(fact.is_unsure),
        ),
    )


def _notes(
    facts: Facts, indicator: Indicator, level: Level, latest: dict[str, Fact], city: Fact | None
) -> list[Text]:
    """What has to be known beside the figures of this very table."""
    known = [fact for fact in latest.values() if fact.value is not None]
    methods = {fact.method for fact in [*known, *([city] if city else [])]}
    notes: list[Text] = []
    if any(fact.is_estimate and not fact.is_recut for fact in known):
        notes.append(Message("labels-estimate-note"))
    if recut := [facts.labels[fact.area_id] for fact in known if fact.is_recut]:
        notes.append(Message("labels-recut-note", areas=Joined(tuple(recut))))
    notes += status_notes(facts, [*known, *([city] if city else [])])
    if any(fact.is_undetermined for fact in known):
        notes.append(Message("labels-undetermined-note"))
    if "aggregated" in methods:
        notes.append(Message("labels-aggregated-note"))
    notes.extend(development.survey_notes(facts, indicator))
    if indicator.is_need:
        notes.append(_trend_note(indicator, known))
    bases = sorted({f.denominator_period for f in known if f.denominator_period} - {_own(known)})
    if bases:
        carried = any(fact.denominator_carried for fact in known)
        notes.append(
            Message(
                "indicator-base",
                periods=Listing(Period(base) for base in bases),
                carried=code(carried),
            )
        )
    for area in facts.unknown_areas(level):
        fact = latest.get(area.area_id)
        if fact and fact.numerator:
            notes.append(Message("indicator-unplaced", cases=Number(fact.numerator)))
    notes.append(origin.sources(facts, origin.ids(indicator, latest.values())))
    return [note for note in notes if note]


def _own(known: list[Fact]) -> str:
    return known[0].period if known else ""


def _trend_note(indicator: Indicator, known: list[Fact]) -> Text:
    if any(fact.previous_period for fact in known):
        return Message("indicator-trend-note", cadence=indicator.cadence)
    return Message("indicator-no-trend")


def _rank_figure(facts: Facts, indicator: Indicator, level: Level) -> Figure:
    latest = facts.latest(indicator, level)
    known = [
        fact
        for area in facts.areas(level)
        if (fact := latest.get(area.area_id)) and fact.value is not None
    ]
    falling = indicator.higher_is_need or not indicator.is_need
    known.sort(key=lambda fact: fact.value or 0.0, reverse=falling)
    city = facts.city_value(indicator, known[0].period)
    when = Period(known[0].period, indicator.cadence)
    unit = indicator.unit
    points = tuple(
        RankPoint(
            label=facts.labels[fact.area_id],
            value=shown(fact.value or 0.0, unit),
            low=None if fact.ci_low is None else shown(fact.ci_low, unit),
            high=None if fact.ci_high is None else shown(fact.ci_high, unit),
            text=shown_amount(fact, unit),
            stands_out=fact.is_surely(HIGH, 5),
        )
        for fact in known
    )
    city_value = shown_amount(city, unit) if city else Joined((NONE,))
    first, last = points[0], points[-1]
    return Figure(
        chart=RankChart(
            points,
            shown(city.value, unit) if city and city.value is not None else None,
            Message("indicator-city", value=city_value) if city else "",
            unit,
        ),
        caption=Message(
            "indicator-ranks",
            indicator=Name(indicator.name_de),
            level=Name(level.plural_de),
            period=when,
            need=code(indicator.is_need),
            ranges=code(any(point.low is not None for point in points)),
            reliable=code(any(fact.class_is_sure is not None for fact in known)),
        ),
        alt=Message(
            "indicator-ranks-alt",
            n=len(points),
            period=when,
            need=code(indicator.is_need),
            first=Joined((first.label,)),
            first_value=Joined((first.text,)),
            last=Joined((last.label,)),
            last_value=Joined((last.text,)),
            has_city=code(city is not None),
            city_value=city_value,
        ),
        source_de=origin.of_indicator(facts, indicator, known),
    )
