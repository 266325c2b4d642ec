"""The page ``Zusammenfassung``: the answers to the council's four questions, and what to decide."""

from sozialraum.report import explanations
from sozialraum.report.chapters import answers, conclusions, focus, planning, quality
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.report.texts import checks_run, counted

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
        Section(anchor, f"Frage {number}: {question}", blocks)
        for number, ((anchor, blocks), question) in enumerate(
            zip(found, explanations.CHAPTERS, strict=True), 1
        )
    )
    reliability = Section("kuerze-daten", "Wie verlässlich sind die Zahlen?", _reliability(facts))
    return Section(
        "kuerze",
        "Zusammenfassung",
        (
            Paragraph(
                "Der Rat hat vier Fragen gestellt. Hier stehen die Antworten, ausführlich in den "
                "Kapiteln mit derselben Nummer."
            ),
        ),
        (*sections, reliability),
        compact=True,
    )


def _to_decide(facts: Facts) -> tuple[Block, ...]:
    found = conclusions.options(facts)
    if not found:
        return (Paragraph("Aus den vorliegenden Daten ergibt sich keine Möglichkeit."),)
    named = tuple(Item(one.brief or one.text, one.lead, one.anchor) for one in found[:_AT_MOST])
    return (Paragraph("Zu entscheiden ist, was davon geprüft wird (Gründe in Kapitel 4):"),
            Bullets(named))  # fmt: skip


def _reliability(facts: Facts) -> tuple[Block, ...]:
    bad = quality.failed(facts)
    return (
        Paragraph(
            quality.staleness(facts)
            + " "
            + checks_run(len(facts.tables.checks) - len(bad), len(bad))
            + (f" {_estimates(facts)}" if focus.estimated(facts, facts.sozialraum) else "")
        ),
    )


def _estimates(facts: Facts) -> str:
    count = len(focus.estimated(facts, facts.sozialraum))
    return (
        f"Für {counted(count, 'Indikator', 'Indikatoren')} sind die Werte der "
        f"{facts.sozialraum.plural_de} nur geschätzt (Zeichen {explanations.ESTIMATE_SIGN})."
    )
