"""The four chapters that answer, and what the city's council asked of each, if it did."""

from collections.abc import Sequence

from sozialraum.report.chapters.shapes import Block, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message, Text

_ANCHORS = {
    "needs": "bedarfe",
    "planning": "planungen",
    "coverage": "deckung",
    "conclusions": "schlussfolgerungen",
}


def number(facts: Facts, topic: str) -> str:
    """The number of the chapter on a topic, on the ``voices`` or on what is ``asked``."""
    chapters = list(facts.topics)
    if facts.tables.evidence:
        chapters.append("voices")
    if any(one.would_decide for one in facts.tables.open_questions):
        chapters.append("asked")
    return str(chapters.index(topic) + 1) if topic in chapters else ""


def title(facts: Facts, topic: str) -> Text:
    """The chapter's title: the council's question in short, else what the chapter is about."""
    asked = facts.questions.get(topic)
    if asked:
        return asked.title_de
    told = "pandemic" if topic == "needs" and facts.crisis else topic
    return Message("report-chapter", topic=told)


def chapter(
    facts: Facts, topic: str, parts: Sequence[Section], first: Sequence[Block] = ()
) -> Section:
    """The chapter that answers: the question in full, where the city declares one, what is to be
    said ``first``, and those of its parts that say something."""
    question = facts.questions.get(topic)
    asked = [Paragraph(question.question_de, "lead")] if question else []
    return Section(
        _ANCHORS[topic],
        title(facts, topic),
        (*asked, *first),
        tuple(one for one in parts if one.blocks),
        number=number(facts, topic),
    )
