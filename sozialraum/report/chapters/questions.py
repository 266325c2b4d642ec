"""The four chapters that answer, and what the city's council asked of each, if it did."""

from sozialraum.report.chapters.shapes import Paragraph
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message, Text

TOPICS = ("needs", "planning", "coverage", "conclusions")


def title(facts: Facts, topic: str) -> Text:
    """The chapter's title: the council's question in short, else what the chapter is about."""
    asked = facts.questions.get(topic)
    return asked.title_de if asked else Message("report-chapter", topic=topic)


def asked(facts: Facts, topic: str) -> list[Paragraph]:
    """The question in full; nothing where the city declares none."""
    question = facts.questions.get(topic)
    return [Paragraph(question.question_de, "lead")] if question else []
