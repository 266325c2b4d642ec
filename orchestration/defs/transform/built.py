"""What the UI shows of the tables that dbt built: rows, columns with their types, and watched
figures, which it draws over time.

What is watched of a table its YAML declares, each as an aggregate of its rows:

    config: {meta: {watched: {stale: count(*) filter (where not fresh)}}}
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dagster import MetadataValue, TableColumn, TableSchema

from orchestration.defs.transform.columns import SCHEMA
from orchestration.lib.dbt_build import kind_of

if TYPE_CHECKING:
    import duckdb

ROWS = "dagster/row_count"


def built_metadata(
    connection: "duckdb.DuckDBPyConnection", model: Mapping[str, Any]
) -> dict[str, Any]:
    """
    Args:
        model: node of dbt's manifest, of a model that was built.
    """
    relation = model["relation_name"]
    columns = connection.execute(f"DESCRIBE {relation}").fetchall()
    shown: dict[str, Any] = {
        SCHEMA: TableSchema([TableColumn(column, kind) for column, kind, *_ in columns])
    }
    asked: dict[str, str] = dict(model["config"]["meta"].get("watched", {}))
    is_counted = kind_of(model) == "TABLE"
    if is_counted:
        asked[ROWS] = "count(*)"
    if asked:
        figures = connection.execute(
            f"SELECT {', '.join(asked.values())} FROM {relation}"
        ).fetchone()
        found = dict(zip(asked, figures or (), strict=False))
        if is_counted:
            shown[ROWS] = MetadataValue.int(found.pop(ROWS))
        shown |= {
            label: MetadataValue.float(float(figure))
            for label, figure in found.items()
            if figure is not None
        }
    return shown
