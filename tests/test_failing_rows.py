"""The rows that failed a check are a table: file, row, column, value, expectation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.defs.transform.results import failing_query, rule_of
from orchestration.lib.checks import problems_of
from orchestration.lib.failing_rows import SHOWN, Rule, fresh_file, rows_of_query
from sozialraum.audit.check import Check
from sozialraum.audit.problem import as_row
from sozialraum.declarations import Catalogue
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.wire import WireError, check_wire_format

CHECK = Check("marts.mart_need", "rank_from_one", "expectation", "critical", "Ranks begin at 1.")


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute("create schema marts")
        opened.execute(
            "create table marts.mart_need as select 'a' || i as area_id, date '2026-01-01' as day, "
            "-i as rank, if(i = 1, null, 'x') as theme, 0.5 as value from range(1, 31) as t(i)"
        )
        yield opened


def _table(shown: dict[str, Any]) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Names and types of columns, and the rows."""
    found = shown["failing"]
    return (
        {column.name: column.type for column in found.schema.columns},
        [dict(record.data) for record in found.records],
    )


def test_the_first_rows_are_shown_and_all_are_in_a_file(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    file = fresh_file(tmp_path / "failing_rows", CHECK)
    query = "select area_id, day, rank, value from marts.mart_need;"
    shown = rows_of_query(connection, query, Rule("Ranks begin at 1.", ["rank"]), file)
    columns, rows = _table(shown)
    assert columns == {
        "column": "string",
        "value": "int",
        "expectation": "string",
        "area_id": "string",
        "day": "string",
        "value_of_row": "string",
    }
    assert rows[0] == {
        "column": "rank",
        "value": -1,
        "expectation": "Ranks begin at 1.",
        "area_id": "a1",
        "day": "2026-01-01",
        "value_of_row": "0.5",
    }
    assert len(rows) == SHOWN
    assert shown["shown"] == f"{SHOWN} of 30 rows"
    assert Path(str(shown["all_rows"].value)) == file
    assert len(file.read_text("utf-8").splitlines()) == 31
    assert not file.stat().st_mode & 0o077
    assert not fresh_file(tmp_path / "failing_rows", CHECK).exists()


def test_a_rejected_cell_is_shown_with_file_row_column_and_value() -> None:
    cell = {"file": "deaths.csv", "row_number": 7, "column_name": "Anzahl", "value_text": "zwei"}
    placed = Rule("Every cell could be read.").placed(cell | {"reason": "not a number"})
    assert placed == {
        "file": "deaths.csv",
        "row": 7,
        "column": "Anzahl",
        "value": "zwei",
        "expectation": "Every cell could be read.",
        "reason": "not a number",
    }


@pytest.mark.parametrize(
    ("kind", "asked", "sql", "column", "value"),
    [
        (
            "accepted_values",
            {"column_name": "rank", "values": [1, 2]},
            "select rank as value_field, count(*) as n_records from marts.mart_need "
            "where rank = -3 group by 1",
            "rank",
            -3,
        ),
        (
            "relationships",
            {"column_name": "area_id"},
            "select area_id as from_field from marts.mart_need where area_id = 'a3'",
            "area_id",
            "a3",
        ),
        (
            "none_null",
            {"columns": ["area_id", "theme"]},
            "select * from marts.mart_need where area_id is null or theme is null",
            "theme",
            None,
        ),
        (
            "unique_together",
            {"columns": ["area_id", "rank"]},
            "select area_id, rank, 2 as occurrences from marts.mart_need where rank = -3",
            "area_id, rank",
            "a3, -3",
        ),
    ],
)
def test_a_failed_test_of_dbt_shows_the_rows_of_its_table(
    connection: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    kind: str,
    asked: dict[str, Any],
    sql: str,
    column: str,
    value: object,
) -> None:
    test = {"description": "Said.", "test_metadata": {"name": kind, "kwargs": asked}}
    query = failing_query(test, '"marts"."mart_need"', sql)
    shown = rows_of_query(connection, query, rule_of(test), tmp_path / "rows.csv")
    (row,) = _table(shown)[1]
    assert row["column"] == column
    assert row.get("value") == value
    said = "Said. One of: 1, 2." if kind == "accepted_values" else "Said."
    assert row["expectation"] == said
    if kind != "unique_together":
        assert row["day"] == "2026-01-01"


def test_every_kind_of_dbt_test_is_placed(manifest: dict[str, Any]) -> None:
    tests = [one for one in manifest["nodes"].values() if one["resource_type"] == "test"]
    silent = [one["name"] for one in tests if not rule_of(one).expectation]
    assert silent == []
    named = {one["test_metadata"]["name"] for one in tests if rule_of(one).columns}
    assert named >= {"accepted_values", "relationships", "none_null", "unique_together"}


@pytest.mark.parametrize(
    ("content", "row", "value", "expectation"),
    [
        (b"Jahr,Monat\n", 1, "row 1: the columns are separated by ','", "';' (`delimiter`"),
        (b"Jahr;Monat\n2026;1\n", 1, "row 1: missing column", "the columns that"),
        (b"\xff", 1, "row 1, byte 0: b'\\xff' is not utf-8", "text in utf-8"),
        (b"", None, "the file is empty", "a header row and figures"),
    ],
)
def test_what_is_wrong_with_a_file_is_a_row_of_the_table(
    catalogue: Catalogue,
    tmp_path: Path,
    content: bytes,
    row: int | None,
    value: str,
    expectation: str,
) -> None:
    source = catalogue.source("unemployed")
    if b"," in content:
        content = ",".join(source.columns).encode()
    landing, _ = LandingStore(tmp_path).land(
        source.id, Retrieved("TESTDATEN", "", content, catalogue.snapshot.retrieved_at, licence="")
    )
    with pytest.raises(WireError) as error:
        check_wire_format(source, landing)
    check = Check("source.unemployed", "wire_format", "wire", "critical", "It has its form.")
    finding = check.judged([str(error.value)], "as declared")
    (found,) = _table(problems_of(finding, tmp_path / "failing_rows"))[1]
    assert found["file"] == "TESTDATEN.csv"
    assert found.get("row") == row
    assert str(found["value"]).startswith(value)
    assert str(found["expectation"]).startswith(expectation)


def test_a_text_that_names_no_place_stands_whole_in_value() -> None:
    text = "the portal did not answer within 30 s"
    assert as_row(text) == dict.fromkeys(["file", "row", "column", "expectation"]) | {"value": text}
    cell = "source 'x', file kita.xlsx, sheet 'A': cell C7 is no number. Expected: a number"
    assert as_row(cell) == {
        "file": "kita.xlsx",
        "row": 7,
        "column": "C",
        "value": "cell C7 is no number",
        "expectation": "a number",
    }
