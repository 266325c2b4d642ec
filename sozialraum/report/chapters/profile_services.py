"""A profile's services: what is urgent and can be met, what there is, and what is said of it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from sozialraum.report.chapters import claims, coverability, questions, supply, themes
from sozialraum.report.chapters import urgency as urgencies
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Row,
    Table,
)
from sozialraum.report.rows.city import Area
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import ESTIMATES
from sozialraum.report.rows.services import Coverage, Evidence, NeedCoverage, Offer
from sozialraum.words import Joined, Listing, Message, Name, Number, Percent, Period, Text, code

_THEMES_SHOWN = 6
_VOICES_SHOWN = 2
_OFFERS_NAMED = 5
"""Services named one by one in a profile; all of them stand in the annex."""


def urgency(facts: Facts, area: Area) -> list[Block]:
    """The themes that are most urgent here, and whether they can be met."""
    found = urgencies.of_area(facts, area)
    if not found:
        return []
    shown = [
        one
        for place, one in enumerate(found)
        if place < _THEMES_SHOWN or one.coverability == "not_coverable"
    ]
    return [
        Table(
            caption=Message("profile-urgent", code=Name(area.area_code)),
            columns=(
                Column(Message("labels-theme"), "left", 3.7),
                Column(Message("labels-need-head"), "left", 1.6),
                Column(Message("profile-coverable-head"), "left", 2.0),
                Column(Message("profile-urgency-head"), "left", 1.25),
                Column(Message("profile-said-head"), "left", 1.4),
            ),
            rows=tuple(_theme_row(facts, one) for one in shown),
            notes=(*_reasons(facts, shown), _summed(found)),
            dense=True,
        )
    ]


def _need(one: NeedCoverage) -> Text:
    """An estimate that decided nothing could not be told from the city's value."""
    if one.need_method not in ESTIMATES or one.need == "reported":
        return Message("labels-need", need=one.need)
    if one.need_class is None:
        return Message("labels-need", need="undetermined")
    return Message("labels-need-estimated", need=one.need)


def _theme_row(facts: Facts, one: NeedCoverage) -> Row:
    need = _need(one)
    said = Message("profile-said", n=one.evidence_count or 0, local=one.evidence_local or 0)
    return Row(
        (
            Cell(one.theme_de + themes.sign(facts, one.theme)),
            Cell(need),
            Cell(Message("labels-coverability-short", result=one.coverability)),
            Cell(Message("labels-urgency", urgency=one.urgency or 0)),
            Cell(said),
        ),
        claims=(*claims.of_needs((one,)), *claims.of_ways((one,)), *claims.of_urgency((one,))),
    )


def _reasons(facts: Facts, shown: list[NeedCoverage]) -> list[Text]:
    """What decided, said once for all themes that it decided alike."""
    alike: dict[tuple[str, Text], list[str]] = defaultdict(list)
    for one in shown:
        alike[one.coverability, coverability.decided(facts, one)].append(one.theme_de)
    return [
        Joined((Message("profile-themes", result=result, themes=Joined(named, by="; ")), reason))
        for (result, reason), named in alike.items()
    ]


def _summed(found: list[NeedCoverage]) -> Text:
    counts = Counter(one.coverability for one in found)
    results = [
        Message("profile-result", n=counts[result], result=result)
        for result in coverability.MILDEST_FIRST
        if counts[result]
    ]
    return Message("profile-all-themes", n=len(found), results=Listing(results))


def inside(facts: Facts, area: Area) -> list[Offer]:
    """The services that lie here, without those that have ended."""
    here = {one.service_id for one in facts.tables.offer_areas if one.area_id == area.area_id}
    return [
        one
        for one in facts.tables.offers
        if (one.area_id == area.area_id or one.service_id in here) and one.status != "ended"
    ]


def offers(facts: Facts, area: Area) -> list[Block]:
    """The services here by kind, and what is known of their places and use."""
    found = inside(facts, area)
    blocks: list[Block] = []
    if "coverage" not in facts.topics:
        return blocks
    if found:
        blocks.append(Bullets(tuple(_by_kind(found))))
        notes: list[Text] = []
        if len(found) > _OFFERS_NAMED:
            notes.append(Message("profile-all-in-annex"))
        notes += unconfirmed(found)
        if notes:
            blocks.append(Paragraph(Joined(notes), "note"))
    else:
        blocks.append(Paragraph(no_service(facts)))
    return blocks + _coverage(facts, area)


def _by_kind(found: list[Offer]) -> list[Item]:
    """The first by name, the other kinds with how many there are, without what is only planned."""
    by_kind: dict[str, list[Offer]] = defaultdict(list)
    for one in found:
        by_kind[one.service_type_de or one.service_type].append(one)
    room, items, others = _OFFERS_NAMED, [], []
    for kind, own in sorted(by_kind.items()):
        if room:
            named = [_offer(one) for one in own[:room]]
            items.append(Item(listed(named, len(own) - len(named)), kind))
            room -= len(named)
        elif any(one.status != "planned" for one in own):
            others.append(_kind(kind, own))
    if others:
        said = Message("profile-kinds", kinds=Listing(others))
        items.append(Item(said, Message("profile-besides")))
    return items


