"""Where run-time data lives, and the database that a refresh builds in.

warehouse/landing/<source>/<dataset>/   every file exactly as retrieved (landing.py)
warehouse/dropbox/<source>/             files that offices put there (ingest/office)
warehouse/build.duckdb                  the build database; may be deleted at any time
warehouse/publications/, current        what analysts read (publication.py)
warehouse/last_check.json               when a refresh last found nothing new (last_check.py)
warehouse/last_attempt.json             how the last run ended (last_attempt.py)
warehouse/dagster/                      the orchestrator's run history
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from filelock import FileLock, Timeout

from sozialraum.errors import BusyError, WarehouseError

if TYPE_CHECKING:
    import duckdb

PROJECT = Path(__file__).resolve().parents[1]
WAREHOUSE_VARIABLE = "SOZIALRAUM_WAREHOUSE"

# How much DuckDB may hold in memory; what is more goes to disk, beside the database. It would take
# four fifths of the machine. dbt's connection has the same limit (dbt_project/profiles.yml).
MEMORY_LIMIT_VARIABLE = "SOZIALRAUM_MEMORY_LIMIT"
MEMORY_LIMIT = "2000MB"

# What one refresh writes at most: build database, a publication, run history, with room to spare.
NEEDED_BYTES = 150_000_000


@dataclass(frozen=True)
class Warehouse:
    """The folder of run-time data; ``SOZIALRAUM_WAREHOUSE`` moves it elsewhere."""

    root: Path

    @classmethod
    def default(cls) -> "Warehouse":
        return cls(Path(os.environ.get(WAREHOUSE_VARIABLE, PROJECT / "warehouse")).resolve())

    @property
    def landing(self) -> Path:
        return self.root / "landing"

    @property
    def dropbox(self) -> Path:
        return self.root / "dropbox"

    @property
    def build_database(self) -> Path:
        return self.root / "build.duckdb"

    @property
    def publications(self) -> Path:
        return self.root / "publications"

    @property
    def current(self) -> Path:
        return self.root / "current"

    @property
    def last_check(self) -> Path:
        return self.root / "last_check.json"

    @property
    def last_attempt(self) -> Path:
        return self.root / "last_attempt.json"

    @property
    def dagster_home(self) -> Path:
        return self.root / "dagster"

    @property
    def dbt_target(self) -> Path:
        return self.root / "dbt_target"

    @property
    def data_docs(self) -> Path:
        return self.root / "data_docs"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the warehouse for one writer; readers of publications need no lock.

        Raises:
            BusyError: another process is writing.
            WarehouseError: the folder cannot be written to, or the disk is nearly full.
        """
        lock = FileLock(self.root / ".lock")
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
            free = shutil.disk_usage(self.root).free
        except Timeout:
            raise BusyError(
                f"another refresh is writing to {self.root}; wait until it has ended "
                f"(if none is running, nothing needs to be deleted: the lock ends with its process)"
            ) from None
        except OSError as error:
            raise WarehouseError(
                f"the warehouse {self.root} cannot be written to: {error.strerror or error}; "
                f"give write permission, or set {WAREHOUSE_VARIABLE} to another folder"
            ) from None
        try:
            if free < NEEDED_BYTES:
                raise WarehouseError(
                    f"the disk of {self.root} has {free // 1_000_000} MB left, a refresh needs "
                    f"{NEEDED_BYTES // 1_000_000} MB; make room, or set {WAREHOUSE_VARIABLE} to a "
                    "folder elsewhere"
                )
            yield
        finally:
            lock.release()

    @contextmanager
    def connect(self, *, read_only: bool = False) -> "Iterator[duckdb.DuckDBPyConnection]":
        """The build database; it is closed at the end, so that dbt can open it next."""
        import duckdb

        self.root.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(self.build_database, read_only=read_only)
        try:
            limit_memory(connection)
            yield connection
        finally:
            connection.close()


def limit_memory(connection: "duckdb.DuckDBPyConnection") -> None:
    """Lets a connection hold no more in memory than ``SOZIALRAUM_MEMORY_LIMIT`` says."""
    limit = os.environ.get(MEMORY_LIMIT_VARIABLE, MEMORY_LIMIT)
    connection.execute("SET memory_limit = ?", [limit])


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
