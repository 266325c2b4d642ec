"""Chapter 3: each theme's answer for the whole city in three parts, need, supply and way."""

from collections.abc import Sequence

from sozialraum.report.chapters.shapes import Block, Cell, Column, Paragraph, Row, Section, Table
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import NeedCoverage
from sozialraum.words import Joined, Listing, Message, Name, Number, Text
from sozialraum.words.numbers import NONE

_QUESTIONS = 12
"""Open questions that are shown; the annex has all."""


def section(facts: Facts) -> tuple[Section, ...]:
    """Nothing where a publication has no answers for the city."""
    found = facts.tables.city_answers
    if not found:
        return ()
    return (
        Section(
            "stadt-antworten",
            Message("city_answers-title"),
            (
                Paragraph(Message("city_answers-means")),
                Table(
                    caption=Message("city_answers-table", city=Name(facts.tables.city.city_name)),
                    columns=(
                        Column(Message("labels-theme"), "left", 2.6),
                        Column(Message("labels-need-head"), "left", 2.2),
                        Column(Message("city_answers-supply"), "left", 2.4),
                        Column(Message("city_answers-way"), "left", 2.6),
                        Column(Message("city_answers-in-pandemic"), "left", 2.4),
                    ),
                    rows=tuple(_row(one) for one in found),
                    notes=(Message("city_answers-note"),),
                    dense=True,
                ),
                *_questions(facts),
            ),
        ),
    )


def _row(one: NeedCoverage) -> Row:
    return Row(
        (
            Cell(one.theme_de),
            Cell(_need(one)),
            Cell(Message("labels-coverage-fact", coverage=one.coverage_class or "unknown")),
            Cell(_way(one.coverability, one.indication, one.statement_ids, one.disputed)),
            Cell(
                _way(
                    one.pandemic_coverability or "unknown",
                    one.pandemic_indication,
                    one.pandemic_statement_ids,
                    one.pandemic_disputed,
                )
            ),
        )
    )


def _need(one: NeedCoverage) -> Text:
    """What the city's figures found; where they find nothing, what studies and providers say."""
    if one.finding != "not_assessable":
        return Message("labels-finding", finding=one.finding)
    return Message("labels-need", need=one.need)


def _way(
    result: str, indication: str | None, statements: Sequence[str], disputed: bool | None
) -> Text:
    said: Text
    if result != "unknown":
        said = Message("labels-coverability", result=result)
    elif indication is not None:
        said = Message("city_answers-indication", says=indication)
    else:
        return NONE
    ids = f"({', '.join(statements)})" if statements else None
    return Joined((said, ids, Message("city_answers-disputed") if disputed else None))


def _questions(facts: Facts) -> list[Block]:
    """What to ask of whom: the facts that would decide most."""
    questions = [one for one in facts.tables.open_questions if one.decides == "coverage"]
    found = [one for one in questions if one.would_decide]
    if not found:
        return []
    shown = found[:_QUESTIONS]
    fields = {field.planning_field: field.name_de for field in facts.fields}
    return [
        Paragraph(Message("city_answers-ask", n=len(found))),
        Table(
            caption=Message("city_answers-questions"),
            columns=(
                Column(Message("city_answers-office"), "left", 2.2),
                Column(Message("city_answers-question"), "left", 7.0),
                Column(Message("city_answers-decides"), weight=1.2),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(one.office or fields.get(one.planning_field, one.planning_field)),
                        Cell(one.question_de),
                        Cell(Number(one.would_decide)),
                    )
                )
                for one in shown
            ),
            notes=(Message("city_answers-questions-shown", shown=len(shown), n=len(found)),),
            dense=True,
        ),
    ]


def in_the_pandemic(facts: Facts) -> list[Message]:
    """What could be done in the pandemic, by answer, with its themes."""
    by_result: dict[str, list[str]] = {}
    for one in facts.tables.city_answers:
        if one.pandemic_coverability not in (None, "unknown"):
            by_result.setdefault(one.pandemic_coverability or "", []).append(one.theme_de)
    return [
        Message("city_answers-then", result=result, themes=Listing(themes))
        for result, themes in by_result.items()
    ]


def only_for_the_city(facts: Facts) -> list[NeedCoverage]:
    """Answers for the whole city to themes that are answered in no single area."""
    answered = {one.theme for one in facts.tables.need_coverage if one.coverability != "unknown"}
    return [one for one in facts.tables.city_answers if one.theme not in answered]