def kinds(found: Sequence[Offer]) -> list[tuple[Message, int]]:
    """The kinds of service, the most frequent first, each with how many there are, without what is
    only planned."""
    own: dict[str, list[Offer]] = defaultdict(list)
    for one in found:
        if one.status != "planned":
            own[one.service_type_de or one.service_type].append(one)
    ordered = sorted(own.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(_kind(kind, rows), len(rows)) for kind, rows in ordered]


def _kind(kind: str, own: Sequence[Offer]) -> Message:
    """How many of a kind are there, and how many of them are not confirmed."""
    there = [one for one in own if one.status != "planned"]
    doubtful = sum(one.status == "unconfirmed" for one in there)
    extent = "all" if doubtful == len(there) else "some" if doubtful else "none"
    return Message(
        "profile-kind", kind=Name(kind), n=len(there), doubtful=doubtful, unconfirmed=extent
    )


def unconfirmed(found: Sequence[Offer]) -> list[Text]:
    """What it means that a service is not confirmed, where one is not."""
    is_doubtful = any(one.status == "unconfirmed" for one in found)
    return [Message("profile-unconfirmed")] if is_doubtful else []


def no_service(facts: Facts) -> Text:
    """That none is recorded, and of how many services the register does not say where they are."""
    placed = {one.service_id for one in facts.tables.offer_areas}
    unplaced = [
        one
        for one in facts.tables.offers
        if one.status not in ("ended", "planned")
        and one.scope != "whole_city"
        and one.area_id is None
        and one.service_id not in placed
    ]
    return Message("profile-no-service", n=len(unplaced))


def listed(named: Sequence[Text], more: int) -> Text:
    """``A; B und 3 weitere.``"""
    return Message("profile-offers", offers=Joined(named, by="; "), more=more)


def _offer(one: Offer) -> Text:
    # one of something is the service itself, and its unit stands in the plural
    many = one.capacity is not None and one.capacity > 1
    unit = Name(one.capacity_unit) if one.capacity_unit else Joined((Message("profile-places"),))
    places = Message("profile-amount", n=Number(one.capacity), unit=unit) if many else None
    return Message(
        "profile-offer",
        named="yes" if one.service_name else "no",
        name=Name(one.service_name or ""),
        provided="yes" if one.provider else "no",
        provider=Joined((one.provider, places), by=", "),
        status=one.status or "",
    )


def _coverage(facts: Facts, area: Area) -> list[Block]:
    """What is known of places and use here, or why it is not."""
    said = []
    elsewhere: dict[str, list[str]] = defaultdict(list)
    for service in facts.tables.services:
        rows = [one for one in supply.rows_of(facts, service) if one.area_id == area.area_id]
        level = supply.compared_level(facts, service)
        if rows:
            said.append(Item(_places(rows[-1]), f"{service.name_de}:"))
        elif level is not None:
            elsewhere[level.plural_de].append(service.name_de)
    blocks: list[Block] = [Bullets(tuple(said))] if said else []
    for areas, services in elsewhere.items():
        only = Message(
            "profile-elsewhere",
            areas=Name(areas),
            services=Listing(services),
            chapter=Name(questions.number(facts, "coverage")),
        )
        blocks.append(Paragraph(only, "note"))
    return blocks


def _places(one: Coverage) -> Text:
    """Places, target population and use of the newest period; what is unknown is said."""
    return Message(
        "profile-coverage",
        period=Period(one.period),
        method=one.method or "direct",
        capacity="unknown" if one.capacity is None else "known",
        places=Number(one.capacity),
        target="unknown" if one.target_population is None else "known",
        people=Number(one.target_population),
        other=code(one.target_period not in (None, one.period)),
        people_of=Period(one.target_period or one.period),
        coverage="unknown" if one.coverage_ratio is None else "known",
        ratio=Percent(one.coverage_ratio),
    )


def voices(facts: Facts, area: Area) -> list[Item]:
    """Reports about this very area, the newest first."""
    local = [
        one
        for one in facts.tables.evidence
        if one.strength != 0 and area.area_id in (one.area_id, *(one.area_ids or ()))
    ]
    newest = sorted(local, key=lambda one: one.said_until or date.min, reverse=True)
    rest = len(newest) - _VOICES_SHOWN
    more = [Item(Message("profile-voices-more", n=rest))] if rest > 0 else []
    return [*(_voice(one) for one in newest[:_VOICES_SHOWN]), *more]


def _voice(one: Evidence) -> Item:
    year = str(one.said_until.year) if one.said_until else None
    said = Name(one.summary_de)
    source = Name(one.source_title) if one.source_title else None
    return Item(
        Message("profile-voice", said=said, source=source) if source else said,
        Message("profile-voice-of", who=Joined((one.said_by or None, year), by=", ")),
    )
