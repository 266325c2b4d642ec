"""A profile's findings on the pandemic: what changed here or around, and what cannot be said."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sozialraum.report.chapters import pandemic
from sozialraum.report.chapters.finding import CHANGED, sentence
from sozialraum.report.chapters.indicator import anchor
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph
from sozialraum.report.rows.city import Area
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import PandemicEffect
from sozialraum.words import Joined, Listing, Message, Name


def blocks(facts: Facts, area: Area) -> list[Block]:
    own = [one for one in facts.tables.effects if one.area_id == area.area_id]
    if not own:
        return [Paragraph(Message("profile-no-effects"))]
    told: list[Block] = []
    changed = [one for one in own if one.finding in CHANGED]
    if changed:
        told.append(Bullets(tuple(_item(facts, one) for one in changed)))
    around = _of_larger_areas(facts, own)
    if around:
        told.append(Paragraph(Message("profile-larger-areas")))
        told.append(Bullets(tuple(_item(facts, one, larger=True) for one in around)))
    unchanged = [one for one in own if one.finding == "none"]
    known = _names(facts, (one for one in unchanged if one.conclusive is not False))
    if known:
        told.append(Paragraph(Message("profile-unchanged", indicators=Listing(known))))
    open_ = _names(facts, (one for one in unchanged if one.conclusive is False))
    if open_:
        told.append(Paragraph(Message("profile-inconclusive", indicators=Listing(open_))))
    reasons = Counter(one.reason or "" for one in own if one.finding == "not_assessable")
    if reasons:
        parts = [
            Message("profile-not-assessable-for", n=count, reason=reason)
            for reason, count in reasons.items()
        ]
        said = Message("profile-not-assessable", indicators=Joined(parts, by="; "))
        told.append(Paragraph(said, "note"))
    return told


def _names(facts: Facts, found: Iterable[PandemicEffect]) -> list[str]:
    return [facts.indicator_names.get(one.indicator_id, one.indicator_id) for one in found]


def _of_larger_areas(facts: Facts, own: Sequence[PandemicEffect]) -> list[PandemicEffect]:
    """The changes of the larger areas that an area's estimates come from."""
    places = {
        (area_id.strip(), one.indicator_id)
        for one in own
        for area_id in (one.see_area_ids or "").split(",")
        if area_id.strip()
    }
    return [
        one
        for one in pandemic.changed(facts)
        if (one.area_id, one.indicator_id) in places and one.area_level != "city"
    ]


def _item(facts: Facts, one: PandemicEffect, larger: bool = False) -> Item:
    indicator = facts.indicator(one.indicator_id)
    name = indicator.name_de if indicator else one.indicator_id
    area = Listing((facts.area_name(one.area_id),))
    return Item(
        sentence(facts, one),
        Message("profile-of-area", indicator=Name(name), area=area) if larger else f"{name}:",
        anchor(indicator) if indicator else "",
    )
