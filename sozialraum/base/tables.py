"""Tables that Python declares and fills in DuckDB."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import duckdb


class Column(NamedTuple):
    """A column's DuckDB type, and what analysts read about it in the database."""

    kind: str
    description: str


class Table(NamedTuple):
    """A table with its columns in order; descriptions become comments in the database."""

    description: str
    columns: Mapping[str, Column]

    @property
    def kinds(self) -> dict[str, str]:
        """Column name -> DuckDB type."""
        return {name: column.kind for name, column in self.columns.items()}


def comment_on(connection: "duckdb.DuckDBPyConnection", name: str, table: Table) -> None:
    """Writes the descriptions of ``table`` into the database, where it is called ``name``."""
    connection.execute(f"COMMENT ON TABLE {name} IS {_text(table.description)}")
    for column, (_, description) in table.columns.items():
        connection.execute(f'COMMENT ON COLUMN {name}."{column}" IS {_text(description)}')


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def replace_table(
    connection: "duckdb.DuckDBPyConnection",
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Creates ``table`` anew with ``columns`` (name -> DuckDB type) and fills it with ``rows``."""
    listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    connection.execute(f"CREATE OR REPLACE TABLE {table} ({listed})")
    insert_rows(connection, table, columns, rows)


def insert_rows(
    connection: "duckdb.DuckDBPyConnection",
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Adds ``rows`` to ``table`` in one statement; a missing key becomes NULL."""
    if not rows:
        return
    struct = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f'one."{name}"' for name in columns)
    complete = [{name: row.get(name) for name in columns} for row in rows]
    connection.execute(
        f"INSERT INTO {table} ({names}) "
        f"SELECT {values} FROM (SELECT unnest(?::JSON::STRUCT({struct})[]) AS one)",
        [json.dumps(complete, ensure_ascii=False, default=str)],
    )
