"""Chapter 6: what the offices are asked: two questions, and of which themes they are open."""

from collections import defaultdict
from collections.abc import Sequence

from sozialraum.report.chapters import questions
from sozialraum.report.chapters.shapes import Cell, Column, Paragraph, Row, Section, Table
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import OpenQuestion
from sozialraum.words import Joined, Message, Name, Text, code
from sozialraum.words.numbers import NONE

_GROUPS = {"coverage": ("capacity", "use", "statement"), "planning": ("plan_adjustment", "plan")}
"""What the answers decide, and the facts that are asked for."""


def chapter(facts: Facts) -> Section | None:
    """Nothing where a publication has no such questions, or none is open."""
    found = [one for one in facts.tables.open_questions if one.would_decide]
    if not found:
        return None
    most = max(one.would_decide for one in found)
    tables = [
        _table(facts, group, rows, most)
        for group in _GROUPS
        if (rows := [one for one in found if one.decides == group])
    ]
    about = Message("asked-about", n=len(found), cases=most)
    return Section(
        "offene-fragen",
        Message("asked-title"),
        (Paragraph(about), *tables),
        number=questions.number(facts, "asked"),
    )


def _table(facts: Facts, group: str, found: Sequence[OpenQuestion], most: int) -> Table:
    fields = {one.planning_field: one.name_de for one in facts.fields}
    offices: dict[str, list[OpenQuestion]] = defaultdict(list)
    for one in found:
        offices[one.office or fields.get(one.planning_field, one.planning_field)].append(one)
    asked = [fact for fact in _GROUPS[group] if any(one.fact == fact for one in found)]
    return Table(
        caption=Message("asked-table", group=group),
        columns=(
            Column(Message("asked-office"), "left", 1.6),
            *(Column(Message("asked-question", fact=fact), "left", 4.0) for fact in asked),
        ),
        rows=tuple(
            Row((Cell(office), *(Cell(_themes(rows, fact, most)) for fact in asked)))
            for office, rows in sorted(offices.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        notes=(Message("asked-note", group=group, cases=most),),
    )


def _themes(rows: Sequence[OpenQuestion], fact: str, most: int) -> Text:
    named = [
        Message(
            "asked-theme",
            theme=Name(one.theme_de),
            n=one.would_decide,
            fewer=code(one.would_decide < most),
        )
        for one in rows
        if one.fact == fact
    ]
    return Joined(named, by="; ") if named else NONE
