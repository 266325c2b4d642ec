"""The figures of the report as tables: what the annex and the machine-readable form hold."""

from typing import Any

from sozialraum.report.chapters import data_needs, data_services, glossary, origin
from sozialraum.report.chapters.data_columns import (
    area_column,
    coded,
    source_column,
    table,
    text,
    typed,
)
from sozialraum.report.chapters.shapes import DataTable, DataValue
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message, Text, code


def data_tables(facts: Facts) -> tuple[DataTable, ...]:
    """All tables that have a row, in the order of the report's chapters."""
    made = (
        data_needs.areas(facts),
        data_needs.indicators(facts),
        data_needs.figures(facts),
        data_needs.city_series(facts),
        data_needs.effects(facts),
        data_needs.trends(facts),
        data_needs.index(facts),
        data_services.need_coverage(facts),
        data_services.open_questions(facts),
        data_services.plans(facts),
        data_services.evidence(facts),
        data_services.coverage(facts),
        data_services.offers(facts),
        _sources(facts),
        _checks(facts),
        _oddities(facts),
        _revisions(facts),
        _glossary(facts),
    )
    return tuple(one for one in made if one.rows)


def _sources(facts: Facts) -> DataTable:
    def fresh(one: Any) -> Text:
        return Message("data-fresh", loaded=code(bool(one.rows)), fresh=code(one.fresh))

    def where(one: Any) -> DataValue:
        if one.url and origin.is_placeholder(one.url):
            return None
        is_address = one.url and one.url.startswith(("http://", "https://"))
        return one.url if is_address else Message("data-not-on-the-net")

    return table(
        "quellen",
        [
            text("source_id", "quellen_source_id"),
            text("title_de"),
            text("office"),
            text("licence"),
            text("url", read=where),
            typed(
                "date",
                "landed_at",
                read=lambda one: one.landed_at.date() if one.landed_at else None,
            ),
            typed("date", "data_until"),
            typed("date", "expected_until"),
            typed("integer", "rows"),
            typed("integer", "rejected"),
            text("fresh", read=fresh),
        ],
        facts.tables.sources,
    )


def _checks(facts: Facts) -> DataTable:
    return table(
        "pruefungen",
        [
            text("description_de"),
            coded("severity", "labels-severity"),
            typed("flag", "passed"),
            typed("integer", "failing_rows"),
            text("table_name"),
            text("check_name"),
            text("observed", "pruefungen_observed"),
        ],
        facts.tables.checks,
    )


def _oddities(facts: Facts) -> DataTable:
    return table(
        "auffaelligkeiten",
        [
            source_column(facts),
            text("explanation_de"),
            text("known_reason"),
        ],
        facts.tables.oddities,
    )


def _revisions(facts: Facts) -> DataTable:
    return table(
        "revisionen",
        [
            source_column(facts),
            area_column(facts),
            text("measure_id"),
            text("breakdown"),
            text("period"),
            coded("change", "changes-kind"),
            text("old_text"),
            text("new_text"),
            typed("date", "old_vintage", read=lambda one: _on(one.old_vintage)),
            typed("date", "new_vintage", read=lambda one: _on(one.new_vintage)),
        ],
        facts.tables.revisions,
    )


def _on(when: Any) -> DataValue:
    return when.date() if when is not None else None


def _glossary(facts: Facts) -> DataTable:
    return table(
        "glossar",
        [text("term", read=lambda one: one[0]), text("text", read=lambda one: one[1])],
        glossary.terms(facts),
    )
