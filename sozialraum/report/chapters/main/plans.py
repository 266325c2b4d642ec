"""Chapter 2: which plannings were adjusted, which were not, and what none of them deals with."""

from collections.abc import Sequence

from sozialraum.report.chapters import planning, questions
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import PlanReview
from sozialraum.words import Listing, Message, Text, known_day


def chapter(facts: Facts) -> Section:
    if not facts.tables.plan_reviews:
        nothing = Paragraph(Message("planning-no-review"), "important")
        return questions.chapter(facts, "planning", (), (nothing,))
    plans = [rows[0] for rows in planning.plans(facts).values()]
    how_sure = (Paragraph(Message("plans-how-sure")),)
    parts = (
        Section("planungen-geschehen", Message("plans-happened"), _happened(facts, plans)),
        Section("planungen-fehlt", Message("plans-missing"), _missing(facts, plans)),
        Section("planungen-sicher", Message("plans-sure"), how_sure),
    )
    return questions.chapter(facts, "planning", parts)


def _happened(facts: Facts, plans: Sequence[PlanReview]) -> tuple[Block, ...]:
    adjusted = [one for one in plans if one.adjusted == "yes"]
    blocks: list[Block] = [Paragraph(planning.counted_text(facts)), planning.overview(facts, plans)]
    if adjusted:
        blocks.append(_adjusted(sorted(adjusted, key=lambda one: not one.is_planning)))
    return tuple(blocks)


def _adjusted(plans: Sequence[PlanReview]) -> Table:
    return Table(
        caption=Message("plans-adjusted"),
        columns=(
            Column(Message("planning-document"), "left", 4.4),
            Column(Message("plans-office"), "left", 2.2),
            Column(Message("plans-day"), "left", 1.2),
            Column(Message("plans-what"), "left", 3.4),
        ),
        rows=tuple(
            Row((*_named(one), Cell(one.adjustment_summary or Message("plans-not-told"))))
            for one in plans
        ),
        dense=True,
    )


def _named(one: PlanReview) -> tuple[Cell, Cell, Cell]:
    """A document, who is responsible for it, and of when it is."""
    day = one.last_reviewed_on or one.adopted_on
    return (
        Cell(one.plan_title or Message("planning-untitled")),
        Cell(one.responsible_office or Message("planning-day-unknown")),
        Cell(known_day(day) if day else Message("planning-day-unknown")),
    )


def _missing(facts: Facts, plans: Sequence[PlanReview]) -> tuple[Block, ...]:
    """Needs that grew and no adjusted planning deals with, then plannings without a proof."""
    open_findings = planning.unanswered(facts)
    blocks: list[Block] = []
    if open_findings:
        blocks.append(Bullets(planning.open_items(facts, short=True)))
    else:
        blocks.append(Paragraph(planning.none_open(facts)))
    unproved = [one for one in plans if one.adjusted == "unknown" and one.is_planning]
    if unproved:
        blocks.append(_listed(Message("plans-unproved", n=len(unproved)), unproved))
    if old := [one for one in plans if one.predates_pandemic and one.is_planning]:
        blocks.append(_listed(Message("plans-older", n=len(old)), old))
    named_fields = {one.planning_field for one in plans}
    without = [one.name_de for one in facts.fields if one.planning_field not in named_fields]
    if without:
        said = Message("plans-fields-without", fields=Listing(without))
        blocks.append(Paragraph(said))
    return tuple(blocks)


def _listed(caption: Text, plans: Sequence[PlanReview]) -> Table:
    """Documents by planning field, with who is responsible and of when they are."""
    ordered = sorted(plans, key=lambda one: (one.planning_field or "", one.plan_title or ""))
    return Table(
        caption=caption,
        columns=(
            Column(Message("planning-document"), "left", 6.2),
            Column(Message("plans-office"), "left", 3.4),
            Column(Message("plans-day"), "left", 1.4),
        ),
        rows=tuple(Row(_named(one)) for one in ordered),
        dense=True,
    )
