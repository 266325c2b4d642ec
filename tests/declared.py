"""Tables as the models declare them, for databases that tests make by hand."""

from functools import cache

import duckdb

from orchestration.defs.transform.assets import read_manifest
from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.dictionary import Published, published_tables


@cache
def declared_tables() -> dict[str, Published]:
    """What a publication holds, by schema and name."""
    tables = published_tables(read_manifest(Warehouse.default()))
    return {f"{table.schema}.{table.name}": table for table in tables}


def make_published_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """All published tables, empty."""
    for name, table in declared_tables().items():
        columns = ", ".join(f'"{one}" {column.kind}' for one, column in table.says.columns.items())
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {table.schema}")
        connection.execute(f"CREATE TABLE {name} ({columns})")


def undeclared(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What tables made by hand have that no published table has: columns, or other types."""
    found = connection.execute(
        "SELECT schema_name || '.' || table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal AND schema_name IN ('marts', 'declared', 'lineage', 'raw') ORDER BY ALL"
    ).fetchall()
    declared = {
        (name, one, column.kind)
        for name, table in declared_tables().items()
        for one, column in table.says.columns.items()
    }
    return [" ".join(column) for column in found if column not in declared]
