"""DuckDB in memory, where texts are made of the values of a file, within limits."""

import re
from collections.abc import Iterator, Mapping
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
    CREATE MACRO place(told) AS CASE
        WHEN told IS NULL THEN NULL
        WHEN regexp_full_match(told, '0|[1-9][0-9]{{0,8}}') THEN told::INTEGER
        ELSE error(printf('''%s'' is no place of a cell or of what is listed', told))
    END;
"""
# what a list or an object that lost its last entry has
_OPEN_COMMA = re.compile(r",[ \t\r\n]*+[\]}]")
# one that never ends goes on to the end: sought again from each of its quotes, that takes for ever
_TEXT_OR_OPEN_COMMA = re.compile(
    rf'"(?:[^"\\]|\\.)*+(?:"|(?P<endless>\\?\Z))|{_OPEN_COMMA.pattern}', re.DOTALL
)


@contextmanager
def memory_database() -> Iterator["duckdb.DuckDBPyConnection"]:
    """A database that opens no file.

    ``said(json, decimal_sign)`` is the text of a JSON value, ``place(text)`` the number from 0 on
    that a text is: DuckDB itself would take ``1.6`` for 2 and ``1_0`` for 10.
    """
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(_SETUP)
        yield connection


@contextmanager
def json_database(text: str, form: str) -> Iterator["duckdb.DuckDBPyConnection"]:
    """``memory_database`` for a text that should be JSON of a ``form``.

    Raises:
        FormError: what DuckDB finds wrong with it; or that something is missing between a comma
            and a bracket, which it does not mind.
    """
    import duckdb

    _refuse_open_comma(text, form)
    with memory_database() as connection:
        try:
            yield connection
        except duckdb.Error as error:
            # what DuckDB quotes of the document are figures, and no reason
            found = str(error).splitlines()[0].partition(" Input: ")[0].rstrip()
            raise FormError(f"it is no JSON that can be read ({found})", form) from None


def _refuse_open_comma(text: str, form: str) -> None:
    if not _OPEN_COMMA.search(text):
        return
    for one in _TEXT_OR_OPEN_COMMA.finditer(text):
        is_comma = one[0].startswith(",")
        at = one if is_comma or one["endless"] is None else _OPEN_COMMA.search(text, one.start())
        if at is not None and at[0].startswith(","):
            row = text.count("\n", 0, at.start()) + 1
            found = f"it is no JSON that can be read (row {row}: nothing stands behind a comma)"
            raise FormError(found, form)


def one_value(connection: "duckdb.DuckDBPyConnection", query: str) -> object:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def refuse_doubled(
    connection: "duckdb.DuckDBPyConnection",
    objects: str,
    parameters: Mapping[str, object] | None = None,
) -> None:
    """
    Args:
        objects: a query of JSON values, ``one``.
        parameters: those of the query.

    Raises:
        FormError: an object has two values of one name, of which readers take the one or the other.
    """
    twice = connection.execute(
        "SELECT name FROM (SELECT number, unnest(json_keys(one)) AS name FROM ("
        f"SELECT one, row_number() OVER () AS number FROM ({objects})) "
        "WHERE json_type(one) = 'OBJECT') GROUP BY number, name HAVING count(*) > 1 LIMIT 1",
        parameters,
    ).fetchone()
    if twice is not None:
        raise FormError(f"the name {twice[0]!r} stands twice in one object", "each once")


def refuse_cells(rows: int, columns: int) -> None:
    """
    Raises:
        FormError: more cells than a table of a city has.
    """
    if rows * columns > MAX_CELLS:
        raise FormError(
            f"it has {rows:,} rows with {columns} columns each", f"at most {MAX_CELLS:,} cells"
        )
