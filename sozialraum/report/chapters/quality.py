"""The annex: methods, sources and licences, data quality."""

from collections import defaultdict
from collections.abc import Sequence

from sozialraum.report import explanations
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.coverability_texts import RESULTS
from sozialraum.report.numbers_de import NONE, number, short_day
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Check, Source
from sozialraum.report.texts import (
    SEVERITIES,
    affected_rows,
    checks_run,
    counted,
    listing,
    rejected_rows,
    stale_sources,
)


def is_stale(source: Source) -> bool:
    return source.fresh is False


def overdue(facts: Facts) -> list[Source]:
    """Sources that have no newer figures, although they were to be expected."""
    return [
        one for one in facts.tables.sources if is_stale(one) and not _is_only_unfetched(one, facts)
    ]


def unfetched(facts: Facts) -> list[Source]:
    """Sources whose last copy is in use and not too old yet."""
    return [one for one in facts.tables.sources if _is_only_unfetched(one, facts)]


def staleness(facts: Facts) -> str:
    return stale_sources(len(overdue(facts)), len(facts.tables.sources), len(unfetched(facts)))


def _is_only_unfetched(source: Source, facts: Facts) -> bool:
    due = source.expected_until
    is_late = due is not None and due < facts.tables.city.as_of
    return is_stale(source) and source.fetch_problem is not None and not is_late


def failed(facts: Facts) -> list[Check]:
    return [check for check in facts.tables.checks if not check.passed]


def sections(facts: Facts) -> tuple[Section, ...]:
    """Sources with their licences, and how the data were checked."""
    return (_sources(facts), _licence(facts), _checks(facts))


def _sources(facts: Facts) -> Section:
    sources = facts.tables.sources
    blocks: list[Block] = [Paragraph(staleness(facts))]
    if sources:
        blocks.append(Paragraph(rejected_rows(sum(one.rejected or 0 for one in sources))))
        blocks.append(_source_table(facts))
        blocks += _not_there(facts)
    return Section("quellen-liste", "Quellen", tuple(blocks))


def _not_there(facts: Facts) -> list[Block]:
    """What an office has not delivered yet, and the map layers that were not fetched, by name."""
    awaited = [
        f"{one.title_de} ({one.office})" if one.office else one.title_de
        for one in facts.tables.sources
        if not one.rows and one.fresh is None
    ]
    blocks: list[Block] = []
    if awaited:
        blocks.append(
            Paragraph(
                f"Noch nicht geliefert: {listing(awaited)}. Was darauf beruht, ist in diesem "
                "Bericht nicht bekannt.",
                "important",
            )
        )
    by_state: dict[str, list[str]] = defaultdict(list)
    for layer in facts.tables.layers:
        if layer.outcome != "read":
            by_state[layer.status_de].append(layer.title_de)
    for state, titles in by_state.items():
        layers = counted(len(titles), "Karte", "Karten")
        blocks.append(
            Paragraph(
                f"{layers} mit Standorten oder Grenzen, {state}: {listing(titles)}. Standorte und "
                "Grenzen, die nur dort stehen, fehlen."
            )
        )
    return blocks


def _where(source: Source) -> str:
    """Where a source is to be found: its address, or that it has none on the net."""
    if source.url and source.url.startswith(("http://", "https://")):
        return source.url
    return f"nicht im Netz veröffentlicht; {source.office or 'herausgebende Stelle nicht bekannt'}"


def _source_table(facts: Facts) -> Table:
    rows = [
        Row(
            (
                Cell(one.title_de, detail=one.office or ""),
                Cell(one.licence or NONE),
                Cell(short_day(one.landed_at.date()) if one.landed_at else "nie"),
                Cell(short_day(one.data_until)),
                Cell(number(one.rows)),
                Cell(number(one.rejected)),
                _freshness(one, facts),
            )
        )
        for one in facts.tables.sources
    ]
    return Table(
        caption=f"Quellen, geprüft zum Stand {short_day(facts.tables.city.as_of)}",
        columns=(
            Column("Quelle und herausgebende Stelle", "left", 4.6),
            Column("Lizenz", "left", 1.4),
            Column("abgerufen am", weight=1.3),
            Column("Daten bis", weight=1.3),
            Column("Zeilen", weight=0.9),
            Column("zurück\u00adgewiesen", weight=1.2),
            Column("Aktualität", "left", 2.0),
        ),
        rows=tuple(rows),
    )


def _freshness(source: Source, facts: Facts) -> Cell:
    if not source.rows and source.fresh is None:
        return Cell("erwartet", detail="Das Amt hat noch keine Datei geliefert.")
    if source.state == "unreadable":
        return Cell("nicht lesbar", detail="Die gelieferte Datei war nicht verwendbar.")
    if not source.rows:
        return Cell("nicht geladen", detail="Aus dieser Quelle liegen keine Zeilen vor.")
    if _is_only_unfetched(source, facts):
        return Cell(
            "veraltet",
            detail="Die jüngste Datei war nicht abrufbar oder nicht verwendbar; "
            "es gilt die vorige.",
        )
    if is_stale(source):
        since = f"Neue Zahlen erwartet bis {short_day(source.expected_until)}"
        return Cell("veraltet", detail=since if source.expected_until else "")
    if source.fresh is None:
        return Cell("nicht beurteilbar")
    if source.expected_until is None:
        return Cell("abgeschlossen", detail="Wird nicht fortgeschrieben oder hat keine Frist.")
    return Cell("aktuell")


