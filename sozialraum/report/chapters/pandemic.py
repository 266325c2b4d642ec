"""A field's findings: what the pandemic brought against what was expected."""

from collections import Counter
from collections.abc import Sequence

from sozialraum.report.chapters import claims, origin, pandemic_shares
from sozialraum.report.chapters.development import at, point
from sozialraum.report.chapters.finding import (
    CHANGED,
    WORSE,
    afterwards,
    bounds,
    deviation,
    lasts,
    relative,
    sentence,
    since_before,
    span,
)
from sozialraum.report.chapters.indicator import anchor
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Figure,
    Item,
    PanelChart,
    Panels,
    Paragraph,
    Row,
    Table,
)
from sozialraum.report.chapters.signs import held, status_notes
from sozialraum.report.rows.city import Field, Indicator
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import PandemicEffect
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
)
from sozialraum.words.numbers import NONE, shown

KINDS = (*CHANGED, "none", "open", "not_assessable")
"""In a count of findings; of those without a difference, `open` ones may hide one."""


def blocks(facts: Facts, field: Field) -> list[Block]:
    """Nothing where the field has no finding at all, not even one that says why not."""
    found = [one for one in facts.tables.effects if one.planning_field == field.planning_field]
    if not found:
        return []
    place = {one.indicator_id: number for number, one in enumerate(facts.tables.indicators)}
    city = facts.tables.city.city_area_id
    found.sort(key=lambda one: (place.get(one.indicator_id, 0), one.area_id != city))
    indicators = [
        one
        for one in facts.indicators_of(field)
        if any(effect.indicator_id == one.indicator_id for effect in found)
    ]
    judged = [one for one in indicators if _assessable(found, one)]
    made: list[Block] = [Paragraph(Message("pandemic-what"))]
    if judged:
        made.append(Bullets(tuple(_item(facts, found, one) for one in judged)))
    pictures = [figure for one in found if (figure := _panel(facts, one))]
    if pictures:
        made.append(
            Panels(
                Message("pandemic-panels", field=Name(field.name_de)),
                tuple(pictures),
            )
        )
        made.append(_changes(facts, field, found))
    for one in judged:
        made.extend(pandemic_shares.blocks(facts, found, one))
    made.append(_table(facts, field, found, indicators))
    return made


def changed(facts: Facts) -> list[PandemicEffect]:
    """The findings that are a change, the whole city first."""
    return [one for one in facts.tables.effects if one.finding in CHANGED]


def row_of(facts: Facts, one: PandemicEffect, first: Cell) -> Row:
    """``first`` names the row; then what was expected and observed, and what follows from it."""
    indicator = facts.indicator(one.indicator_id)
    unit = indicator.unit if indicator else ""
    low, high = bounds(one)
    return Row(
        (
            first,
            Cell(
                Amount(one.expected_value, unit),
                detail=Interval(low, high, unit) if low is not None else "",
            ),
            Cell(held(Amount(one.observed_value, unit), one)),
            Cell(NONE)
            if one.excess_pct is None
            else Cell(deviation(one), detail=since_before(one)),
            Cell(Message("labels-finding", finding=one.finding)),
            Cell(Message("pandemic-lasting", persists=lasts(one)), detail=afterwards(one)),
        ),
        claims=claims.of_findings((one,)),
    )


def columns(first: Text) -> tuple[Column, ...]:
    return (
        Column(first, "left", 2.9),
        Column(Message("pandemic-expected"), weight=1.8),
        Column(Message("pandemic-observed"), weight=1.3),
        Column(Message("pandemic-deviation"), weight=1.2),
        Column(Message("labels-finding-head"), "left", 1.7),
        Column(Message("pandemic-afterwards"), "left", 2.3),
    )


def _changes(facts: Facts, field: Field, found: Sequence[PandemicEffect]) -> Table:
    """The table behind the small pictures."""
    spans = {(one.crisis_from, one.crisis_until or "") for one in found if one.crisis_from}
    rows = []
    for one in found:
        if one.finding in CHANGED:
            indicator = facts.indicator(one.indicator_id)
            name = indicator.name_de if indicator else one.indicator_id
            rows.append(row_of(facts, one, Cell(name, detail=facts.area_name(one.area_id))))
    return Table(
        caption=Message("pandemic-changes", field=Name(field.name_de)),
        columns=columns(Message("pandemic-indicator-and-area")),
        rows=tuple(rows),
        notes=(
            Message("pandemic-changes-note", spans=Listing(span(*one) for one in sorted(spans))),
            *status_notes(facts, [one for one in found if one.finding in CHANGED]),
        ),
    )


