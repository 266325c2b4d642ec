"""What stands in a published database: the comments that tables and columns carry."""

from dataclasses import dataclass
from pathlib import Path

from sozialraum import names
from sozialraum.query.answer import opened

KEY = " Primary key: "


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    description: str


@dataclass(frozen=True)
class Described:
    """A table or view: what one row is, and its key, empty where none is stated."""

    name: str
    description: str
    key: tuple[str, ...]
    rows: int
    columns: tuple[Column, ...]


def describe(database: Path, wanted: str) -> Described:
    """A table or view, by its name with or without schema and prefix (``need``).

    Raises:
        UnknownNameError: there is none; names what comes near.
    """
    with opened(database) as connection:
        schema, _, table = names.tables(connection).resolve(wanted).partition(".")
        columns = connection.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() "
            "WHERE schema_name = ? AND table_name = ? ORDER BY column_index",
            [schema, table],
        ).fetchall()
        ((comment,),) = connection.execute(
            f"SELECT comment FROM ({_TABLES}) WHERE schema_name = ? AND name = ?", [schema, table]
        ).fetchall()
        ((rows,),) = connection.execute(f'SELECT count(*) FROM "{schema}"."{table}"').fetchall()
    description, _, key = (comment or "").partition(KEY)
    return Described(
        f"{schema}.{table}",
        description,
        tuple(key.rstrip(".").split(", ")) if key else (),
        rows,
        tuple(Column(name, kind, text or "") for name, kind, text in columns),
    )


def describe_all(database: Path) -> list[tuple[str, str]]:
    """Tables and views with what one row is, those of the marts first, tables before views."""
    with opened(database) as connection:
        found = connection.execute(
            f"SELECT schema_name || '.' || name, comment FROM ({_TABLES}) "
            "ORDER BY schema_name <> 'marts', schema_name, is_view, name"
        ).fetchall()
    return [(name, (comment or "").partition(KEY)[0]) for name, comment in found]


_TABLES = """
    SELECT schema_name, table_name AS name, comment, false AS is_view
    FROM duckdb_tables() WHERE NOT internal
    UNION ALL
    SELECT schema_name, view_name, comment, true FROM duckdb_views() WHERE NOT internal
"""
