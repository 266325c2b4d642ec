"""Chapter 4: where it is most urgent, and what could be decided, as options with their reasons."""

from collections.abc import Sequence

from sozialraum.report.chapters import (
    answers,
    claims,
    conclusions,
    picture_order,
    picture_outlook,
    priority,
    questions,
    themes,
    urgency,
)
from sozialraum.report.chapters.shapes import (
    Block,
    Cell,
    Column,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import NeedCoverage, Priority
from sozialraum.words import Joined, Listing, Message, Name, Text
from sozialraum.words.numbers import NONE


def chapter(facts: Facts) -> Section:
    parts = (
        Section("dringlichkeit", Message("decide-where"), _where(facts)),
        Section("moeglichkeiten", Message("decide-options"), _options(facts)),
        Section("ausblick", Message("decide-ahead"), _ahead(facts)),
        Section("schluss-sicher", Message("decide-sure"), _sure(facts)),
    )
    return questions.chapter(facts, "conclusions", parts)


def _where(facts: Facts) -> tuple[Block, ...]:
    """The order, and which needs the first areas have; else where most indicators are high."""
    if not facts.tables.need_coverage:
        return answers.urgent(facts)
    order = picture_order.figures(facts)
    first = [*urgency.leading(facts), *urgency.behind(facts)]
    if not first:
        return (*answers.urgent(facts), *order)
    table = Table(
        caption=Message("decide-first", level=Name(facts.sozialraum.plural_de)),
        columns=(
            Column(facts.sozialraum.name_de, "left", 3.0),
            Column(Message("decide-place"), weight=1.0),
            Column(Message("decide-high"), "left", 7.0),
        ),
        rows=tuple(_row(facts, one) for one in first),
        notes=(Message("decide-high-note"), *themes.caveats(facts, _high(facts, first))),
        dense=True,
    )
    said = Joined((Message("urgency-means"), priority.without(facts)))
    return (Paragraph(said), *order, table)


def _high(facts: Facts, shown: Sequence[Priority]) -> list[NeedCoverage]:
    return [row for one in shown for row in answers.high_needs(facts, one.area_id)]


def _row(facts: Facts, one: Priority) -> Row:
    high = answers.high_needs(facts, one.area_id)
    low, last = one.priority_rank_low, one.priority_rank_high
    return Row(
        (
            Cell(facts.labels.get(one.area_id, one.area_id)),
            Cell(str(low) if low == last else Message("urgency-rank-span", low=low, high=last)),
            Cell(Joined((Listing(row.theme_de for row in high),)) if high else NONE),
        ),
        claims=claims.of_needs(high),
    )


def _options(facts: Facts) -> tuple[Block, ...]:
    found = conclusions.options(facts)
    if not found:
        return (Paragraph(Message("conclusions-none")),)
    return (
        Table(
            caption=Message("decide-options-table"),
            columns=(
                Column(Message("decide-option"), "left", 2.6),
                Column(Message("decide-reason"), "left", 7.4),
            ),
            rows=tuple(
                Row((Cell(one.lead), Cell(one.brief or one.text)), claims=one.claims)
                for one in found
            ),
            notes=(Message("conclusions-note"),),
        ),
    )


def _ahead(facts: Facts) -> tuple[Block, ...]:
    found = picture_outlook.people(facts)
    return (Paragraph(Message("picture-ahead")), *found) if found else ()


def _sure(facts: Facts) -> tuple[Block, ...]:
    found = facts.tables.priorities
    if not found:
        return ()
    said: list[Text] = [Message("decide-how-sure")]
    if any(one.voices for one in found):
        said.append(_voices(facts, found))
    return (Paragraph(Joined(said)),)


def _voices(facts: Facts, found: Sequence[Priority]) -> Message:
    """Where the three voices surely say the same; that none tells an area from the middle place is
    no agreement on anything."""
    told: dict[str, list[Text]] = {
        "high": [], "low": [], "average": [], "differ": [], "contradict": [], "untold": [],
    }  # fmt: skip
    for one in found:
        same = one.direct_says or one.index_says or "average"
        kind = same if one.voices == "agree" else one.voices or "untold"
        told[kind].append(facts.place(one.area_id))
    return Message(
        "decide-voices",
        all=len(found),
        firm=len(told["high"]) + len(told["low"]),
        high=len(told["high"]),
        highest=Listing(told["high"]),
        low=len(told["low"]),
        lowest=Listing(told["low"]),
        average=len(told["average"]),
        partly=len(told["differ"]),
        differ=Listing(told["differ"]),
        opposed=len(told["contradict"]),
        contradict=Listing(told["contradict"]),
        untold=len(told["untold"]),
    )
