"""What the page is searched by, and what two Sozialräume are compared by."""

from sozialraum.report.chapters import profiles
from sozialraum.report.chapters.shapes import Cell, Compared, Lookup, Place
from sozialraum.report.chapters.signs import shown_amount
from sozialraum.report.rows.city import Area, Indicator
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import Fact
from sozialraum.words import Interval, Message, Name, Period
from sozialraum.words.numbers import NONE


def lookup(facts: Facts) -> Lookup:
    places = tuple(_place(facts, area) for area in facts.areas(facts.sozialraum))
    rows = [row for indicator in facts.tables.indicators if (row := _compared(facts, indicator))]
    return Lookup(places, tuple(rows))


def _place(facts: Facts, area: Area) -> Place:
    smallest = facts.tables.levels[0].area_level
    inside = [one for one in facts.tables.parts if one.other_area_id == area.area_id]
    codes = {one.postcode for one in facts.tables.offers if one.area_id == area.area_id}
    return Place(
        profiles.anchor(area),
        facts.labels[area.area_id],
        (
            *([area.area_name] if area.short_name not in (None, area.area_name) else []),
            *(one.area_name for one in inside if one.area_level != smallest),
        ),
        tuple(one.area_name for one in inside if one.area_level == smallest),
        tuple(sorted(filter(None, codes))),
    )


def _compared(facts: Facts, indicator: Indicator) -> Compared | None:
    latest = facts.latest(indicator, facts.sozialraum)
    known = [one for one in latest.values() if one.value is not None]
    if not known:
        return None
    period = max(known, key=lambda one: one.period_end).period
    city = facts.city_value(indicator, period)
    return Compared(
        Message("lookup-indicator", name=Name(indicator.name_de), unit=indicator.unit),
        Period(period, indicator.cadence),
        NONE if city is None else shown_amount(city, indicator.unit),
        tuple(_cell(latest.get(area.area_id), indicator) for area in facts.areas(facts.sozialraum)),
    )


def _cell(fact: Fact | None, indicator: Indicator) -> Cell:
    if fact is None or fact.value is None:
        return Cell(NONE, detail=Message("labels-status", status=fact.status if fact else "absent"))
    interval = "" if fact.ci_low is None else Interval(fact.ci_low, fact.ci_high, indicator.unit)
    value = shown_amount(fact, indicator.unit)
    return Cell(value, fact.need_class if not fact.is_unsure else None, detail=interval)
