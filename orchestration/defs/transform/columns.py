"""What the UI shows of the columns of a model: what they say, and what they are made of."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagster import (
    AssetKey,
    TableColumn,
    TableColumnDep,
    TableColumnLineage,
    TableSchema,
)

from orchestration.lib.column_lineage import Table

SCHEMA = "dagster/column_schema"
LINEAGE = "dagster/column_lineage"
NAMED = 5
NO_ASSETS = ("raw", "declared")
"""Schemas whose tables are no assets of their own, but what sources are loaded into."""


def column_metadata(columns: Mapping[str, Any], made_of: Mapping[str, Any]) -> dict[str, Any]:
    """Both as Dagster knows them. Its open-source UI shows no lineage of columns, so that each
    column's description says it, too.

    Args:
        columns: of a model of dbt's manifest.
        made_of: of the same model, as ``column_lineage`` tells.
    """
    if not columns:
        return {}
    schema = TableSchema(
        columns=[
            TableColumn(
                name,
                type=column["data_type"] or "?",
                description=_described(column["description"], made_of.get(name, ())),
            )
            for name, column in columns.items()
        ]
    )
    deps = {
        name: [
            TableColumnDep(asset_key=AssetKey(table.split(".")), column_name=column)
            for table, column in of
            if not table.startswith(NO_ASSETS)
        ]
        for name, of in made_of.items()
    }
    return {SCHEMA: schema, **({LINEAGE: TableColumnLineage(deps)} if made_of else {})}


def _described(description: str, made_of: Sequence[tuple[Table, str]]) -> str:
    if not made_of:
        return description
    named = ", ".join(f"`{table}.{column}`" for table, column in made_of[:NAMED])
    more = len(made_of) - NAMED
    return f"{description}\n\nMade of {named}" + (f" and {more} more" if more > 0 else "")
