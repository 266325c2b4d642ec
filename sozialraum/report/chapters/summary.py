"""The page ``Zusammenfassung``: the answers to the council's four questions, and what to decide."""

from sozialraum.report.chapters import answers, conclusions, focus, planning, quality, questions
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Joined, Message, Name, code

_AT_MOST = 5
"""Options that are named; the page is one page."""


def chapter(facts: Facts) -> Section:
    found = (
        ("kuerze-neu", answers.new_needs(facts)),
        ("kuerze-planungen", planning.answer(facts)),
        ("kuerze-ungedeckt", answers.coverable(facts)),
        ("kuerze-entscheiden", (*answers.urgent(facts), *_to_decide(facts))),
    )
    sections = tuple(
        Section(
            anchor,
            Message(
                "summary-question",
                n=number,
                asked=code(topic in facts.questions),
                question=Joined((questions.title(facts, topic),)),
            ),
            blocks,
        )
        for number, ((anchor, blocks), topic) in enumerate(
            zip(found, questions.TOPICS, strict=True), 1
        )
    )
    reliability = Section("kuerze-daten", Message("summary-reliable"), _reliability(facts))
    return Section(
        "kuerze",
        Message("summary-title"),
        (Paragraph(Message("summary-about", asked=len(facts.questions))),),
        (*sections, reliability),
        compact=True,
    )


def _to_decide(facts: Facts) -> tuple[Block, ...]:
    found = conclusions.options(facts)
    if not found:
        return (Paragraph(Message("conclusions-none")),)
    named = tuple(Item(one.brief or one.text, one.lead, one.anchor) for one in found[:_AT_MOST])
    return (Paragraph(Message("summary-to-decide")), Bullets(named))


def _reliability(facts: Facts) -> tuple[Block, ...]:
    count = len(focus.estimated(facts, facts.sozialraum))
    level = Name(facts.sozialraum.plural_de)
    estimates = Message("summary-estimates", n=count, areas=level) if count else None
    return (Paragraph(Joined((quality.staleness(facts), quality.checked(facts), estimates))),)
