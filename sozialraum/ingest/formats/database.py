"""DuckDB in memory, where texts are made of the values of a file, within limits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sozialraum.ingest.formats.texts import MAX_CELLS, FormError

if TYPE_CHECKING:
    import duckdb

MAX_MEMORY = "2GB"
_SETUP = f"""
    SET memory_limit = '{MAX_MEMORY}';
    SET enable_external_access = false;
    CREATE MACRO plain(number, text) AS CASE
        WHEN number = trunc(number) AND abs(number) < 1e15 THEN number::BIGINT::VARCHAR
        WHEN abs(number) < 1e-3 THEN rtrim(printf('%.15f', number::DOUBLE), '0')
        ELSE text
    END;
    CREATE MACRO said(one, decimal_sign) AS CASE json_type(one)
        WHEN 'NULL' THEN ''
        WHEN 'VARCHAR' THEN one ->> '$'
        WHEN 'DOUBLE' THEN replace(plain(one::DOUBLE, one::VARCHAR), '.', decimal_sign)
        ELSE one::VARCHAR
    END;
"""


@contextmanager
def memory_database() -> Iterator["duckdb.DuckDBPyConnection"]:
    """A database that opens no file. ``said(json, decimal_sign)`` is the text of a JSON value."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(_SETUP)
        yield connection


@contextmanager
def json_database(form: str) -> Iterator["duckdb.DuckDBPyConnection"]:
    """``memory_database`` for a file that should be JSON of a ``form``.

    Raises:
        FormError: what DuckDB finds wrong with it.
    """
    import duckdb

    with memory_database() as connection:
        try:
            yield connection
        except duckdb.Error as error:
            found = str(error).splitlines()[0]
            raise FormError(f"it is no JSON that can be read ({found})", form) from None


def one_value(connection: "duckdb.DuckDBPyConnection", query: str) -> object:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def refuse_cells(rows: int, columns: int) -> None:
    """
    Raises:
        FormError: more cells than a table of a city has.
    """
    if rows * columns > MAX_CELLS:
        raise FormError(
            f"it has {rows:,} rows with {columns} columns each", f"at most {MAX_CELLS:,} cells"
        )
