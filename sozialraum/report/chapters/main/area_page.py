"""One page per Sozialraum: where it lies, ten figures, services, and what is not known."""

from collections import defaultdict
from collections.abc import Sequence

from sozialraum.report.chapters import (
    answers,
    claims,
    focus,
    origin,
    profile_findings,
    themes,
    urgency,
)
from sozialraum.report.chapters.development import moved, told_breaks
from sozialraum.report.chapters.indicator import class_cell, value_cell
from sozialraum.report.chapters.main import area_services
from sozialraum.report.chapters.maps import Maps, counted_map, locator
from sozialraum.report.chapters.profiles import (
    anchor,
    are_counted,
    file_name,
    overview,
    population,
    social_index,
)
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.chapters.shapes import Facts as FactList
from sozialraum.report.chapters.signs import shown_amount, status_notes
from sozialraum.report.rows.city import Area, Indicator, Note
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import EarlierFigure, Fact
from sozialraum.words import (
    Amount,
    Interval,
    Joined,
    Listing,
    Message,
    Name,
    Period,
    Text,
    code,
)
from sozialraum.words.numbers import NONE

_FIGURES = 10
"""Figures of a page."""


def chapter(facts: Facts) -> Section | None:
    areas = facts.areas(facts.sozialraum)
    if not areas:
        return None
    level = facts.sozialraum
    maps = Maps(facts, level)
    ranked = focus.counts(facts, focus.counted_indicators(facts, level), level)
    counts = {one.area.area_id: one for one in ranked if one.judged}
    chosen = figures(facts)
    return Section(
        "profile",
        Message("area_page-title", areas=Name(level.plural_de)),
        (*_counted(facts, maps, counts), overview(facts, counts)),
        tuple(_page(facts, maps, area, chosen) for area in areas),
    )


def _counted(facts: Facts, maps: Maps, counts: dict[str, focus.Count]) -> tuple[Block, ...]:
    """High needs on a map; where none can be told of any area, why."""
    if counts:
        return (counted_map(facts, maps, counts),)
    level = facts.sozialraum
    if not focus.compares(facts, level):
        return (Paragraph(Message("overview-nothing-compared"), "important"),)
    none = focus.nothing_stands_out(facts, focus.counted_indicators(facts, level), level)
    return (Paragraph(none, "important"),)


def figures(facts: Facts) -> list[Indicator]:
    """The indicators of a page: those that the city declares, else one per theme in their order."""
    declared = [
        indicator
        for one in facts.tables.pictured
        if one.shows == "profile" and (indicator := facts.indicator(one.indicator_id))
    ]
    if declared:
        return declared[:_FIGURES]
    shown = [one for one in facts.tables.indicators if facts.latest(one, facts.sozialraum)]
    first = {one.theme: one for one in reversed(shown)}
    rest = [one for one in shown if one not in first.values()]
    chosen = [*first.values(), *rest][:_FIGURES]
    return [one for one in shown if one in chosen]


def _page(
    facts: Facts,
    maps: Maps,
    area: Area,
    chosen: Sequence[Indicator],
) -> Section:
    known: list[tuple[Text, Text]] = [
        *([(Message("profile-people"), _people(facts, area))] if are_counted(facts) else ()),
        *_index(facts, area),
        (Message("profile-in-short"), _in_short(facts, area)),
    ]
    if area.short_name and area.short_name != area.area_name:
        known.insert(0, (Message("area_page-full-name"), area.area_name))
    parts = (
        ("zahlen", Message("area_page-figures", n=len(chosen)), _figures(facts, area, chosen)),
        ("angebote", Message("profile-services"), area_services.blocks(facts, area)),
        ("offen", Message("area_page-open"), _open(facts, area)),
    )
    high = answers.high_needs(facts, area.area_id)
    return Section(
        anchor(area),
        facts.labels[area.area_id],
        (FactList(tuple(known), locator(facts, maps, area)),),
        tuple(
            Section(f"{anchor(area)}-{name}", title, blocks)
            for name, title, blocks in parts
            if blocks
        ),
        profile=True,
        new_page=True,
        leaflet=file_name(area.area_id),
        claims=claims.of_needs(high),
    )


