"""A field's findings: what the pandemic brought against what was expected."""

from collections import Counter
from collections.abc import Sequence

from sozialraum.report import pandemic_texts as texts
from sozialraum.report.chapters import origin
from sozialraum.report.chapters.development import at, point
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
from sozialraum.report.numbers_de import NONE, amount, interval, number, percent, shown, signed
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Field, Indicator, PandemicEffect
from sozialraum.report.texts import counted, listing, period_of

CHANGED = (*texts.WORSE, "relieved")


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
    made: list[Block] = [Paragraph(f"Was die Pandemie brachte. {texts.ASSOCIATION}")]
    if judged:
        made.append(Bullets(tuple(_item(facts, found, one) for one in judged)))
    pictures = [figure for one in found if (figure := _panel(facts, one))]
    if pictures:
        made.append(
            Panels(
                f"{field.name_de}: beobachtet und erwartet, wo ein Bedarf neu oder verschärft ist. "
                "Grau hinterlegt: die Pandemiezeit, für die verglichen wird. Gestrichelt mit Band: "
                "erwarteter Mittelwert mit 95-%-Bereich. Dicke Linie: beobachteter Mittelwert.",
                tuple(pictures),
            )
        )
        made.append(_changes(facts, field, found))
    for one in judged:
        made.extend(_shared_out(facts, found, one))
    made.append(_table(facts, field, found, indicators))
    return made


def changed(facts: Facts) -> list[PandemicEffect]:
    """The findings that are a change, the whole city first."""
    return [one for one in facts.tables.effects if one.finding in CHANGED]


def row_of(facts: Facts, one: PandemicEffect, first: Cell) -> Row:
    """``first`` names the row; then what was expected and observed, and what follows from it."""
    indicator = facts.indicator(one.indicator_id)
    unit = indicator.unit if indicator else ""
    low, high = _bounds(one)
    return Row(
        (
            first,
            Cell(
                amount(one.expected_value, unit),
                detail=interval(low, high, unit) if low is not None else "",
            ),
            Cell(amount(one.observed_value, unit)),
            Cell(NONE if one.excess_pct is None else texts.relative(one.excess_pct)),
            Cell(texts.FINDINGS.get(one.finding, one.finding)),
            Cell(texts.LASTING[one.persists]),
        )
    )


def columns(first: str) -> tuple[Column, ...]:
    return (
        Column(first, "left", 2.9),
        Column("erwartet (95-%-Bereich)", weight=1.8),
        Column("beobachtet", weight=1.3),
        Column("Abweichung", weight=1.2),
        Column("Befund", "left", 1.7),
        Column("danach", "left", 2.3),
    )


def _changes(facts: Facts, field: Field, found: Sequence[PandemicEffect]) -> Table:
    """The table behind the small pictures."""
    spans = {texts.span(one.crisis_from, one.crisis_until) for one in found if one.crisis_from}
    rows = []
    for one in found:
        if one.finding in CHANGED:
            indicator = facts.indicator(one.indicator_id)
            name = indicator.name_de if indicator else one.indicator_id
            rows.append(row_of(facts, one, Cell(name, detail=facts.area_name(one.area_id))))
    return Table(
        caption=f"{field.name_de}: neue, verschärfte und geringere Bedarfe",
        columns=columns("Indikator und Gebiet"),
        rows=tuple(rows),
        notes=(f"Mittelwerte der Zeiträume {listing(sorted(spans))}, je nach Indikator.",),
    )


def _bounds(one: PandemicEffect) -> tuple[float | None, float | None]:
    """The expected interval on the scale of the indicator's values."""
    if None in (one.pi_low, one.pi_high, one.expected, one.expected_value) or not one.expected:
        return None, None
    scale = (one.expected_value or 0.0) / one.expected
    return (one.pi_low or 0.0) * scale, (one.pi_high or 0.0) * scale


