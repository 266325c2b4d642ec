"""A row that was refused for telling what lay ahead counts from its day on."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from sozialraum.declarations import Catalogue
from sozialraum.registers.ahead import rows_begun


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("2.12.2026", "2026-12-02"),
        (" 1. Dezember 2026", "2026-12-01"),
        ("ab 12.2026", "2026-12-01"),
        ("2026-12/2027-03", "2026-12-01"),
        ("01.12.2026 – 31.12.2027", "2026-12-01"),
        ("2026/27", None),  # had begun
        ("22.11.2026", None),
        ("bis 2027", None),
        ("3O99", None),
    ],
)
def test_a_refused_row_begins_on_its_day(
    tmp_path: Path, catalogue: Catalogue, text: str, begins: str | None
) -> None:
    database = tmp_path / "a.duckdb"
    register = catalogue.registers[0].source_id
    with duckdb.connect(database) as connection:
        connection.execute("CREATE SCHEMA raw; CREATE SCHEMA declared")
        connection.execute("CREATE TABLE declared.city AS SELECT DATE '2026-11-22' AS as_of")
        connection.execute(
            "CREATE TABLE raw.reject AS SELECT ? AS source_id, ? AS value_text", [register, text]
        )
        # of a table its days are no reason
        connection.execute(
            "INSERT INTO raw.reject VALUES ('deaths', '2.12.2026'), (?, NULL)", [register]
        )
    for day in ("2026-11-22", "2026-11-30", "2026-12-01", "2026-12-02"):
        found = rows_begun(database, catalogue, date.fromisoformat(day))
        assert (found is not None) == (begins is not None and begins <= day)
