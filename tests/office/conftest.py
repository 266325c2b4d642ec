"""A made-up office table, and how it is read."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing, LandingStore, Retrieved
from sozialraum.ingest.office.table import read_office_file
from sozialraum.ingest.wire import CheckedTable

DECLARED: dict[str, Any] = {
    "id": "testdaten_care",
    "title": "Hilfen (TESTDATEN)",
    "office": "Testamt",
    "planning_field": "jugendhilfe",
    "dataset": "testdaten_care",
    "delivery": "office",
    "cadence": "half_year",
    "period": {"caption": ["Berichtszeitraum", "Stand"]},
    "areas": [{"column": "Gebiet", "level": "district"}],
    "measures": [
        {"column": "Hilfen | ambulant | Anzahl", "measure": "cases", "unit": "cases",
         "breakdown": {"setting": "outpatient"}},
        {"column": "Hilfen | stationär | Anzahl", "measure": "cases", "unit": "cases",
         "breakdown": {"setting": "residential"}},
        {"column": "Meldungen | Anzahl", "measure": "reports", "unit": "cases"},
    ],
    "layout": {"header_rows": 3, "totals": [{"label": "^Insgesamt$"}]},
    "licence": "test",
    "decimal": ",",
    "missing": {"-": "zero", ".": "secret", "*": "secret", "": "missing"},
    "absent_rows": "missing",
    "max_rejected": 0,
}  # fmt: skip


def declared(**changes: Any) -> Source:
    """The made-up table, with some of its declaration changed."""
    return Source.model_validate({**DECLARED, **changes})


def landed(source: Source, path: Path, store: Path) -> Landing:
    landing, _ = LandingStore(store).land(
        source.id,
        Retrieved(
            dataset_id=path.name,
            url=path.name,
            content=path.read_bytes(),
            retrieved_at=datetime(2025, 8, 1, tzinfo=UTC),
            licence="test",
            file_name=path.name,
        ),
    )
    return landing


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Source, Path], CheckedTable]:
    def read_it(source: Source, path: Path) -> CheckedTable:
        return read_office_file(source, landed(source, path, tmp_path / "landing"))

    return read_it
