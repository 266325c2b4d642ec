"""The report for machines: the same model as JSON (docs/report.md describes it)."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sozialraum.report.chapters.shapes import DataTable, ReportModel, Section

SCHEMA = "sozialraum-bericht"
SCHEMA_VERSION = "2.0"
"""The first number changes when a reader of the form before would misread it."""


def write_json(model: ReportModel, path: Path) -> Path:
    """Writes the file and returns its path; the same model gives the same bytes."""
    content = report_as_data(model)
    text = json.dumps(content, ensure_ascii=False, indent=1, default=_plain)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path


def report_as_data(model: ReportModel) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "language": model.language,
        "title": model.title,
        "city": model.city,
        "edition": model.edition,
        "as_of": model.as_of,
        "previous_edition_as_of": model.previous,
        "facts": [{"term": term, "text": text} for term, text in model.facts],
        "attribution": model.attribution,
        "sections": [_section(one) for one in model.sections],
        "annex": [_section(one) for one in model.annex],
        "tables": [_table(one) for one in model.tables],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "anchor": section.anchor,
        "number": section.number,
        "title": section.title,
        "blocks": [_filled(asdict(block)) for block in section.blocks],
        "sections": [_section(inner) for inner in section.sections],
        "claims": [asdict(one) for one in section.claims],
    }


def _table(table: DataTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "about": table.about,
        "columns": [asdict(column) for column in table.columns],
        "rows": table.rows,
        "notes": table.notes,
    }


def _filled(value: Any) -> Any:
    """Without what is empty: most cells have a text and nothing else."""
    if isinstance(value, dict):
        return {key: _filled(one) for key, one in value.items() if one not in (None, "", (), False)}
    if isinstance(value, tuple | list):
        return [_filled(one) for one in value]
    return value


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value)} has no place in the report")
