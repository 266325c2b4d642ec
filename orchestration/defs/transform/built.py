"""What the UI shows of the tables that dbt built: rows, columns with their types, and watched
figures, which it draws over time.

What is watched of a table its YAML declares, each as an aggregate of its rows:

    config: {meta: {watched: {stale: count(*) filter (where not fresh)}}}
"""

from collections.abc import Iterable, Mapping
from typing import Any

from dagster import MetadataValue, TableColumn, TableSchema

from orchestration.defs.transform.columns import SCHEMA
from orchestration.lib.column_lineage import columns_of
from sozialraum.base.warehouse import Warehouse


def built_metadata(
    warehouse: Warehouse, models: Iterable[Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """By model.

    Args:
        models: nodes of dbt's manifest, of the models that were built.
    """
    found = {}
    with warehouse.connect(read_only=True) as connection:
        rows = {
            (schema, table): count
            for schema, table, count in connection.execute(
                "SELECT schema_name, table_name, estimated_size FROM duckdb_tables()"
            ).fetchall()
        }
        columns = columns_of(connection)
        for model in models:
            schema, name = model["schema"], model["name"]
            typed = columns.get(schema, {}).get(name)
            if typed is None:
                continue
            shown: dict[str, Any] = {
                SCHEMA: TableSchema([TableColumn(column, kind) for column, kind in typed.items()])
            }
            if (schema, name) in rows:
                shown["dagster/row_count"] = MetadataValue.int(rows[schema, name])
            watched = model["config"]["meta"].get("watched", {})
            if watched:
                figures = connection.execute(
                    f"SELECT {', '.join(watched.values())} FROM {schema}.{name}"
                ).fetchone()
                shown |= {
                    label: MetadataValue.float(float(figure))
                    for label, figure in zip(watched, figures or (), strict=False)
                    if figure is not None
                }
            found[name] = shown
    return found
