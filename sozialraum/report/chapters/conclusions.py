"""What could be decided, as options with their reasons, and the tables behind them."""

from sozialraum.report.chapters import focus, overview, planning, quality, supply, urgency
from sozialraum.report.chapters.shapes import Item, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Listing, Message, Name


def tables(facts: Facts) -> tuple[Section, ...]:
    """Urgency by theme and how firm its order is, and where high needs come together."""
    parts = [urgency.section(facts)] if facts.tables.need_coverage else []
    parts.append(
        Section("kuerze-bedarfe", Message("conclusions-by-field"), overview.outstanding(facts))
    )
    together = focus.section(facts)
    return (*parts, *((together,) if together else ()))


def options(facts: Facts) -> list[Item]:
    """What could be decided, each with its reason from the figures; nothing where the report does
    not conclude."""
    if "conclusions" not in facts.topics:
        return []
    return [
        *urgency.options(facts),
        *_plans(facts),
        *_services_below(facts),
        *_missing_knowledge(facts),
    ]


def _plans(facts: Facts) -> list[Item]:
    open_findings = planning.unanswered(facts)
    if not open_findings or "planning" not in facts.topics:
        return []
    themes = dict.fromkeys(facts.theme_name(one.theme) for one in open_findings)
    return [
        Item(
            Message("conclusions-open-findings", themes=Listing(themes)),
            Message("conclusions-review-plans"),
            "planungen-offen",
        )
    ]


def _services_below(facts: Facts) -> list[Item]:
    return [
        Item(
            Message("conclusions-fewer-places", areas=Listing(below)),
            service.name_de,
            supply.anchor(service),
        )
        for service in facts.tables.services
        if (below := supply.below_city(facts, service, lacking=True))
    ]


def _missing_knowledge(facts: Facts) -> list[Item]:
    """Decisions need figures that are not there: what to ask for, and of whom."""
    items = []
    estimated = focus.estimated(facts, facts.sozialraum)
    if estimated:
        items.append(
            Item(
                Message(
                    "conclusions-estimated",
                    n=len(estimated),
                    indicators=Listing(one.name_de for one in estimated),
                ),
                Message("conclusions-ask-figures", level=Name(facts.sozialraum.name_de)),
                brief=Message("conclusions-estimated-brief", n=len(estimated)),
            )
        )
    unknown = [
        service.name_de
        for service in facts.tables.services
        if supply.has_use(facts, service) and not supply.capacity_known(facts, service)
    ]
    if unknown:
        items.append(
            Item(
                Message("conclusions-unknown-places", services=Listing(unknown)),
                Message("conclusions-ask-places"),
            )
        )
    old = quality.overdue(facts)
    if old:
        items.append(
            Item(
                Message("conclusions-overdue", sources=Listing(one.title_de for one in old)),
                Message("conclusions-ask-newer"),
                "quellen-liste",
                Message("conclusions-overdue-brief", n=len(old)),
            )
        )
    return items
