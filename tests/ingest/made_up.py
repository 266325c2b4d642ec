"""A source that is made up, in the form of a declared one."""

from datetime import UTC, datetime
from typing import Any

from sozialraum.declarations.source import Source

RETRIEVED_AT = datetime(2026, 11, 22, tzinfo=UTC)


def sdmx_message(form: str, structure: dict[str, Any], dataset: dict[str, Any]) -> dict[str, Any]:
    """A dataset with its structure, as a ``draft``, version ``2`` and version 1 (any other form) of
    SDMX-JSON put them together."""
    if form == "draft":
        return {"header": {}, "structure": structure, "dataSets": [dataset]}
    if form == "2":
        return {"data": {"structures": [structure], "dataSets": [{**dataset, "structure": 0}]}}
    return {"data": {"structure": structure, "dataSets": [dataset]}}


def made_up(**declared: Any) -> Source:
    """Figures of areas and years, with a count and a share."""
    return Source.model_validate(
        {
            "id": "made_up",
            "title": "Made up",
            "office": "Office",
            "planning_field": "planning",
            "dataset": "made_up",
            "cadence": "year",
            "period": {"year": "Jahr"},
            "areas": [{"column": "Gebiet", "level": "quarter"}],
            "measures": [
                {"column": "Anzahl", "measure": "persons", "unit": "persons"},
                {"column": "Anteil", "measure": "share", "unit": "percent"},
            ],
            "licence": "dl-de/by-2-0",
            "decimal": ",",
            "missing": {"": "missing"},
            "absent_rows": "missing",
            "max_rejected": 0,
            **declared,
        }
    )