def _people(facts: Facts, area: Area) -> Text:
    if area.population is None or not area.population_on:
        return population(area)
    return Message(
        "profile-people-on", n=area.population, day=origin.reach(facts, area.population_on)
    )


def _index(facts: Facts, area: Area) -> list[tuple[Text, Text]]:
    index = next((one for one in facts.tables.index if one.area_id == area.area_id), None)
    if index is None:
        return []
    return [(Message("profile-index-head"), social_index(index))]


def _in_short(facts: Facts, area: Area) -> Text:
    """Three sentences: its place, its high needs, what the pandemic brought around it."""
    said: list[Text] = []
    rank = next((one for one in facts.tables.priorities if one.area_id == area.area_id), None)
    if rank is not None:
        said.append(
            Message(
                "area_page-place",
                low=rank.priority_rank_low,
                high=rank.priority_rank_high,
                n=len(facts.areas(facts.sozialraum)),
                single="yes" if rank.priority_rank_low == rank.priority_rank_high else "no",
            )
        )
    if facts.tables.need_coverage:
        high = answers.high_needs(facts, area.area_id)
        named = Listing(one.theme_de for one in high)
        own = [one for one in facts.tables.need_coverage if one.area_id == area.area_id]
        judged = sum(map(answers.is_judged, own))
        said.append(
            Message("area_page-high", n=len(high), themes=named, judged=judged, all=len(own))
        )
        said.extend(themes.caveats(facts, high))
    said.extend(profile_findings.in_short(facts, area))
    if not said and facts.crisis is None:
        if not focus.compares(facts, facts.sozialraum):
            return Message("overview-nothing-compared")
        counted = focus.counted_indicators(facts, facts.sozialraum)
        if not focus.are_judged(facts, counted, facts.sozialraum):
            return focus.nothing_stands_out(facts, counted, facts.sozialraum)
        ranked = _high_figures(facts, area)
        judged = next(
            one.judged
            for one in focus.counts(facts, counted, facts.sozialraum)
            if one.area.area_id == area.area_id
        )
        return Message(
            "area_page-high-figures",
            n=len(ranked), indicators=Listing(ranked), judged=judged, all=len(counted),
        )  # fmt: skip
    return Joined(said) if said else Message("profile-no-effects")


def _high_figures(facts: Facts, area: Area) -> list[Text]:
    """The indicators of which the area's need is surely high, by name."""
    level = facts.sozialraum
    return [
        Name(one.name_de)
        for one in focus.counted_indicators(facts, level)
        if facts.high_classes(area, (one,), level)
    ]


