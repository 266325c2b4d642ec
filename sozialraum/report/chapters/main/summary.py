"""The page of answers: one for each of the council's questions, and how reliable they are."""

from sozialraum.report.chapters import answers, focus, planning, quality, questions
from sozialraum.report.chapters.shapes import Block, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Joined, Message, Name, code


def chapter(facts: Facts) -> Section:
    found = {
        "needs": ("kuerze-neu", answers.new_needs),
        "planning": ("kuerze-planungen", planning.answer),
        "coverage": ("kuerze-ungedeckt", answers.coverable),
        "conclusions": ("kuerze-entscheiden", answers.urgent),
    }
    sections = tuple(
        Section(
            anchor,
            Message(
                "summary-question",
                n=number,
                asked=code(topic in facts.questions),
                question=Joined((questions.title(facts, topic),)),
            ),
            answer(facts),
        )
        for number, topic in enumerate(facts.topics, 1)
        for anchor, answer in (found[topic],)
    )
    reliability = Section("kuerze-daten", Message("summary-reliable"), _reliability(facts))
    return Section("kuerze", Message("summary-title"), (), (*sections, reliability), compact=True)


def _reliability(facts: Facts) -> tuple[Block, ...]:
    count = len(focus.estimated(facts, facts.sozialraum))
    level = Name(facts.sozialraum.plural_de)
    estimates = Message("summary-estimates", n=count, areas=level) if count else None
    said = Joined((quality.staleness(facts), quality.checked(facts), estimates))
    return (Paragraph(said),)
