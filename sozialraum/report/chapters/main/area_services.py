"""What a Sozialraum's page says of services: which there are, what their places reach."""

from sozialraum.report.chapters import profile_services, supply
from sozialraum.report.chapters.shapes import Block, Bullets, Item
from sozialraum.report.rows.city import Area
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Joined, Listing, Message, Name, Percent, Period, Text

_KINDS = 8
"""Kinds of service that are named; all services stand in the workbook."""


def blocks(facts: Facts, area: Area) -> tuple[Block, ...]:
    """The kinds of service here, the places where they are known, and who speaks of the area."""
    if "coverage" not in facts.topics:
        return (Bullets(found),) if (found := tuple(profile_services.voices(facts, area))) else ()
    items = [Item(_kinds(facts, area), Message("area_page-services-lead"))]
    items.append(Item(_coverage(facts, area), Message("area_page-coverage-lead")))
    items.extend(profile_services.voices(facts, area))
    return (Bullets(tuple(items)),)


def _kinds(facts: Facts, area: Area) -> Text:
    found = profile_services.inside(facts, area)
    named = profile_services.kinds(found)
    if not named:
        return profile_services.no_service(facts)
    more = sum(count for _, count in named[_KINDS:])
    shown = Listing(kind for kind, _ in named[:_KINDS])
    said = Message("area_page-services", kinds=shown, more=more)
    there = [one for one in found if one.status != "planned"]
    return Joined((said, *profile_services.unconfirmed(there)))


def _coverage(facts: Facts, area: Area) -> Text:
    """Services with a known number of places, against the city."""
    said = []
    for service in facts.tables.services:
        rows = [
            one
            for one in supply.rows_of(facts, service)
            if one.area_id == area.area_id and one.coverage_ratio is not None
        ]
        if rows:
            newest = rows[-1]
            said.append(
                Message(
                    "area_page-covered",
                    service=Name(service.name_de),
                    ratio=Joined((supply.ratio(newest),)),
                    city=Percent(newest.city_coverage_ratio),
                    period=Period(newest.period),
                )
            )
    return Message("area_page-coverage", n=len(said), services=Listing(said))
