"""How values and names are written into SQL where DuckDB takes no parameter: ATTACH, COMMENT, COPY,
the text of a query that is made of declarations; and what a database is asked for first."""

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def literal(value: object) -> str:
    """A text, or what is written as one, as a string of SQL: ``'O''Hara'``."""
    return "'" + str(value).replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name of a column or table, whatever signs it has: ``"Fälle je 1 000"``."""
    return '"' + name.replace('"', '""') + '"'


def on_one_side(one: str, other: str) -> str:
    """The rows that one of two queries has and the other one has not, or not as often."""
    return f"(({one} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {one}))"


def is_there(connection: "duckdb.DuckDBPyConnection", name: str) -> bool:
    """Whether there is such a table or view, named with its schema. ``duckdb_tables()``, which
    counts the rows of all tables, takes a hundred times as long."""
    import duckdb

    schema, _, table = name.partition(".")
    with suppress(duckdb.CatalogException):
        connection.execute(f"SELECT 1 FROM {identifier(schema)}.{identifier(table)} LIMIT 0")
        return True
    return False