def _panel(facts: Facts, one: PandemicEffect) -> Figure | None:
    indicator = facts.indicator(one.indicator_id)
    series = facts.affected_series(one.area_id, one.indicator_id)
    if (
        one.finding not in WORSE
        or indicator is None
        or one.expected_value is None
        or one.observed_value is None
        or len(series) < 2
    ):
        return None
    unit = indicator.unit
    inside = [f for f in series if (one.crisis_from or "") <= f.period <= (one.crisis_until or "")]
    if not inside:
        return None
    low, high = bounds(one)
    area = Joined((facts.area_name(one.area_id),))
    expected = Amount(one.expected_value, unit)
    observed = held(Amount(one.observed_value, unit), one)
    excess = Joined((NONE if one.excess_pct is None else relative(one),))
    return Figure(
        chart=PanelChart(
            points=tuple(point(fact, indicator) for fact in series),
            window=(at(inside[0].period_start), at(inside[-1].period_end)),
            expected=shown(one.expected_value, unit),
            expected_low=None if low is None else shown(low, unit),
            expected_high=None if high is None else shown(high, unit),
            observed=shown(one.observed_value, unit),
            expected_label=Message("pandemic-panel-label", what="expected"),
            expected_text=expected,
            observed_label=Message("pandemic-panel-label", what="observed"),
            observed_text=observed,
            unit=unit,
        ),
        caption=Message("pandemic-panel-caption", excess=excess, finding=one.finding),
        alt=Message(
            "pandemic-panel-alt",
            indicator=Name(indicator.name_de),
            area=area,
            when=Joined((span(one.crisis_from, one.crisis_until),)),
            expected=expected,
            observed=observed,
            excess=excess,
            finding=one.finding,
        ),
        source_de=origin.line(
            facts, [indicator.source_ids], Period(series[-1].period, indicator.cadence)
        ),
        title=Message("pandemic-panel-title", indicator=Name(indicator.name_de), area=area),
    )


def _assessable(found: Sequence[PandemicEffect], indicator: Indicator) -> bool:
    return any(
        one.finding != "not_assessable"
        for one in found
        if one.indicator_id == indicator.indicator_id
    )


def _item(facts: Facts, found: Sequence[PandemicEffect], indicator: Indicator) -> Item:
    own = [one for one in found if one.indicator_id == indicator.indicator_id]
    city = facts.tables.city
    parts: list[Text] = [
        Message("pandemic-city", city=Name(city.city_name), finding=Joined((sentence(facts, one),)))
        for one in own
        if one.area_id == city.city_area_id and one.finding != "not_assessable"
    ]
    for kind in CHANGED:
        areas = [
            Message(
                "pandemic-area",
                area=Joined((facts.area_name(one.area_id),)),
                excess=Joined((relative(one),)),
            )
            for one in own
            if one.finding == kind and one.area_id != city.city_area_id
        ]
        if areas:
            parts.append(Message("pandemic-in-areas", finding=kind, areas=Listing(areas)))
    in_areas = Counter(
        one.finding for one in own if one.area_level != "city" and one.reason != "estimate"
    )
    if in_areas["none"] and not any(in_areas[kind] for kind in CHANGED):
        parts.append(
            Message("pandemic-nowhere", n=in_areas["none"], unknown=in_areas["not_assessable"])
        )
    unsure = [one for one in own if one.area_level != "city" and one.finding == "none"]
    unknown = sum(one.conclusive is False for one in unsure)
    if unknown:
        parts.append(Message("pandemic-open", open=unknown, n=len(unsure)))
    return Item(Joined(parts), Joined((indicator.name_de, ":"), by=""), anchor(indicator))


def _table(
    facts: Facts, field: Field, found: Sequence[PandemicEffect], indicators: Sequence[Indicator]
) -> Table:
    """One row per indicator and level with published figures: how many areas, and why not more."""
    rows = []
    for indicator in indicators:
        own = [one for one in found if one.indicator_id == indicator.indicator_id]
        for level in dict.fromkeys(one.area_level for one in own):
            here = [one for one in own if one.area_level == level]
            if all(one.reason == "estimate" for one in here):
                continue
            numbers = Counter(
                "open" if one.finding == "none" and not one.conclusive else one.finding
                for one in here
            )
            reasons = Counter(one.reason for one in here if one.reason)
            rows.append(
                Row(
                    (
                        Cell(indicator.name_de, detail=facts.level(level).plural_de),
                        *(Cell(Number(numbers[kind]) if numbers[kind] else NONE) for kind in KINDS),
                        Cell(Listing(Message("labels-reason", reason=one) for one in reasons)),
                    )
                )
            )
    return Table(
        caption=Message("pandemic-counts", field=Name(field.name_de)),
        columns=(
            Column(Message("labels-indicator"), "left", 3.2),
            *(
                Column(
                    Message("pandemic-count-of", kind=kind),
                    weight={"aggravated": 1.1, "not_assessable": 1.5}.get(kind, 1.0),
                )
                for kind in KINDS
            ),
            Column(Message("pandemic-why-not"), "left", 3.2),
        ),
        rows=tuple(rows),
        notes=(Message("pandemic-reading"),),
    )
