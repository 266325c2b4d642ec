"""How the plannings were reviewed and adjusted: the answer in short, and all documents."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from sozialraum.report.chapters.finding import WORSE
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
from sozialraum.report.rows.city import Field
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import PlanReview
from sozialraum.words import Joined, Listing, Message, Name, Number, Text, known_day


def tables(facts: Facts) -> tuple[Section, ...]:
    """All documents by planning field, and the needs that none of them deals with."""
    if not facts.tables.plan_reviews:
        return ()
    found = plans(facts)
    named = {rows[0].planning_field for rows in found.values()}
    return (
        _unanswered(facts),
        *(
            _field(
                facts,
                field,
                [rows for rows in found.values() if rows[0].planning_field == field.planning_field],
            )
            for field in facts.fields
            if field.planning_field in named
        ),
    )


def answer(facts: Facts) -> tuple[Block, ...]:
    """Question 2 in short: how many documents were adjusted, and what none of them deals with."""
    if not facts.tables.plan_reviews:
        return (Paragraph(Message("planning-no-review"), "important"),)
    adjusted = [
        rows[0]
        for rows in plans(facts).values()
        if rows[0].adjusted == "yes" and rows[0].is_planning
    ]
    proper = None
    if adjusted:
        titles = Listing(one.plan_title or Message("planning-untitled") for one in adjusted)
        proper = Message("planning-proper", n=len(adjusted), plans=titles)
    missing = dict.fromkeys(facts.theme_name(one.theme) for one in unanswered(facts))
    not_met = Message("planning-themes-missed", themes=Listing(missing)) if missing else None
    return (Paragraph(Joined((counted_text(facts), proper, not_met))),)


def counted_text(facts: Facts) -> Text:
    """How many documents there are, and of how many it is known that they were adjusted."""
    found = counts(facts)
    return Message(
        "planning-counted",
        plannings=found["planning"],
        others=found["others"],
        mention=found["mention"],
        adjusted=found["yes"],
        predate=found["predates"],
        no=found["no"] - found["predates"],
        unknown=found["unknown"],
    )


def counts(facts: Facts) -> Counter[str]:
    """How many plannings and other documents there are, and what is known of them."""
    return _counted([rows[0] for rows in plans(facts).values()])


def _counted(plans: Sequence[PlanReview]) -> Counter[str]:
    """Plannings by whether they were adjusted; of other documents which mention the pandemic."""
    plannings = [one for one in plans if one.is_planning]
    counts = Counter(one.adjusted or "unknown" for one in plannings)
    counts["planning"] = len(plannings)
    counts["others"] = len(plans) - len(plannings)
    counts["predates"] = sum(bool(one.predates_pandemic) for one in plannings)
    counts["mention"] = sum(one.adjusted == "yes" and not one.is_planning for one in plans)
    return counts


def overview(facts: Facts, plans: Sequence[PlanReview]) -> Table:
    rows = []
    for field in facts.fields:
        own = [one for one in plans if one.planning_field == field.planning_field]
        rows.append(_overview_row(field.name_de, own))
    if len(rows) > 1:
        rows.append(_overview_row(Message("labels-together"), plans, total=True))
    return Table(
        caption=Message("planning-overview"),
        columns=(
            Column(Message("planning-head"), "left", 2.6),
            Column(Message("planning-plannings")),
            Column(Message("planning-adjusted")),
            Column(Message("planning-predate"), weight=1.7),
            Column(Message("planning-else-not"), weight=1.4),
            Column(Message("labels-adjusted", adjusted="unknown")),
            Column(Message("planning-others"), weight=1.2),
            Column(Message("planning-last-reviewed"), weight=1.3),
        ),
        rows=tuple(rows),
        dense=True,
    )


def _overview_row(name: Text, plans: Sequence[PlanReview], total: bool = False) -> Row:
    counts = _counted(plans)
    reviewed = max(
        (one.last_reviewed_on for one in plans if one.is_planning and one.last_reviewed_on),
        default=None,
    )
    return Row(
        (
            Cell(name),
            Cell(Number(counts["planning"])),
            Cell(Number(counts["yes"])),
            Cell(Number(counts["predates"])),
            Cell(Number(counts["no"] - counts["predates"])),
            Cell(Number(counts["unknown"])),
            Cell(Number(counts["others"])),
            Cell(_day(reviewed)),
        ),
        total=total,
    )


def plans(facts: Facts) -> dict[str, list[PlanReview]]:
    """The rows of each document, one per theme."""
    found: dict[str, list[PlanReview]] = defaultdict(list)
    for one in facts.tables.plan_reviews:
        if one.row_kind == "plan":
            found[one.plan_id or one.review_de].append(one)
    return found


def unanswered(facts: Facts) -> list[PlanReview]:
    """The needs that grew, by figures or offices' counts, and that no adjusted plan deals with."""
    return [one for one in facts.tables.plan_reviews if one.row_kind == "finding"]


