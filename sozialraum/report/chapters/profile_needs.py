"""A profile's needs: how the area compares, in words, in a picture and in figures."""

from sozialraum.report.chapters import origin
from sozialraum.report.chapters.indicator import class_cell, value_cell
from sozialraum.report.chapters.shapes import (
    Block,
    Cell,
    Column,
    Figure,
    Paragraph,
    Row,
    Strip,
    StripChart,
    Table,
)
from sozialraum.report.rows.city import Area, Indicator
from sozialraum.report.rows.facts import HIGH, Facts
from sozialraum.report.rows.figures import Fact
from sozialraum.words import Amount, Interval, Joined, Listing, Message, Name, Period, Text
from sozialraum.words.numbers import NBSP, NONE


def _known(facts: Facts, area: Area) -> list[tuple[Indicator, Fact]]:
    level = facts.sozialraum
    return [
        (one, fact)
        for one in facts.tables.indicators
        if (fact := facts.latest(one, level).get(area.area_id)) and fact.value is not None
    ]


def in_short(facts: Facts, area: Area) -> Text:
    """How the area compares, in two to four sentences."""
    known = [(one, fact) for one, fact in _known(facts, area) if fact.need_class is not None]
    published = [(one, fact) for one, fact in known if not fact.is_estimate]
    guessed = [(one, fact) for one, fact in known if fact.is_estimate]
    return compared(
        high=[one.name_de for one, fact in published if fact.is_surely(HIGH, 5)],
        low=[one.name_de for one, fact in published if fact.is_surely(1, 2)],
        unsure=[one.name_de for one, fact in published if fact.is_unsure],
        total=len(published),
        estimated_high=[one.name_de for one, fact in guessed if fact.is_surely(HIGH, 5)],
        estimated=len(guessed),
    )


def compared(
    *,
    high: list[str],
    low: list[str],
    unsure: list[str],
    total: int,
    estimated_high: list[str],
    estimated: int,
) -> Text:
    """Which indicators are high, low or unsure among ``total`` published ones and estimates."""
    said = [
        Message(
            "profile-compared",
            total=total,
            high=len(high),
            unsure=len(unsure),
            indicators=Listing(high),
        )
    ]
    if low:
        said.append(Message("profile-low", indicators=Listing(low)))
    if unsure:
        said.append(Message("profile-unsure", indicators=Listing(unsure)))
    if estimated:
        said.append(
            Message(
                "profile-estimated",
                n=len(estimated_high),
                high=len(high),
                indicators=Listing(estimated_high),
            )
        )
    return Joined(said)


def strips(facts: Facts, area: Area) -> list[Block]:
    """Where the area lies among the others, indicator by indicator."""
    drawn = [
        (indicator, fact, strip)
        for indicator, fact in _known(facts, area)
        if (strip := _strip(facts, indicator, fact))
    ]
    if not drawn:
        return []
    name = Name(facts.labels[area.area_id])
    high = [one.label for _, _, one in drawn if (one.need_class or 0) >= HIGH and not one.unsure]
    seen = Message("profile-strips-seen", area=name, n=len(drawn))
    high_seen = Message("profile-strips-high", indicators=Listing(high)) if high else None
    return [
        Figure(
            chart=StripChart(
                tuple(strip for _, _, strip in drawn),
                low=Message("profile-strip-low"),
                high=Message("profile-strip-high"),
                value=Message("labels-value"),
                need_class=Message("profile-strip-class"),
            ),
            caption=Message("profile-strips", area=name),
            alt=Joined((seen, high_seen, Message("profile-strips-below"))),
            source_de=origin.line(
                facts,
                [fact.source_ids or one.source_ids for one, fact, _ in drawn],
                Message("origin-each-below"),
                {fact.method for _, fact, _ in drawn},
            ),
        )
    ]


def _strip(facts: Facts, indicator: Indicator, fact: Fact) -> Strip | None:
    """None where the areas are too few or too alike to tell a place among them."""
    latest = facts.latest(indicator, facts.sozialraum)
    values = [
        one.value
        for other in facts.areas(facts.sozialraum)
        if (one := latest.get(other.area_id)) and one.value is not None
    ]
    low, high = min(values), max(values)
    if len(values) < 3 or high == low:
        return None
    city = facts.city_value(indicator, fact.period)

    def at(value: float) -> float:
        share = (value - low) / (high - low)
        return round(share if indicator.higher_is_need else 1 - share, 4)

    assert fact.value is not None
    return Strip(
        label=indicator.name_de,
        own=at(fact.value),
        low=None if fact.ci_low is None else at(fact.ci_low),
        high=None if fact.ci_high is None else at(fact.ci_high),
        others=tuple(at(value) for value in values),
        city=at(city.value) if city and city.value is not None else None,
        text=Message(
            "profile-strip-value", method=fact.method, value=Amount(fact.value, indicator.unit)
        ),
        need_class=fact.need_class,
        unsure=fact.is_unsure,
    )


def table(facts: Facts, area: Area) -> list[Block]:
    """Every indicator with its figure, class and rank, or why there is none."""
    level = facts.sozialraum
    rows = [
        _row(facts, indicator, latest.get(area.area_id))
        for indicator in facts.tables.indicators
        if (latest := facts.latest(indicator, level))
    ]
    if not rows:
        return [Paragraph(Message("profile-no-value"), "important")]
    notes = [Message("profile-needs-read", n=len(facts.areas(level)))]
    if any(fact.is_undetermined for _, fact in _known(facts, area)):
        notes.append(Message("labels-undetermined-note"))
    missing = [one.name_de for one in facts.tables.indicators if not facts.latest(one, level)]
    if missing:
        areas = Name(level.plural_de)
        notes.append(Message("profile-missing", areas=areas, indicators=Listing(missing)))
    return [
        Table(
            caption=Message("profile-needs-table", area=Name(facts.labels[area.area_id])),
            columns=(
                Column(Message("labels-indicator"), "left", 4.3),
                Column(Message("profile-value-head"), weight=1.2),
                Column(Message("profile-interval-head"), weight=1.8),
                Column(Message("profile-city-head"), weight=1.1),
                Column(Message("profile-class-head"), "center", 0.85),
                Column(Message("labels-rank"), weight=1.3),
                Column(Message("labels-need-head"), "left", 1.7),
                Column(Message("profile-period-head"), "left", 1.75),
            ),
            rows=tuple(rows),
            notes=tuple(notes),
            dense=True,
        )
    ]


def _row(facts: Facts, indicator: Indicator, fact: Fact | None) -> Row:
    name = Cell(indicator.name_de)
    if fact is None or fact.value is None:
        reason = Message("labels-status", status=fact.status if fact else "absent")
        return Row((name, Cell(reason), *(Cell(NONE),) * 6))
    city = facts.city_value(indicator, fact.period)
    return Row(
        (
            name,
            value_cell(fact, indicator),
            Cell(Interval(fact.ci_low, fact.ci_high, indicator.unit)),
            Cell(Amount(city.value if city else None, indicator.unit)),
            class_cell(fact),
            Cell(rank(fact.rank, fact.rank_low, fact.rank_high)),
            Cell(Message("labels-trend-arrow", trend=fact.trend or "unknown")),
            Cell(Period(fact.period, indicator.cadence)),
        )
    )


def rank(place: int | None, low: int | None, high: int | None) -> str:
    """``3 (2–5)``; a range of one place is no range."""
    if place is None:
        return NONE
    if low is None or high is None or low == high == place:
        return str(place)
    return f"{place}{NBSP}({low}–{high})"
