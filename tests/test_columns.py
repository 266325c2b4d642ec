"""Columns in the UI: what they say, their types, and which columns they are made of."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dagster import AssetKey

from orchestration.defs.transform.built import built_metadata
from orchestration.defs.transform.columns import LINEAGE, SCHEMA, column_metadata
from orchestration.lib import column_lineage
from orchestration.lib.column_lineage import lineage_of, read_lineage, update_lineage
from sozialraum.base.warehouse import Warehouse
from tests.conftest import Refreshed

COLUMNS = {
    "core": {"area": {"area_id": "VARCHAR", "n": "INTEGER"}, "more": {"area_id": "VARCHAR"}},
}
QUERY = """
    with areas as (select * from core.area),
    said as (
        select area_id, json_object('n', n, 'is', n > 1) as message, n from areas
        union all by name
        select area_id, 'x' as remark from core.more
    )
    select area_id, message, n + 1 as next, remark, 'fixed' as kind from said
"""


def test_a_column_is_traced_through_names_stars_unions_and_json() -> None:
    assert lineage_of(QUERY, COLUMNS) == {
        "area_id": [("core.area", "area_id"), ("core.more", "area_id")],
        "message": [("core.area", "n")],
        "next": [("core.area", "n")],
        "remark": [],
        "kind": [],
    }


def test_sql_that_cannot_be_read_tells_nothing() -> None:
    assert lineage_of("select from where", COLUMNS) == {}


def test_of_nearly_every_published_column_it_is_known_what_it_is_made_of(
    refreshed: Refreshed, manifest: dict[str, Any]
) -> None:
    with duckdb.connect(refreshed.warehouse.build_database, read_only=True) as connection:
        columns = column_lineage.columns_of(connection)
    published = untold = 0
    for node in manifest["nodes"].values():
        if node["resource_type"] == "model" and node["name"].startswith("mart_"):
            folder = refreshed.warehouse.dbt_target / "compiled" / node["package_name"]
            found = lineage_of((folder / node["original_file_path"]).read_text("utf-8"), columns)
            published += len(node["columns"])
            untold += sum(not found.get(name) for name in node["columns"])
    assert published > 250
    assert untold == 0


def test_the_models_are_read_once_after_each_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(tmp_path)
    manifest = tmp_path / "manifest.json"
    node = {
        "resource_type": "model", "schema": "assess", "name": "need", "package_name": "p",
        "original_file_path": "models/need.sql",
    }  # fmt: skip
    manifest.write_text(json.dumps({"nodes": {"model.p.need": node}}))
    monkeypatch.setattr(column_lineage, "manifest_path", lambda _: manifest)
    assert not update_lineage(warehouse)
    assert read_lineage(warehouse) == {}
    with warehouse.connect() as connection:
        connection.execute("CREATE SCHEMA core; CREATE TABLE core.area (area_id VARCHAR)")
    sql = warehouse.dbt_target / "compiled" / "p" / "models" / "need.sql"
    sql.parent.mkdir(parents=True)
    sql.write_text("select area_id as id from core.area")
    assert update_lineage(warehouse)
    assert read_lineage(warehouse) == {"assess.need": {"id": [("core.area", "area_id")]}}
    assert not update_lineage(warehouse)


def test_the_ui_shows_what_a_column_says_and_what_it_is_made_of() -> None:
    columns = {"value": {"data_type": "DOUBLE", "description": "Share."}}
    made_of = {"value": [("core.area", "n"), ("raw.cell", "value_text")]}
    shown = column_metadata(columns, made_of)
    (column,) = shown[SCHEMA].columns
    assert (column.name, column.type) == ("value", "DOUBLE")
    assert column.description == "Share.\n\nMade of `core.area.n`, `raw.cell.value_text`"
    # what sources are loaded into is no asset of its own
    (dep,) = shown[LINEAGE].deps_by_column["value"]
    assert (dep.asset_key, dep.column_name) == (AssetKey(["core", "area"]), "n")
    assert LINEAGE not in column_metadata(columns, {})


def test_types_rows_and_watched_figures_are_those_of_the_table_that_was_built() -> None:
    watched = {"stale": "count(*) filter (where not fresh)", "none": "sum(n) filter (where n > 9)"}
    table = {
        "relation_name": "marts.mart_x",
        "config": {"meta": {"watched": watched}, "materialized": "table"},
    }
    view = {"relation_name": "marts.seen", "config": {"meta": {}, "materialized": "view"}}
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE SCHEMA marts; CREATE TABLE marts.mart_x AS "
            "SELECT unnest([1, 2, 3])::SMALLINT AS n, unnest([true, false, false]) AS fresh;"
            "CREATE VIEW marts.seen AS SELECT n FROM marts.mart_x"
        )
        shown, seen = (built_metadata(connection, one) for one in (table, view))
    assert [(one.name, one.type) for one in shown[SCHEMA].columns] == [
        ("n", "SMALLINT"),
        ("fresh", "BOOLEAN"),
    ]
    assert shown["dagster/row_count"].value == 3
    assert shown["stale"].value == 2.0
    assert "none" not in shown
    # it would have to be computed
    assert set(seen) == {SCHEMA}


def test_every_watched_figure_can_be_asked_for(
    refreshed: Refreshed, manifest: dict[str, Any]
) -> None:
    watched = [node for node in manifest["nodes"].values() if node["config"]["meta"].get("watched")]
    with duckdb.connect(refreshed.warehouse.build_database, read_only=True) as connection:
        shown = {node["name"]: built_metadata(connection, node) for node in watched}
    for node in watched:
        assert set(node["config"]["meta"]["watched"]) <= set(shown[node["name"]]), node["name"]
    assert shown["mart_source_status"]["stale"].value > 0
    assert shown["dim_area"]["city_population"].value > 100_000
