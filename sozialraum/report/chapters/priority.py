"""The order of the areas in groups, by name: who is clearly first, and who cannot be told apart."""

from collections.abc import Sequence
from itertools import groupby

from sozialraum.report.chapters import questions
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
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import Priority, UrgencyComponent
from sozialraum.words import Joined, Listing, Message, Name, Number, Percent, Text, code

VOICES = ("direct", "index", "estimates")


def groups(facts: Facts) -> list[tuple[Priority, ...]]:
    """The areas in their groups, the most urgent first; nothing where no order was drawn."""
    return [
        tuple(found)
        for _, found in groupby(facts.tables.priorities, key=lambda one: one.priority_group_from)
    ]


def _group(facts: Facts, found: Sequence[Priority]) -> Message:
    return Message(
        "priority-group",
        group=found[0].priority_group,
        n=len(found),
        areas=Listing(_name(facts, one) for one in found),
        p=Percent(found[0].priority_p_group),
    )


def blocks(facts: Facts) -> tuple[Block, ...]:
    """Groups, places and voices of all areas, and where the voices do not say the same."""
    if not facts.tables.priorities:
        return ()
    differ = [one for one in facts.tables.priorities if one.voices in ("differ", "contradict")]
    found: list[Block] = [
        Paragraph(Joined(_group(facts, one) for one in groups(facts))),
        Paragraph(Joined((Message("priority-how"), without(facts)))),
        _table(facts),
    ]
    if differ:
        found += [
            Paragraph(Message("priority-voices-differ", n=len(differ))),
            Bullets(tuple(Item(_voices(one), f"{_label(facts, one)}:") for one in differ)),
        ]
    return tuple(found)


def left_out(facts: Facts) -> tuple[Block, ...]:
    """What does not count in the urgency because it is the same nearly everywhere."""
    return tuple(
        Paragraph(
            Message(
                "priority-left-out",
                fact=Joined([_fact(one)]),
                share=Percent(one.most_frequent_share),
            )
        )
        for one in facts.tables.urgency_components
        if one.weight and not one.weight_used
    )


def without(facts: Facts) -> Text | None:
    """What of the urgency puts no area before another, to stand beside their order."""
    found = [
        one for one in facts.tables.urgency_components if one.weight and not one.tells_areas_apart
    ]
    if not found:
        return None
    return Message(
        "priority-without",
        facts=Listing(_fact(one) for one in found),
        finding=code(any(one.component == "finding" for one in found)),
        chapter=Name(questions.number(facts, "needs")),
    )


def _fact(one: UrgencyComponent) -> Message:
    return Message("priority-fact", fact=one.component)


def _table(facts: Facts) -> Table:
    top = next((one.top_ranks for one in facts.tables.urgency_ranks if one.top_ranks), 3)
    return Table(
        caption=Message("priority-table"),
        columns=(
            Column(Message("labels-area"), "left", 4.0),
            Column(Message("priority-group-head"), "left", 2.2),
            Column(Message("priority-places")),
            Column(Message("priority-among-first", top=top), weight=1.4),
            *(Column(Message("priority-voice", voice=voice), "left", 1.3) for voice in VOICES),
        ),
        rows=tuple(
            Row(
                (
                    Cell(_name(facts, one)),
                    Cell(Message("priority-group-short", group=one.priority_group)),
                    Cell(
                        Message(
                            "urgency-rank-span",
                            low=one.priority_rank_low,
                            high=one.priority_rank_high,
                        )
                    ),
                    Cell(Percent(one.priority_p_top3)),
                    *(Cell(says) for says in _says(one)),
                )
            )
            for one in facts.tables.priorities
        ),
        notes=(Message("priority-table-note"),),
        dense=True,
    )


def _voices(one: Priority) -> Text:
    direct, index, estimates = _says(one)
    return Message(
        "priority-voices",
        direct=Joined([direct]),
        index=Joined([index]),
        estimates=Joined([estimates]),
        high=Number(one.direct_high),
        low=Number(one.direct_low),
        figures=Number(one.direct_figures),
    )


def _says(one: Priority) -> list[Message]:
    found = (one.direct_says, one.index_says, one.estimates_says)
    return [Message("priority-says", says=says or "nothing") for says in found]


def _label(facts: Facts, one: Priority) -> str:
    return facts.labels.get(one.area_id, one.area_id)


def _name(facts: Facts, one: Priority) -> Name:
    return Name(_label(facts, one))
