"""The four chapters that answer, and what the city's council asked of each, if it did."""

from collections.abc import Sequence

from sozialraum.report.chapters.shapes import Block, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message, Text

TOPICS = ("needs", "planning", "coverage", "conclusions")
_ANCHORS = ("bedarfe", "planungen", "deckung", "schlussfolgerungen")


def title(facts: Facts, topic: str) -> Text:
    """The chapter's title: the council's question in short, else what the chapter is about."""
    asked = facts.questions.get(topic)
    return asked.title_de if asked else Message("report-chapter", topic=topic)


def chapter(
    facts: Facts, topic: str, parts: Sequence[Section], first: Sequence[Block] = ()
) -> Section:
    """The chapter that answers: the question in full, where the city declares one, what is to be
    said ``first``, and those of its parts that say something."""
    question = facts.questions.get(topic)
    asked = [Paragraph(question.question_de, "lead")] if question else []
    place = TOPICS.index(topic)
    return Section(
        _ANCHORS[place],
        title(facts, topic),
        (*asked, *first),
        tuple(one for one in parts if one.blocks),
        number=str(place + 1),
    )
