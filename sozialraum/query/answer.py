"""One statement of SQL, answered from a published database in a process that can do nothing else.

The database is opened read-only; DuckDB is forbidden to read or write any other file, to load
extensions and to change that (``enable_external_access``, ``lock_configuration``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozialraum.base.errors import MonitorError
from sozialraum.base.memory import memory_limit

if TYPE_CHECKING:
    import duckdb

AT_ONCE = 10_000
"""Rows that are fetched together."""


class QueryError(MonitorError):
    """The statement cannot be answered; the text is DuckDB's, with what to do."""


@dataclass(frozen=True)
class Answer:
    """``rows`` are the first ones, ``total`` how many there are."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int


@contextmanager
def opened(database: Path) -> "Iterator[duckdb.DuckDBPyConnection]":
    """A connection that can read the database, and do nothing else. Tables of ``marts`` need no
    schema before their name."""
    import duckdb

    connection = duckdb.connect(
        database,
        read_only=True,
        config={
            "enable_external_access": False,
            "python_enable_replacements": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": memory_limit(),
            # what does not fit into memory would be written beside the publication
            "temp_directory": "",
        },
    )
    with connection:
        connection.execute("SET search_path = 'marts'")
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET lock_configuration = true")
        yield connection


@contextmanager
def asked(database: Path, sql: str) -> Iterator[tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]]:
    """The columns and the rows of one statement, which come as they are asked for: an answer may
    be larger than the memory.

    Raises:
        QueryError: it is none or several statements, no valid SQL, or wants to write or to read
            something else; also while rows are asked for.
    """
    import duckdb

    with opened(database) as connection:
        try:
            statements = connection.extract_statements(sql)
            if len(statements) != 1:
                raise QueryError(f"one statement of SQL, please; this is {len(statements)}")
            found = connection.execute(statements[0])
            columns = tuple(_distinct([column[0] for column in found.description or []]))
            yield columns, chain.from_iterable(iter(lambda: found.fetchmany(AT_ONCE), []))
        except duckdb.Error as error:
            raise QueryError(_readable(error)) from None


def answer(database: Path, sql: str, *, limit: int | None = None) -> Answer:
    """The rows of one statement, at most ``limit`` of them; the others are counted.

    Raises:
        QueryError: as :func:`asked`.
    """
    with asked(database, sql) as (columns, rows):
        kept = tuple(islice(rows, limit))
        return Answer(columns, kept, len(kept) + sum(1 for _ in rows))


def _readable(error: "duckdb.Error") -> str:
    import duckdb

    # without the mark below a line, which stands right in lines of equal letters only
    said = "\n".join(line for line in str(error).splitlines() if line.strip(" ^"))
    if isinstance(error, duckdb.PermissionException) or "read-only mode" in said:
        return f"a query only reads the publication, no files, and writes nothing: {said}"
    if isinstance(error, duckdb.CatalogException) and said.startswith("Catalog Error: Table"):
        return f"{said}\nThe tables: sozialraum describe"
    if isinstance(error, duckdb.BinderException) and "column" in said:
        return f"{said}\nThe columns of a table: sozialraum describe TABLE"
    if isinstance(error, duckdb.OutOfMemoryException):
        return f"it needs more memory than a query may take (SOZIALRAUM_MEMORY_LIMIT): {said}"
    return said


def _distinct(names: list[str]) -> Iterator[str]:
    """Two columns of one name are told apart: ``period``, ``period_2``."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}_{seen[name]}"
