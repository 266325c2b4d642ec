"""Chapter 4: whether, how urgently and with which focus structures should change: as options."""

from sozialraum.report import explanations
from sozialraum.report.chapters import (
    answers,
    coverability,
    coverage,
    focus,
    overview,
    planning,
    quality,
)
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.report.texts import counted, listing


def chapter(facts: Facts) -> Section:
    blocks: list[Block] = [Paragraph(explanations.QUESTIONS[3], "lead")]
    if facts.tables.need_coverage:
        blocks += answers.urgent(facts)
    found = options(facts)
    if found:
        blocks.append(Paragraph(explanations.OPTIONS_NOTE))
        blocks.append(Bullets(tuple(found)))
    else:
        blocks.append(Paragraph("Aus den vorliegenden Daten ergibt sich keine Möglichkeit."))
    parts = [coverability.urgency_section(facts)] if facts.tables.need_coverage else []
    parts += [
        Section("kuerze-bedarfe", "Schwerpunkte nach Planungsfeld", overview.outstanding(facts))
    ]
    together = focus.section(facts)
    if together:
        parts.append(together)
    return Section(
        explanations.CHAPTER_ANCHORS[3],
        explanations.CHAPTERS[3],
        tuple(blocks),
        tuple(parts),
        number="4",
    )


def options(facts: Facts) -> list[Item]:
    """What could be decided, each with its reason from the figures."""
    return [
        *coverability.options(facts),
        *_plans(facts),
        *_services_below(facts),
        *_missing_knowledge(facts),
    ]


def _plans(facts: Facts) -> list[Item]:
    open_findings = planning.unanswered(facts)
    if not open_findings:
        return []
    themes = dict.fromkeys(facts.theme_name(one.theme) for one in open_findings)
    return [
        Item(
            "neue oder verschärfte Bedarfe, auf die keine bekannte angepasste Planung eingeht: "
            f"{listing(list(themes))}.",
            "Planungen überprüfen:",
            "planungen-offen",
        )
    ]


def _services_below(facts: Facts) -> list[Item]:
    items = []
    for service in facts.tables.services:
        below = coverage.below_city(facts, service, lacking=True)
        if below:
            link = coverage.anchor(service)
            items.append(
                Item(
                    "Angebot dort prüfen, wo deutlich weniger Plätze auf die Zielgruppe kommen als "
                    f"in der Stadt insgesamt: {listing(below)}.",
                    f"{service.name_de}:",
                    link,
                )
            )
    return items


def _missing_knowledge(facts: Facts) -> list[Item]:
    """Decisions need figures that are not there: what to ask for, and of whom."""
    items = []
    estimated = focus.estimated(facts, facts.sozialraum)
    if estimated:
        names = listing([one.name_de for one in estimated])
        items.append(
            Item(
                f"Für {counted(len(estimated), 'Indikator', 'Indikatoren')} gibt es Zahlen nur für "
                f"größere Gebiete. Wo innerhalb dieser Gebiete der Bedarf liegt, bleibt offen: "
                f"{names}.",
                f"Zahlen je {facts.sozialraum.name_de} anfordern:",
                brief=f"{counted(len(estimated), 'Indikator', 'Indikatoren')} nur geschätzt.",
            )
        )
    unknown = [
        service.name_de
        for service in facts.tables.services
        if coverage.has_use(facts, service) and not coverage.capacity_known(facts, service)
    ]
    if unknown:
        items.append(
            Item(
                f"Ohne die Zahl der Plätze lässt sich keine Deckung berechnen: {listing(unknown)}.",
                "Zahl der Plätze erheben:",
            )
        )
    old = quality.overdue(facts)
    if old:
        titles = listing([one.title_de for one in old])
        items.append(
            Item(
                f"Neuere Zahlen waren zu erwarten, liegen aber nicht vor: {titles}.",
                "Aktuelle Zahlen anfordern:",
                "quellen-liste",
                f"{counted(len(old), 'Quelle', 'Quellen')} veraltet.",
            )
        )
    return items
