"""Puts the chapters together: a summary, the council's four questions, profiles, the annex."""

from pathlib import Path

from sozialraum.report.chapters import (
    answers,
    changes,
    conclusions,
    coverage,
    data,
    needs,
    planning,
    profiles,
    quality,
    summary,
)
from sozialraum.report.chapters.shapes import Bullets, Item, Paragraph, ReportModel, Section
from sozialraum.report.numbers_de import day, period
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import read_tables


def report_model(database: Path, previous: Path | None = None) -> ReportModel:
    """The whole report from a database; reads it once, read-only.

    Args:
        previous: the database of the last edition, to tell what changed since.

    Raises:
        MonitorError: the database does not name exactly one city.
        duckdb.Error: it cannot be opened or lacks a table of the contract.
    """
    facts = Facts(read_tables(database))
    before = Facts(read_tables(previous)) if previous else None
    tables = facts.tables
    city = tables.city
    chapters = (
        summary.chapter(facts),
        needs.chapter(facts),
        planning.chapter(facts),
        coverage.chapter(facts, answers.coverable(facts)),
        conclusions.chapter(facts),
        profiles.chapter(facts),
        _annex(facts, before),
    )
    newest = max((one.data_until for one in tables.sources if one.data_until), default=None)
    edition = f"{city.as_of:%Y-%m}"
    stated = [
        ("Ausgabe", period(edition)),
        ("Stand", day(city.as_of)),
        ("Neueste Daten", day(newest) if newest else "keine Daten geladen"),
        ("Gebietsebene", facts.sozialraum.plural_de),
    ]
    if city.resolution:
        stated.insert(0, ("Grundlage", f"Beschluss {city.resolution}"))
    return ReportModel(
        title="Bedarfe und soziale Angebote im Sozialraum",
        city=city.official_name or city.city_name,
        as_of=city.as_of.isoformat(),
        edition=edition,
        previous=before.tables.city.as_of.isoformat() if before else None,
        facts=tuple(stated),
        attribution=city.attribution or "",
        sections=tuple(one for one in chapters if one is not None),
        tables=data.data_tables(facts),
    )


def _annex(facts: Facts, before: Facts | None) -> Section:
    glossary = Section(
        "glossar",
        "Glossar",
        (Bullets(tuple(Item(text, f"{term}:") for term, text in facts.glossary)),),
    )
    parts = (
        changes.section(facts, before),
        quality.methods(),
        *quality.rules(facts),
        *quality.sections(facts),
        glossary,
        needs.indicators(facts),
    )
    return Section(
        "anhang",
        "Anhang",
        (
            Paragraph(
                "Alle Zahlen stehen auch in der Anlage (anlage.xlsx) und in maschinenlesbarer Form "
                "(bericht.json)."
            ),
        ),
        tuple(one for one in parts if one is not None),
    )
