"""`sozialraum query` and `describe` read a publication, whole or in part, and nothing else."""

import csv
import io
import json
from collections import deque
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sozialraum.base.warehouse import Warehouse
from sozialraum.query import answer, asked, describe, describe_all
from sozialraum.query.answer import QueryError
from sozialraum_cli.app import app
from tests.conftest import EARLIER, Refreshed


@pytest.fixture
def database(refreshed: Refreshed) -> Path:
    return refreshed.warehouse.current / "sozialraum.duckdb"


def _said(refreshed: Refreshed, *arguments: str, columns: str = "120") -> str:
    environment = {"SOZIALRAUM_WAREHOUSE": str(refreshed.warehouse.root), "COLUMNS": columns}
    done = CliRunner().invoke(app, [*arguments], env=environment)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_rows_that_are_not_kept_are_counted(database: Path) -> None:
    whole = answer(database, "from dim_area order by area_id")
    part = answer(database, "from marts.dim_area order by area_id", limit=2)
    assert (part.total, part.rows) == (whole.total, whole.rows[:2])
    assert len(whole.rows) == whole.total > 400


@pytest.mark.parametrize(
    "sql",
    [
        "create table x as select 1",
        "update mart_need set value = 0",
        "drop table dim_area",
        "copy (select 1) to '{folder}/out.csv'",
        "export database '{folder}/out'",
        "attach '{folder}/other.duckdb' as other",
        "from read_csv('{folder}/secret.csv')",
        "from glob('{folder}/*')",
        "load '{folder}/some.duckdb_extension'",
    ],
)
def test_nothing_is_written_and_no_file_is_read(database: Path, tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(QueryError, match="only reads the publication"):
        answer(database, sql.format(folder=tmp_path))
    assert [one.name for one in tmp_path.iterdir()] == ["secret.csv"]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("set enable_external_access = true", "locked"),
        ("set lock_configuration = false", "locked"),
        ("from database", "does not exist"),  # a variable of the caller is no table
        ("from '/etc/passwd'", "does not exist"),
        ("selec 1", "syntax error"),
        ("from mart_needs", 'Did you mean "mart_need"'),
        ("select valu from mart_need", "sozialraum describe TABLE"),
        ("", "this is 0"),
        ("select 1; select 2", "this is 2"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(database: Path, sql: str, said: str) -> None:
    with pytest.raises(QueryError) as told:
        answer(database, sql)
    assert said in str(told.value)


def test_rows_come_before_the_last_is_known(database: Path) -> None:
    late = "select if(i = 9000000, error('too late'), i) from range(9000001) as numbers(i)"
    first = []

    def read() -> None:
        with asked(database, late) as (_, rows):
            first.append(next(rows))
            deque(rows, maxlen=0)

    # the thread of DuckDB that met the error, or another one that it stopped, is heard first
    with pytest.raises(QueryError, match=r"too late|Interrupted"):
        read()
    assert first == [(0,)]


def test_the_table_says_how_many_rows_there_are(refreshed: Refreshed) -> None:
    said = _said(
        refreshed, "query", "--limit", "1",
        "select area_name, 1 / 3 as third from dim_area where area_level = 'stadtraum' "
        "order by area_id desc",
    )  # fmt: skip
    assert [line.split() for line in said.splitlines()[:2]] == [
        ["area_name", "third"],
        ["unbekannt", "0.3333"],
    ]
    assert said.splitlines()[2].startswith("1 of 18 rows")


def test_what_is_wider_than_the_terminal_is_shown_row_by_row(refreshed: Refreshed) -> None:
    said = _said(refreshed, "query", "from mart_need order by all limit 2", columns="80")
    assert [line for line in said.splitlines() if line.startswith("row ")] == ["row 1", "row 2"]
    assert max(map(len, said.splitlines())) <= 80


def test_machines_get_all_rows_exactly(refreshed: Refreshed) -> None:
    sql = (
        "select area_id, 1 / 3 as third, null as nothing, [1, 2] as listed, "
        "date '2026-11-22' as d, 'nan'::double as nan, true as sure, area_id "
        "from dim_area where area_level = 'stadtraum'"
    )
    rows = json.loads(_said(refreshed, "query", sql, "--json"))
    assert len(rows) == 18
    assert rows[0] == {
        "area_id": rows[0]["area_id_2"], "area_id_2": rows[0]["area_id"], "third": 1 / 3,
        "nothing": None, "listed": [1, 2], "d": "2026-11-22", "nan": None, "sure": True,
    }  # fmt: skip
    read = list(csv.DictReader(io.StringIO(_said(refreshed, "query", sql, "--csv"))))
    assert len(read) == 18
    assert read[0] | {"area_id": "", "area_id_2": ""} == {
        "area_id": "", "area_id_2": "", "third": str(1 / 3), "nothing": "", "listed": "[1, 2]",
        "d": "2026-11-22", "nan": "", "sure": "true",
    }  # fmt: skip


def test_an_edition_is_chosen_by_its_month_or_version(warehouse: Warehouse) -> None:
    sql = "select path from duckdb_databases() where database_name = 'sozialraum'"
    for edition in (EARLIER, EARLIER[:7]):
        done = CliRunner().invoke(app, ["query", sql, "--edition", edition, "--json"])
        assert EARLIER in done.stdout, done.output
    unknown = CliRunner().invoke(app, ["query", sql, "--edition", "1999-01"])
    assert "there is no publication or edition '1999-01'" in str(unknown.exception)


def test_a_table_is_described_with_what_one_row_is_its_key_and_its_columns(
    database: Path, refreshed: Refreshed
) -> None:
    found = describe(database, "need")
    assert (found.name, found.key) == ("marts.mart_need", ("area_id", "indicator_id", "period"))
    assert "One row is one indicator in one area and period" in found.description
    assert all(column.type and column.description for column in found.columns)
    assert json.loads(_said(refreshed, "describe", "need", "--json"))["rows"] == found.rows
    said = " ".join(_said(refreshed, "describe", "mart_need").split())
    assert "Key: area_id, indicator_id, period" in said
    assert "is_latest BOOLEAN" in said


def test_every_published_table_is_listed(database: Path, refreshed: Refreshed) -> None:
    listed = [name for name, _ in describe_all(database)]
    assert len(json.loads(_said(refreshed, "describe", "--json"))) == len(listed)
    assert listed[0] == "marts.dim_area"
    assert {"marts.trace_cell", "raw.reject", "declared.theme"} <= set(listed)
