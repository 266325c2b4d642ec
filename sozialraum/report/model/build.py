"""Puts the chapters together. A chapter without any figure is left out, never announced."""

from pathlib import Path

from sozialraum.report.model import coverage, focus, needs, quality, summary
from sozialraum.report.model.facts import Facts
from sozialraum.report.model.read import read_tables
from sozialraum.report.model.shapes import ReportModel
from sozialraum.report.numbers_de import day


def report_model(database: Path) -> ReportModel:
    """The whole report from a database; reads it once, read-only.

    Raises:
        MonitorError: the database does not name exactly one city.
        duckdb.Error: it cannot be opened or lacks a table of the contract.
    """
    tables = read_tables(database)
    facts = Facts(tables)
    city = tables.city
    chapters = (
        summary.chapter(facts),
        needs.chapter(facts),
        coverage.chapter(facts),
        focus.chapter(facts),
        quality.chapter(facts),
    )
    newest = max((one.data_until for one in tables.sources if one.data_until), default=None)
    stated = [
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
        facts=tuple(stated),
        attribution=city.attribution or "",
        sections=tuple(one for one in chapters if one is not None),
    )
