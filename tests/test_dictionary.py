"""The dictionary and the analysts' list name what is published, as it is declared today."""

from typing import Any

from sozialraum_cli.dictionary import ANALYSTS, DICTIONARY, dictionary, published_tables, renew
from tests.conftest import Refreshed

STALE = "run: make docs"


def test_the_pages_are_in_step_with_the_models(manifest: dict[str, Any]) -> None:
    tables = published_tables(manifest)
    assert DICTIONARY.read_text("utf-8") == dictionary(tables), STALE
    assert ANALYSTS.read_text("utf-8") == renew(ANALYSTS.read_text("utf-8"), tables), STALE


def test_every_published_column_is_in_the_dictionary(
    refreshed: Refreshed, manifest: dict[str, Any]
) -> None:
    published = refreshed.published_rows(
        "select schema_name, table_name, column_name from duckdb_columns() "
        # the views of one level are those of their tables
        "where not internal and table_name not in "
        "(select view_name from duckdb_views() where view_name <> 'trace_cell')"
    )
    listed = {
        (table.schema, table.name, column)
        for table in published_tables(manifest)
        for column in table.says.columns
    }
    assert listed == set(published)


def test_the_key_that_a_mart_states_is_the_one_that_is_tested(manifest: dict[str, Any]) -> None:
    tested = {
        (test["attached_node"].rpartition(".")[2], tuple(asked.get("columns", ())))
        for test in manifest["nodes"].values()
        if test["resource_type"] == "test"
        for asked in [test["test_metadata"]["kwargs"]]
        if test["test_metadata"]["name"] == "unique_together"
    }
    stated = {
        (table.name, table.says.key)
        for table in published_tables(manifest)
        if table.schema == "marts"
    }
    # a view over tables with keys of their own
    assert stated - tested == {("trace_cell", ())}