def _checks(facts: Facts) -> Section:
    checks = facts.tables.checks
    bad = failed(facts)
    blocks: list[Block] = [Paragraph(checks_run(len(checks) - len(bad), len(bad)))]
    if checks:
        blocks.append(
            Paragraph(
                "„Entscheidende“ Prüfungen müssen bestanden sein, bevor Zahlen veröffentlicht "
                "werden. „Warnungen“ halten die Veröffentlichung nicht auf, werden aber hier "
                "genannt."
            )
        )
        blocks.append(_check_counts(checks))
    if bad:
        blocks.append(_failed_checks(bad))
    blocks.extend(_oddities(facts))
    return Section("pruefungen", "Datenqualität", tuple(blocks))


def _check_counts(checks: Sequence[Check]) -> Table:
    found = list(dict.fromkeys([*SEVERITIES, *(check.severity for check in checks)]))
    rows = []
    for severity in found:
        chosen = [check for check in checks if check.severity == severity]
        passed = sum(check.passed for check in chosen)
        rows.append(
            Row(
                (
                    Cell(SEVERITIES.get(severity, severity)),
                    Cell(number(passed)),
                    Cell(number(len(chosen) - passed)),
                )
            )
        )
    return Table(
        caption="Prüfungen nach Gewicht",
        columns=(Column("Gewicht", "left", 2), Column("bestanden"), Column("nicht bestanden")),
        rows=tuple(rows),
    )


def _failed_checks(bad: list[Check]) -> Table:
    ordered = sorted(bad, key=lambda check: check.severity != "critical")
    rows = [
        Row(
            (
                Cell(check.description_de),
                Cell(SEVERITIES.get(check.severity, check.severity)),
                Cell(affected_rows(check.failing_rows)),
            )
        )
        for check in ordered
    ]
    return Table(
        caption="Nicht bestandene Prüfungen",
        columns=(
            Column("Regel, die nicht eingehalten ist", "left", 5.2),
            Column("Gewicht", "left", 1.3),
            Column("Umfang", "left", 1.7),
        ),
        rows=tuple(rows),
        notes=("Was die Technik im Einzelnen festhält, steht in der Anlage.",),
    )


def methods() -> Section:
    return Section(
        "methoden",
        "Wie die Zahlen entstehen",
        (Bullets(tuple(Item(text, lead=lead) for lead, text in explanations.METHODS)),),
    )


def rules(facts: Facts) -> tuple[Section, ...]:
    """How coverability and urgency are judged; nothing where they are not evaluated."""
    if not facts.tables.need_coverage:
        return ()
    blocks: list[Block] = [
        Paragraph(
            "Für jedes Thema und Gebiet entscheidet die erste Regel, deren Bedingungen zutreffen. "
            "Aussagen und Studien für die ganze Stadt gelten dabei für jedes Gebiet:"
        ),
        Bullets(
            tuple(
                Item(f"{one.says_de} Ergebnis: {RESULTS[one.result]}.", f"Regel {one.rule_id}:")
                for one in facts.tables.cover_rules
            )
        ),
    ]
    for one in facts.tables.urgency_weights:
        weights = listing(
            [
                f"{name} ({number(weight)})"
                for name, weight in (
                    ("Höhe des Bedarfs", one.weight_need),
                    ("Anstieg seit der Pandemie", one.weight_finding),
                    ("Dauer des Anstiegs", one.weight_persistence),
                    ("Deckbarkeit", one.weight_gap),
                    ("Größe der Gruppe", one.weight_group),
                )
            ]
        )
        blocks.append(
            Paragraph(
                f"Die Dringlichkeit ist ein gewichtetes Mittel aus fünf Angaben; in Klammern ihr "
                f"Gewicht: {weights}. Jede zählt von 0 bis 1, eine unbekannte "
                f"{number(one.value_unknown, 1)}. Wie sich die Reihenfolge mit anderen Gewichten "
                "ändert, zeigt Kapitel 4."
            )
        )
    return (Section("regeln", "Wie Deckbarkeit und Dringlichkeit beurteilt werden", tuple(blocks)),)


def _licence(facts: Facts) -> Section:
    items = tuple(
        Item(_where(source), lead=source.title_de) for source in facts.tables.sources if source.url
    )
    attribution = facts.tables.city.attribution
    blocks: list[Block] = []
    if attribution:
        blocks.append(Paragraph(f"Datenquelle: {attribution}."))
        blocks.append(
            Paragraph("Die Zahlen wurden für diesen Bericht zusammengeführt und umgerechnet.")
        )
    if items:
        blocks.append(Paragraph("Fundstellen der Daten:"))
        blocks.append(Bullets(items))
        if any("{year}" in str(item.text) for item in items):
            blocks.append(Paragraph("„{year}“ steht für das Jahr der Tabelle.", "note"))
    if not blocks:
        blocks.append(Paragraph("Es ist keine Namensnennung festgelegt.", "important"))
    return Section("lizenz", "Namensnennung und Fundstellen", tuple(blocks))


def _oddities(facts: Facts) -> list[Block]:
    """What looks wrong in the sources' figures; left out where nothing was looked for."""
    if "marts.mart_plausibility" not in facts.tables.present:
        return []
    found = facts.tables.oddities
    if not found:
        return [Paragraph("Keine Angabe der Quellen ist auffällig.")]
    explained = sum(one.known_reason is not None for one in found)
    return [
        Paragraph(
            f"Auffällig {'ist' if len(found) == 1 else 'sind'} "
            f"{counted(len(found), 'Angabe', 'Angaben')} der Quellen, davon {number(explained)} "
            "mit bekannter Erklärung:"
        ),
        Bullets(
            tuple(
                Item(
                    one.explanation_de.rstrip(".")
                    + ". "
                    + (one.known_reason or "Eine Erklärung ist nicht bekannt.")
                )
                for one in found
            )
        ),
    ]