def none_open(facts: Facts) -> Message:
    """Why no need is left without an adjusted plan: that none grew is no praise of plans."""
    effects = facts.tables.effects
    known = [
        one for one in effects if one.finding != "not_assessable" and one.conclusive is not False
    ]
    worse = any(one.finding in WORSE for one in known)
    answers = (*facts.tables.city_answers, *facts.tables.need_coverage)
    counted = any(one.need_change == "worse" for one in answers)
    found = "yes" if worse or counted else "no" if known else "unknown"
    open_ones = len(effects) - len(known)
    return Message("planning-none-open", found=found, open=open_ones, all=len(effects))


def _unanswered(facts: Facts) -> Section:
    title = Message("planning-open-title")
    items = open_items(facts)
    if not items:
        return Section("planungen-offen", title, (Paragraph(none_open(facts)),))
    return Section("planungen-offen", title, (Paragraph(Message("planning-open")), Bullets(items)))


def open_items(facts: Facts, *, short: bool = False) -> tuple[Item, ...]:
    """A theme's needs without an adjusted plan; ``short``: without the indicators."""
    by_theme: dict[str, list[PlanReview]] = defaultdict(list)
    for one in unanswered(facts):
        by_theme[facts.theme_name(one.theme)].append(one)
    return tuple(
        Item(_reason(rows) if short else _open(facts, rows), theme)
        for theme, rows in by_theme.items()
    )


def _open(facts: Facts, rows: Sequence[PlanReview]) -> Text:
    """What a theme's need without an adjusted plan rests on, and why there is none."""
    names = facts.indicator_names
    found = [one.indicator_id for one in rows if one.indicator_id]
    indicators = Listing(dict.fromkeys(names[one] for one in found if one in names))
    figures = Message("planning-open-findings", n=len(found), indicators=indicators)
    counted_in = [one.area_id for one in rows if not one.indicator_id and one.area_id]
    areas = [facts.place(one) for one in counted_in if one != facts.tables.city.city_area_id]
    counts = Message("planning-open-counted", n=len(areas), areas=Listing(areas))
    told = (figures if found else None, counts if len(found) < len(rows) else None)
    return Joined((*told, _reason(rows)))


def _reason(rows: Sequence[PlanReview]) -> Text:
    reasons = {one.addresses_finding for one in rows}
    reason = reasons.pop() if len(reasons) == 1 else None
    return Message("planning-open-reason", reason=reason or "no_adjusted_plan")


def _reviewed(facts: Facts, rows: Sequence[PlanReview]) -> Text:
    """What is known of a document; themes without a finding are named together."""
    calm = [facts.theme_name(one.theme) for one in rows if one.addresses_finding == "no_finding"]
    said: list[Text] = list(
        dict.fromkeys(one.review_de for one in rows if one.addresses_finding != "no_finding")
    )
    if calm:
        said.append(Message("planning-no-finding", n=len(calm), themes=Listing(calm)))
    return Joined(said)


def _field(facts: Facts, field: Field, plans: Sequence[Sequence[PlanReview]]) -> Section:
    return Section(
        "planungen-" + field.planning_field.replace("_", "-"),
        field.name_de,
        (
            Table(
                caption=Message("planning-of-field", field=Name(field.name_de)),
                columns=(
                    Column(Message("planning-document"), "left", 3.2),
                    Column(Message("planning-adopted"), "left", 1.3),
                    Column(Message("planning-last-reviewed"), "left", 1.3),
                    Column(Message("planning-adjusted"), "left", 1.2),
                    Column(Message("planning-known"), "left", 4.2),
                ),
                rows=tuple(_plan_row(facts, rows) for rows in plans),
                dense=True,
            ),
        ),
    )


def _plan_row(facts: Facts, themes: Sequence[PlanReview]) -> Row:
    one = themes[0]
    said = one.adjustment_summary or _reviewed(facts, themes)
    limit = Message("planning-expired") if one.has_expired else None
    if one.validity == "not_begun":
        limit = Message("planning-not-begun")
    source = Name(one.source_title) if one.source_title else None
    adjusted = "predates" if one.predates_pandemic else one.adjusted or "unknown"
    return Row(
        (
            Cell(
                one.plan_title or Message("planning-untitled"), detail=one.responsible_office or ""
            ),
            Cell(_day(one.adopted_on)),
            Cell(_day(one.last_reviewed_on)),
            Cell(Message("labels-adjusted", adjusted=adjusted)),
            Cell(
                Joined((said, limit)),
                detail=Message("planning-source", source=source) if source else "",
            ),
        )
    )


def _day(day: date | None) -> Text:
    return known_day(day) if day else Message("planning-day-unknown")