def _figures(facts: Facts, area: Area, chosen: Sequence[Indicator]) -> tuple[Block, ...]:
    level = facts.sozialraum
    rows, shown = [], []
    beside: list[Fact] = []
    breaks: dict[Indicator, list[Note]] = {}
    for indicator in chosen:
        fact = facts.latest(indicator, level).get(area.area_id)
        rows.append(_row(facts, indicator, fact, area))
        if fact is not None and fact.value is not None:
            shown.append(fact)
            city = facts.city_value(indicator, fact.period)
            beside += [city] if city else []
            breaks[indicator] = _breaks(facts, indicator, fact, facts.before(area, indicator))
    if not shown:
        return (Paragraph(Message("profile-no-value"), "important"),)
    since = (
        Column(Message("area_page-before"), "left", 1.8),
        Column(Message("area_page-since"), "left", 3.1),
    )
    notes: list[Text] = [
        Message(
            "area_page-reading",
            compared=code(facts.crisis is not None),
            sums=code(any(one.method == "aggregated" for one in shown)),
        )
    ]
    if any(one.is_estimate for one in shown):
        notes.append(Message("area_page-estimates"))
    notes += status_notes(facts, [*shown, *beside])
    notes += told_breaks(facts, breaks)
    newest = sorted({(one.period, _cadence(facts, one)) for one in shown})
    stand = Listing(Period(*one) for one in newest)
    notes.append(origin.line(facts, [one.source_ids for one in shown], Joined((stand,))))
    return (
        Table(
            caption=Message(
                "area_page-table",
                area=facts.place(area.area_id),
                compared=code(facts.crisis is not None),
            ),
            columns=(
                Column(Message("labels-indicator"), "left", 4.4),
                Column(Message("labels-value"), weight=1.3),
                Column(Message("labels-interval"), weight=2.1),
                Column(Name(facts.tables.city.city_name), weight=1.3),
                Column(Message("labels-class-head"), "center", 1.0),
                *(since if facts.crisis else ()),
            ),
            rows=tuple(rows),
            notes=(Joined(notes),),
            dense=True,
        ),
    )


def _cadence(facts: Facts, fact: Fact) -> str:
    indicator = facts.indicator(fact.indicator_id)
    return indicator.cadence if indicator else ""


def _row(facts: Facts, indicator: Indicator, fact: Fact | None, area: Area) -> Row:
    name = Cell(indicator.name_de)
    if fact is None or fact.value is None:
        reason = Message("labels-status", status=fact.status if fact else "absent")
        return Row((name, Cell(reason), *(Cell(NONE),) * (5 if facts.crisis else 3)))
    city = facts.city_value(indicator, fact.period)
    before = facts.before(area, indicator)
    return Row(
        (
            name,
            value_cell(fact, indicator),
            Cell(Interval(fact.ci_low, fact.ci_high, indicator.unit)),
            Cell(shown_amount(city, indicator.unit) if city else NONE),
            class_cell(fact),
            *(_since(facts, fact, indicator, before) if facts.crisis else ()),
        ),
        claims=claims.of_classes((fact,)),
    )


def _since(
    facts: Facts, fact: Fact, indicator: Indicator, before: EarlierFigure | None
) -> tuple[Cell, Cell]:
    broken = code(bool(_breaks(facts, indicator, fact, before)))
    told = Message("area_page-moved", moved=moved(fact, before), broken=broken)
    return Cell(_earlier(indicator, before)), Cell(told)


def _breaks(
    facts: Facts, indicator: Indicator, fact: Fact, before: EarlierFigure | None
) -> list[Note]:
    """The known breaks between a figure and the one before the pandemic that stands beside it."""
    return facts.breaks_between(indicator, before.period_end if before else None, fact.period_end)


def _earlier(indicator: Indicator, before: EarlierFigure | None) -> Text:
    if before is None:
        return NONE
    value = Amount(before.value, indicator.unit)
    return Message("area_page-earlier", value=value, period=Period(before.period))


_MISSING = ("missing_need", "missing_capacity", "missing_service_types")
"""What may be missing to judge a theme; that a statement is missing holds for all (chapter 3)."""


def _open(facts: Facts, area: Area) -> tuple[Block, ...]:
    """What would have to be known of the themes with a high need, the same question once."""
    every = urgency.of_area(facts, area)
    found = [one for one in every if one.coverability == "unknown"]
    if not found:
        return ()
    high = [one for one in found if one.need == "high"]
    asked: dict[str, list[str]] = defaultdict(list)
    for one in high or found[:3]:
        for reason in _MISSING:
            if reason in one.reasons:
                asked[reason].append(one.theme_de)
    said = [
        Item(Message("area_page-ask", missing=reason, themes=Listing(asked[reason])))
        for reason in _MISSING
        if asked[reason]
    ]
    total = Message("area_page-undecided", n=len(found), themes=len(every))
    return (Bullets((*said, Item(total))),)