def _panel(facts: Facts, one: PandemicEffect) -> Figure | None:
    indicator = facts.indicator(one.indicator_id)
    series = facts.affected_series(one.area_id, one.indicator_id)
    if (
        one.finding not in texts.WORSE
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
    low, high = _bounds(one)
    name = facts.area_name(one.area_id)
    expected, observed = amount(one.expected_value, unit), amount(one.observed_value, unit)
    difference = NONE if one.excess_pct is None else texts.relative(one.excess_pct)
    said = (
        f"{texts.span(one.crisis_from, one.crisis_until)}: erwartet {expected}, beobachtet "
        f"{observed} ({difference}), {texts.FINDINGS[one.finding]}."
    )
    return Figure(
        chart=PanelChart(
            points=tuple(point(fact, indicator) for fact in series),
            window=(at(inside[0].period_start), at(inside[-1].period_end)),
            expected=shown(one.expected_value, unit),
            expected_low=None if low is None else shown(low, unit),
            expected_high=None if high is None else shown(high, unit),
            observed=shown(one.observed_value, unit),
            expected_text=expected,
            observed_text=observed,
            unit=unit,
        ),
        caption=f"{difference}, {texts.FINDINGS[one.finding]}",
        alt=f"Liniendiagramm: {indicator.name_de}, {name}. {said}",
        source_de=origin.line(
            facts, [indicator.source_ids], period_of(series[-1].period, indicator.cadence)
        ),
        title=f"{indicator.name_de}: {name}",
    )


def _assessable(found: Sequence[PandemicEffect], indicator: Indicator) -> bool:
    return any(
        one.finding != "not_assessable"
        for one in found
        if one.indicator_id == indicator.indicator_id
    )


def _item(facts: Facts, found: Sequence[PandemicEffect], indicator: Indicator) -> Item:
    own = [one for one in found if one.indicator_id == indicator.indicator_id]
    parts = [
        f"{facts.tables.city.city_name} insgesamt, {texts.sentence(facts.effect(one))}"
        for one in own
        if one.area_id == facts.tables.city.city_area_id and one.finding != "not_assessable"
    ]
    for kind, word in (("new_need", "Neu"), ("aggravated", "Verschärft"), ("relieved", "Geringer")):
        areas = [
            f"{facts.area_name(one.area_id)} ({texts.relative(one.excess_pct or 0.0)})"
            for one in own
            if one.finding == kind and one.area_id != facts.tables.city.city_area_id
        ]
        if areas:
            parts.append(f"{word} in: {listing(areas)}.")
    in_areas = {one.finding for one in own if one.area_level != "city"}
    if "none" in in_areas and not in_areas & set(CHANGED):
        parts.append("In keinem Gebiet ist ein Unterschied gesichert.")
    unsure = [one for one in own if one.area_level != "city" and one.finding == "none"]
    unknown = sum(one.conclusive is False for one in unsure)
    if unknown:
        parts.append(
            f"In {number(unknown)} von {counted(len(unsure), 'Gebiet', 'Gebieten')} ohne "
            "gesicherten Unterschied bleibt offen, ob sich etwas verändert hat."
        )
    return Item(" ".join(parts), indicator.name_de + ":", anchor(indicator))


def _shared_out(facts: Facts, found: Sequence[PandemicEffect], indicator: Indicator) -> list[Block]:
    """Which areas carry the change of the whole city."""
    shared = [
        one
        for one in found
        if one.indicator_id == indicator.indicator_id and one.share_of_city_excess is not None
    ]
    made: list[Block] = []
    for level in dict.fromkeys(one.area_level for one in shared):
        here = sorted(
            (one for one in shared if one.area_level == level),
            key=lambda one: (-(one.share_of_city_excess or 0.0), one.area_id),
        )
        total = sum((one.observed or 0.0) - (one.expected or 0.0) for one in here)
        sure = [
            f"{facts.area_name(one.area_id)} ({percent(one.share_of_city_excess)})"
            for one in here
            if (one.share_low or 0.0) > 0
        ]
        plural = facts.level(level).plural_de
        made.append(
            Paragraph(f"{indicator.name_de}: {texts.carried(signed(total), plural, listing(sure))}")
        )
        made.append(_shares(indicator, plural, here, facts))
    return made


def _shares(
    indicator: Indicator, plural: str, here: Sequence[PandemicEffect], facts: Facts
) -> Table:
    return Table(
        caption=f"{indicator.name_de}: Wie sich die Abweichung der Stadt auf die {plural} verteilt",
        columns=(
            Column("Gebiet", "left", 2.6),
            Column("erwartet (95-%-Bereich)", weight=1.7),
            Column("beobachtet", weight=1.2),
            Column("Abweichung", weight=1.2),
            Column("Anteil an der Abweichung (95-%-Bereich)", weight=1.9),
            Column("Anteil am Erwarteten", weight=1.2),
        ),
        rows=tuple(
            Row(
                (
                    Cell(facts.area_name(one.area_id)),
                    Cell(
                        number(one.expected),
                        detail=f"{number(one.pi_low)} bis {number(one.pi_high)}",
                    ),
                    Cell(number(one.observed)),
                    Cell(signed((one.observed or 0.0) - (one.expected or 0.0))),
                    Cell(
                        percent(one.share_of_city_excess),
                        detail=f"{percent(one.share_low)} bis {percent(one.share_high)}"
                        if one.share_low is not None
                        else "Bereich nicht bestimmbar",
                    ),
                    Cell(percent(one.share_of_expected)),
                )
            )
            for one in here
        ),
        notes=(
            "Summen des ganzen Zeitraums (von Beständen: der Stichtage). Träfe es alle Gebiete "
            "gleich, wäre der Anteil an der Abweichung der am Erwarteten. Ein negativer Anteil: "
            "weniger als erwartet. Die Bereiche nehmen an, dass die Gebiete unabhängig voneinander "
            "schwanken.",
        ),
    )


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
                        *(
                            Cell(number(numbers[kind]) if numbers[kind] else NONE)
                            for kind in (*CHANGED, "none", "open", "not_assessable")
                        ),
                        Cell(listing([texts.REASONS.get(one, one) for one in reasons])),
                    )
                )
            )
    return Table(
        caption=f"{field.name_de}: In wie vielen Gebieten die Pandemie mit einem Unterschied "
        "zusammenfällt",
        columns=(
            Column("Indikator", "left", 3.2),
            Column("neuer Bedarf"),
            Column("verschärft", weight=1.1),
            Column("geringer"),
            Column("kein Anstieg"),
            Column("offen"),
            Column("nicht beurteilbar", weight=1.5),
            Column("Warum nicht beurteilbar", "left", 3.2),
        ),
        rows=tuple(rows),
        notes=(texts.READING,),
    )
