"""The page ``Zusammenfassung``: the answers to the council's four questions, and what to decide."""

from sozialraum.report import explanations
from sozialraum.report.chapters import answers, conclusions, focus, planning, quality
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.report.texts import checks_run
from sozialraum.words import Joined, Message, Name

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
        Section(anchor, Message("summary-question", n=number, question=Name(question)), blocks)
        for number, ((anchor, blocks), question) in enumerate(
            zip(found, explanations.CHAPTERS, strict=True), 1
        )
    )
    reliability = Section("kuerze-daten", Message("summary-reliable"), _reliability(facts))
    return Section(
        "kuerze",
        Message("summary-title"),
        (Paragraph(Message("summary-about")),),
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
    bad = quality.failed(facts)
    count = len(focus.estimated(facts, facts.sozialraum))
    level = Name(facts.sozialraum.plural_de)
    estimates = Message("summary-estimates", n=count, areas=level) if count else None
    checks = checks_run(len(facts.tables.checks) - len(bad), len(bad))
    return (Paragraph(Joined((quality.staleness(facts), checks, estimates))),)
