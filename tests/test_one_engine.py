"""Each rule stands in one engine: what dbt judges (decision 16) is not judged again, and blocks."""

from collections.abc import Callable, Iterator
from typing import Any

import duckdb

from expectations import declared_checks
from orchestration.lib.dbt_in_process import run
from sozialraum.base.warehouse import Warehouse

Node = dict[str, Any]
# Great Expectations' names of what dbt's tests judge, unless only some rows are meant
DBT_KINDS = {
    "expect_column_values_to_not_be_null": "none_null",
    "expect_column_values_to_be_unique": "unique_together",
    "expect_compound_columns_to_be_unique": "unique_together",
    "expect_column_values_to_be_in_set": "accepted_values",
}


def _tests(manifest: Node) -> Iterator[tuple[Node, Node]]:
    """Each data test with the model that it judges."""
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test":
            yield node, manifest["nodes"][node["attached_node"]]


def _judged(manifest: Node) -> set[tuple[str, str, tuple[str, ...]]]:
    """Table, kind and columns of each rule that dbt judges; NULLs column by column."""
    found: set[tuple[str, str, tuple[str, ...]]] = set()
    for test, model in _tests(manifest):
        kind, asked = test["test_metadata"]["name"], test["test_metadata"]["kwargs"]
        columns = asked.get("columns") or [asked.get("column_name")]
        table = f"{model['schema']}.{model['name']}"
        if kind == "none_null":
            found |= {(table, kind, (column,)) for column in columns}
        else:
            found.add((table, kind, tuple(sorted(columns))))
    return found


def test_no_expectation_repeats_a_test_of_dbt(manifest: Node) -> None:
    judged = _judged(manifest)
    repeated = [
        f"{check.table}: {check.name}"
        for check in declared_checks()
        if check.expectation in DBT_KINDS
        and "row_condition" not in check.kwargs
        and check.severity == "critical"
        and (
            check.table,
            DBT_KINDS[check.expectation],
            tuple(sorted(check.kwargs.get("column_list") or [check.kwargs["column"]])),
        )
        in judged
    ]
    assert repeated == []


def test_keys_nulls_and_allowed_values_are_dbts(manifest: Node) -> None:
    # what is put into words after dbt is judged when it is there
    told = {
        (f"{node['schema']}.{node['name']}", column["name"])
        for node in manifest["nodes"].values()
        for column in node.get("columns", {}).values()
        if column["name"].endswith("_de") or column.get("config", {}).get("meta", {}).get("told")
    }
    misplaced = [
        f"{check.table}: {check.name}"
        for check in declared_checks()
        if check.expectation in DBT_KINDS
        and "row_condition" not in check.kwargs
        and check.severity == "critical"
        and (check.table, check.kwargs.get("column")) not in told
    ]
    assert misplaced == []


def test_every_test_of_a_published_table_blocks_and_says_its_rule_in_german(
    manifest: Node,
) -> None:
    silent = [
        test["name"]
        for test, model in _tests(manifest)
        if model["schema"] in ("marts", "raw", "lineage")
        and not (
            test["config"]["severity"] == "error"
            and test["config"].get("meta", {}).get("description_de")
        )
    ]
    assert silent == []


SPOILT = {
    "mart_trend_key_is_unique": "insert into marts.mart_trend "
    "select * from marts.mart_trend limit 1",
    "fct_measure_key_is_complete": "update marts.fct_measure set status = null "
    "where rowid = (select min(rowid) from marts.fct_measure)",
    "dim_indicator_unit_is_known": "update marts.dim_indicator set unit = 'per_100' "
    "where rowid = (select min(rowid) from marts.dim_indicator)",
    "mart_need_indicator_exists": "update marts.mart_need set indicator_id = 'hearsay' "
    "where rowid = (select min(rowid) from marts.mart_need)",
    "fct_measure_source_is_declared": "update marts.fct_measure set source_id = "
    "(select min(source_id) from declared.register) "
    "where rowid = (select min(rowid) from marts.fct_measure)",
    "mart_coverage_planning_field_is_declared": "update marts.mart_coverage "
    "set planning_field = 'elsewhere' where rowid = (select min(rowid) from marts.mart_coverage)",
}


def test_each_kind_of_rule_fails_where_a_published_table_breaks_it(
    build_copy: Callable[[], Warehouse],
) -> None:
    warehouse = build_copy()
    with duckdb.connect(warehouse.build_database) as connection:
        for statement in SPOILT.values():
            connection.execute(statement)
    tables = ["mart_trend", "fct_measure", "dim_indicator", "mart_need", "mart_coverage"]
    results = run(["test", "--select", *tables, "--exclude", "test_type:unit"], warehouse)
    failed = {result.name: result for result in results if not result.succeeded}
    assert failed.keys() == SPOILT.keys()
    for result in failed.values():
        assert (result.severity or "").lower() == "error"
        assert result.description_de.endswith(".")
