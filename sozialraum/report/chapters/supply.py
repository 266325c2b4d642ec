"""Which figures of services there are, at which level, and where they lie below the city's."""

from collections.abc import Sequence

from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph
from sozialraum.report.chapters.signs import held
from sozialraum.report.rows.city import Level
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import Coverage, Service
from sozialraum.words import Joined, Listing, Message, Name, Percent, Period, Text


def rows_of(facts: Facts, service: Service) -> list[Coverage]:
    return [one for one in facts.tables.coverage if one.service_type == service.service_type]


def compared_level(facts: Facts, service: Service) -> Level | None:
    """The level whose areas are compared: Sozialraum if published, else the service's own.
    Estimates that share one ratio are not compared; profiles show them, marked."""
    found = {one.area_level for one in rows_of(facts, service) if one.method != "apportioned"}
    for area_level in (facts.sozialraum.area_level, service.native_level):
        level = facts.level(area_level)
        if area_level in found and level.compares_need:
            return level
    return None


def newest(facts: Facts, service: Service, level: Level) -> list[Coverage]:
    """The rows of the newest period at a level, in the order of the areas."""
    rows = [one for one in rows_of(facts, service) if one.area_level == level.area_level]
    if not rows:
        return []
    last = rows[-1].period
    by_area = {one.area_id: one for one in rows if one.period == last}
    return [by_area[area.area_id] for area in facts.areas(level) if area.area_id in by_area]


def anchor(service: Service) -> str:
    return "angebot-" + service.service_type.replace("_", "-")


def capacity_known(facts: Facts, service: Service) -> bool:
    return any(one.capacity is not None for one in rows_of(facts, service))


def has_use(facts: Facts, service: Service) -> bool:
    """Whether any figure says how much there is or how many use it."""
    return any(one.capacity is not None or one.used is not None for one in rows_of(facts, service))


def below_city(facts: Facts, service: Service, *, lacking: bool = False) -> list[Text]:
    """The areas whose coverage lies clearly below the city's, with their coverage.

    ``lacking``: only those with less than one place per person of the target population.
    """
    level = compared_level(facts, service)
    return [
        Message(
            "coverage-area",
            area=Name(facts.in_text(one.area_id)),
            ratio=Joined((ratio(one),)),
        )
        for one in (newest(facts, service, level) if level else [])
        if one.coverage_class == "below_city"
        and not (lacking and (one.coverage_ratio is None or one.coverage_ratio >= 1))
    ]


def ratio(one: Coverage) -> Text:
    """The coverage with the signs of an estimate and of what sources say of its figures."""
    method = "apportioned" if one.status == "estimated" else one.method or "direct"
    return held(Message("coverage-ratio", ratio=Percent(one.coverage_ratio), method=method), one)


def below_city_blocks(facts: Facts) -> tuple[Block, ...]:
    """Per service, where the coverage lies clearly below the city's."""
    items = []
    unknown = []
    for service in facts.tables.services:
        level = compared_level(facts, service)
        rows = newest(facts, service, level) if level else []
        if any(one.coverage_ratio is not None for one in rows):
            said = _below_city(facts, rows, below_city(facts, service))
            items.append(Item(said, f"{service.name_de}:", anchor(service)))
        elif has_use(facts, service):
            unknown.append(service.name_de)
    blocks: list[Block] = []
    if items:
        blocks.append(Bullets(tuple(items)))
    if unknown:
        blocks.append(Paragraph(Message("coverage-unknown-places", services=Listing(unknown))))
    return tuple(blocks) or (Paragraph(Message("coverage-none")),)


def _below_city(facts: Facts, rows: Sequence[Coverage], below: Sequence[Text]) -> Text:
    """Where the coverage lies clearly below the city's, and of how many areas nobody can tell."""
    areas = len(facts.areas(facts.level(rows[0].area_level)))
    compared = sum(one.coverage_class != "unknown" for one in rows)
    return Message(
        "coverage-below-city",
        compared=compared,
        unknown=areas - compared,
        ratio=Percent(rows[0].city_coverage_ratio),
        period=Period(rows[0].period),
        n=len(below),
        level=Name(facts.level(rows[0].area_level).plural_de),
        areas=Listing(below),
    )
