"""A field's findings: what the pandemic brought against what was expected."""

from collections import Counter
from collections.abc import Sequence

from sozialraum.report import pandemic_texts as texts
from sozialraum.report.model.facts import Facts
from sozialraum.report.model.indicator import anchor
from sozialraum.report.model.read import Field, Indicator, PandemicEffect
from sozialraum.report.model.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Row,
    Table,
)
from sozialraum.report.numbers_de import NONE, number
from sozialraum.report.texts import listing

CHANGED = ("new_need", "aggravated", "relieved")


def blocks(facts: Facts, field: Field) -> list[Block]:
    """Nothing where the field has no finding at all, not even one that says why not."""
    found = [one for one in facts.tables.effects if one.planning_field == field.planning_field]
    if not found:
        return []
    indicators = [
        one
        for one in facts.indicators_of(field)
        if any(effect.indicator_id == one.indicator_id for effect in found)
    ]
    judged = [one for one in indicators if _assessable(found, one)]
    made: list[Block] = [Paragraph(f"Was die Pandemie brachte. {texts.ASSOCIATION}")]
    if judged:
        made.append(Bullets(tuple(_item(facts, found, one) for one in judged)))
    made.append(_table(facts, field, found, indicators))
    return made


def _assessable(found: Sequence[PandemicEffect], indicator: Indicator) -> bool:
    return any(
        one.finding != "not_assessable"
        for one in found
        if one.indicator_id == indicator.indicator_id
    )


def _item(facts: Facts, found: Sequence[PandemicEffect], indicator: Indicator) -> Item:
    own = [one for one in found if one.indicator_id == indicator.indicator_id]
    parts = [
        f"{facts.tables.city.city_name} insgesamt, {texts.sentence(_effect(one, indicator))}"
        for one in own
        if one.area_id == facts.tables.city.city_area_id and one.finding != "not_assessable"
    ]
    for kind, word in (("new_need", "Neu"), ("aggravated", "Verschärft"), ("relieved", "Geringer")):
        areas = [
            f"{facts.labels.get(one.area_id, one.area_id)} "
            f"({texts.relative(one.excess_pct or 0.0)})"
            for one in own
            if one.finding == kind and one.area_id != facts.tables.city.city_area_id
        ]
        if areas:
            parts.append(f"{word} in: {listing(areas)}.")
    in_areas = {one.finding for one in own if one.area_level != "city"}
    if "none" in in_areas and not in_areas & set(CHANGED):
        parts.append("In keinem Gebiet ist ein Unterschied gesichert.")
    return Item(" ".join(parts), indicator.name_de + ":", anchor(indicator))


def _effect(one: PandemicEffect, indicator: Indicator) -> texts.Effect:
    return texts.Effect(
        finding=one.finding,
        reason=one.reason,
        expected=one.expected,
        observed=one.observed,
        excess_pct=one.excess_pct,
        pi_low=one.pi_low,
        pi_high=one.pi_high,
        expected_value=one.expected_value,
        observed_value=one.observed_value,
        crisis_from=one.crisis_from,
        crisis_until=one.crisis_until,
        crisis_periods=one.crisis_periods,
        persists=one.persists,
        unit=indicator.unit,
        cadence=indicator.cadence,
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
            counted = Counter(one.finding for one in here)
            reasons = Counter(one.reason for one in here if one.reason)
            rows.append(
                Row(
                    (
                        Cell(indicator.name_de, detail=facts.level(level).plural_de),
                        *(
                            Cell(number(counted[kind]) if counted[kind] else NONE)
                            for kind in (*CHANGED, "none", "not_assessable")
                        ),
                        Cell(listing([texts.REASONS.get(one, one) for one in reasons])),
                    )
                )
            )
    return Table(
        caption=f"{field.name_de}: In wie vielen Gebieten die Pandemie mit einem Unterschied "
        "zusammenfällt",
        columns=(
            Column("Indikator", "left", 2.6),
            Column("neuer Bedarf"),
            Column("verschärft", weight=1.1),
            Column("geringer"),
            Column("nicht gesichert"),
            Column("nicht beurteilbar", weight=1.1),
            Column("Warum nicht beurteilbar", "left", 2.4),
        ),
        rows=tuple(rows),
        notes=(texts.READING,),
    )
