"""In which form figures are published: types that every reader knows, descriptions, safe sums."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from sozialraum.publication.levels import holds_levels
from sozialraum.publication.published import described
from tests.conftest import Refreshed

TYPES = {
    "VARCHAR", "VARCHAR[]", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "BLOB",
}  # fmt: skip
# of what is told of cells and findings, the period is where they stand
WITHOUT_LATEST = {"mart_plausibility", "mart_revision", "trace_cell"}


@pytest.fixture
def package(refreshed: Refreshed) -> dict[str, Any]:
    text = (refreshed.warehouse.current / "datapackage.json").read_text("utf-8")
    described: dict[str, Any] = json.loads(text)
    return described


def _columns(refreshed: Refreshed) -> dict[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for table, column, kind, comment in refreshed.published_rows(
        "select table_name, column_name, data_type, comment from duckdb_columns() "
        "where schema_name = 'marts' order by table_name, column_index"
    ):
        found.setdefault(str(table), {})[str(column)] = (str(kind), str(comment))
    return found


def test_marts_have_types_that_every_reader_knows(refreshed: Refreshed) -> None:
    odd = {
        f"{table}.{column}": kind
        for table, columns in _columns(refreshed).items()
        for column, (kind, _) in columns.items()
        if kind not in TYPES
    }
    assert odd == {}


def test_a_moment_is_published_in_utc_and_says_so(refreshed: Refreshed) -> None:
    (built,) = refreshed.build_rows(
        "select (max(landed_at) at time zone 'UTC')::varchar from marts.mart_source_status"
    )
    (published,) = refreshed.published_rows(
        "select max(landed_at)::varchar from marts.mart_source_status"
    )
    assert published == built
    kind, comment = _columns(refreshed)["mart_source_status"]["landed_at"]
    assert (kind, comment.endswith(" In UTC.")) == ("TIMESTAMP", True)


def test_what_has_a_period_says_which_is_the_latest(refreshed: Refreshed) -> None:
    lacking = {
        table
        for table, columns in _columns(refreshed).items()
        if {"period", "period_end"} & columns.keys() and "is_latest" not in columns
    }
    assert lacking == WITHOUT_LATEST


def test_a_measure_is_latest_in_one_period_of_each_level(refreshed: Refreshed) -> None:
    periods = refreshed.published_rows(
        "select measure_id, breakdown, area_level, count(distinct period_end) "
        "from marts.fct_measure where is_latest group by all having count(distinct period_end) > 1"
    )
    assert periods == []
    sources = refreshed.published_rows(
        "select distinct source_id from marts.fct_measure "
        "where measure_id = 'unemployed' and is_latest"
    )
    assert ("unemployed",) in sources
    assert ("unemployed_2012_2017",) not in sources


def _levelled(refreshed: Refreshed) -> Iterator[str]:
    for table, columns in _columns(refreshed).items():
        if table.startswith(("dim_", "fct_", "mart_")) and holds_levels(columns):
            yield table


def test_every_table_of_several_levels_comes_as_views_of_one_each(refreshed: Refreshed) -> None:
    columns = _columns(refreshed)
    tables = list(_levelled(refreshed))
    assert {"fct_measure", "fct_indicator", "mart_need", "mart_coverage"} <= set(tables)
    for table in tables:
        noun = table.partition("_")[2]
        assert f"{noun}_sozialraum" in columns, table
        (counted,) = refreshed.published_rows(
            f"select count(*) from marts.{table} where area_level is not null"
        )
        views = [one for one in columns if one.startswith(f"{noun}_") and one in _views(refreshed)]
        own = [one for one in views if list(columns[one]) == list(columns[table])]
        summed = sum(
            int(str(rows))
            for view in own
            for (rows,) in refreshed.published_rows(f"select count(*) from marts.{view}")
        )
        assert (summed,) == counted, table


def _views(refreshed: Refreshed) -> set[str]:
    found = refreshed.published_rows(
        "select view_name from duckdb_views() where schema_name = 'marts'"
    )
    return {str(name) for (name,) in found}


def test_a_sum_over_a_view_counts_nobody_twice(refreshed: Refreshed) -> None:
    for level in ("sozialraum", "stadtbezirk", "stadtteil"):
        ((parts, city),) = refreshed.published_rows(
            f"select (select sum(population) from marts.area_{level}), population "
            "from marts.area_city"
        )
        assert parts == city


def test_a_view_is_described_like_its_table(refreshed: Refreshed) -> None:
    columns = _columns(refreshed)
    assert columns["need_sozialraum"] == columns["mart_need"]
    ((comment,),) = refreshed.published_rows(
        "select comment from duckdb_views() where view_name = 'need_sozialraum'"
    )
    assert "Rows of the level stadtraum only" in str(comment)


def test_parquet_says_what_it_holds(refreshed: Refreshed) -> None:
    columns = _columns(refreshed)
    folder = refreshed.warehouse.current / "parquet"
    for path in sorted(folder.glob("*.parquet")):
        schema = pq.read_schema(path)
        said = {one.name: (one.metadata or {}).get(b"description", b"").decode() for one in schema}
        assert said == {name: comment for name, (_, comment) in columns[path.stem].items()}
        assert schema.metadata[b"description"]
    ((keys,),) = duckdb.sql(
        f"select list(decode(key)) from parquet_kv_metadata('{folder / 'mart_need.parquet'}')"
    ).fetchall()
    assert {"description", "primary_key", "columns"} <= set(keys)


def test_parquet_holds_the_rows_of_the_database(refreshed: Refreshed) -> None:
    folder = refreshed.warehouse.current / "parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{refreshed.warehouse.current / 'sozialraum.duckdb'}' as p (read_only)"
        )
        for table in ("mart_need", "mart_need_coverage", "mart_source_status"):
            sides = [f"p.marts.{table}", f"'{folder / f'{table}.parquet'}'"]
            for one, other in (sides, sides[::-1]):
                assert connection.sql(f"from {one} except all from {other}").fetchall() == []


def test_the_data_package_is_one(package: dict[str, Any]) -> None:
    assert [error.note for error in _errors(package)] == []
    found = Package.from_descriptor(package)
    assert found.version == package["version"]


def _errors(package: dict[str, Any]) -> Iterator[Any]:
    report = Package.validate_descriptor(package)
    yield from chain(report.errors, *(task.errors for task in report.tasks))


def test_a_data_package_that_is_none_is_found(package: dict[str, Any]) -> None:
    package["resources"][0]["schema"]["fields"][0]["type"] = "varchar"
    assert list(_errors(package))


def test_the_data_package_describes_the_files_beside_it(
    refreshed: Refreshed, package: dict[str, Any]
) -> None:
    current = refreshed.warehouse.current
    manifest = json.loads((current / "manifest.json").read_text("utf-8"))["files"]
    for one in package["resources"]:
        assert one["hash"] == f"sha256:{manifest[one['path']]}"
        assert one["bytes"] == (current / one["path"]).stat().st_size
    tables = {Path(one["path"]).stem: one for one in package["resources"] if "schema" in one}
    assert set(tables) == {path.stem for path in (current / "parquet").iterdir()}
    columns = _columns(refreshed)
    for table, one in tables.items():
        assert [field["name"] for field in one["schema"]["fields"]] == list(columns[table])
        for key in one["schema"].get("foreignKeys", ()):
            other = key["reference"]["resource"] or table
            assert set(key["reference"]["fields"]) <= columns[other].keys()
    assert manifest["datapackage.json"]


def test_the_data_package_names_licences_and_sources(package: dict[str, Any]) -> None:
    assert "https://www.govdata.de/dl-de/by-2-0" in [one["path"] for one in package["licenses"]]
    assert "Gestorbene nach Geschlecht" in [one["title"] for one in package["sources"]]


def test_a_table_is_described_as_it_is_published() -> None:
    table = described(
        "table",
        "Rows. Primary key: a, b.",
        [("a", "VARCHAR", "One."), ("b", "TIMESTAMP WITH TIME ZONE", "When.")],
    )
    assert (table.description, table.key) == ("Rows.", ("a", "b"))
    assert table.columns["b"] == ("TIMESTAMP", "When. In UTC.")
    assert table.comment == "Rows. Primary key: a, b."


def test_any_duckdb_since_1_1_opens_the_file(refreshed: Refreshed) -> None:
    # the format that DuckDB 1.0 and 1.1 write; blocks of this size are read from 1.1 on
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{refreshed.warehouse.current / 'sozialraum.duckdb'}' as p (read_only)"
        )
        ((tags,),) = connection.sql(
            "select tags from duckdb_databases() where database_name = 'p'"
        ).fetchall()
    assert tags["storage_version"] == "v1.0.0+"
