"""Where run-time data lives, and the database that a refresh builds in.

warehouse/landing/<source>/<dataset>/   every file exactly as retrieved (ingest/landing.py)
warehouse/dropbox/<source>/             files that offices put there (ingest/office)
warehouse/build.duckdb                  the build database; may be deleted at any time
warehouse/failing_rows/                 what failed the checks of the last refresh, whole
warehouse/publications/, current        what analysts read (publication)
warehouse/index.html                    leads to all editions; also in publications/
warehouse/last_check.json               when a refresh last found nothing new (publication)
warehouse/last_inputs.json              what the last refreshes were made of (nothing_new.py)
warehouse/last_attempt.json             how the last run ended (audit)
warehouse/alerts.json                   what was told to whom (audit)
warehouse/city                          whose warehouse it is (ownership.py)
warehouse/.lock, .writer                held by the one who writes; who that is
warehouse/dagster/                      the orchestrator's run history

Publications are for whoever is in the group; landings, deliveries, the build database and the run
history hold what is not published, and are the owner's alone.
"""

import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from sozialraum.base.compression import compress_quickly
from sozialraum.base.errors import BusyError, WarehouseError
from sozialraum.base.files import (
    DAMAGED,
    keep_for_owner,
    owner_only,
    read_ordinary,
    set_aside,
    size_of,
    write_atomically,
)
from sozialraum.base.lines import VOICE
from sozialraum.base.memory import does_not_fit, limit_memory
from sozialraum.base.project import PROJECT

if TYPE_CHECKING:
    import duckdb

WAREHOUSE_VARIABLE = "SOZIALRAUM_WAREHOUSE"

# What one refresh writes at most: build database, a publication, run history, with room to spare.
NEEDED_BYTES = 150_000_000
PATIENCE = 60.0
"""For how many seconds a reader of the build database is waited for."""
WAIT_MINUTES = 60
"""For how long a refresh waits for another one that is writing."""
LOOK_SECONDS = 0.5
# DuckDB's word for it; that of a damaged file speaks of a "block"
_LOCKED = "Could not set lock"


@dataclass(frozen=True)
class Warehouse:
    """The folder of run-time data; ``SOZIALRAUM_WAREHOUSE`` moves it elsewhere."""

    root: Path

    @classmethod
    def default(cls) -> "Warehouse":
        return cls(Path(os.environ.get(WAREHOUSE_VARIABLE) or PROJECT / "warehouse").resolve())

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
    def last_inputs(self) -> Path:
        return self.root / "last_inputs.json"

    @property
    def last_attempt(self) -> Path:
        return self.root / "last_attempt.json"

    @property
    def alerts(self) -> Path:
        return self.root / "alerts.json"

    @property
    def owner(self) -> Path:
        return self.root / "city"

    @property
    def dagster_home(self) -> Path:
        return self.root / "dagster"

    @property
    def dbt_target(self) -> Path:
        return self.root / "dbt_target"

    @property
    def spark(self) -> Path:
        """What Spark needs while a refresh runs on it; nothing of it is kept."""
        return self.root / "spark"

    @property
    def data_docs(self) -> Path:
        return self.root / "data_docs"

    @property
    def failing_rows(self) -> Path:
        """One file per check that failed, with all rows that failed it."""
        return self.root / "failing_rows"

    def used_bytes(self) -> dict[str, int]:
        """What it takes of the disk, by what it is for."""
        parts = {
            "landings": [self.landing],
            "publications": [self.publications],
            "build": [self.build_database, self.dbt_target, self.data_docs, self.failing_rows],
            "history": [self.dagster_home],
            "damaged": [*self.root.glob(f"*{DAMAGED}*")],
        }
        return {name: sum(map(size_of, paths)) for name, paths in parts.items()}

    @property
    def kept(self) -> tuple[Path, ...]:
        """The folders whose content stays; an operator may lay one out on another disk by a
        link."""
        return self.landing, self.dropbox, self.publications, self.dagster_home

    def require_disks(self) -> None:
        """To be called before anything is read or changed.

        Raises:
            WarehouseError: a folder is laid out on another disk, which is not there.
        """
        lost = [path for path in self.kept if path.is_symlink() and not path.exists()]
        if lost:
            named = "; ".join(f"{one} is a link to {os.readlink(one)}" for one in lost)
            raise WarehouseError(
                f"{named}, which is not there: is its disk mounted? Mount it, and try again; if it "
                "is gone for good, delete the link and restore the folder from a backup"
            )

    @contextmanager
    def locked(
        self,
        who: str = "",
        *,
        patience: float = 0,
        tell: Callable[[str], None] = print,
        for_little: bool = False,
    ) -> Iterator[None]:
        """Holds the warehouse for one writer; readers of publications need no lock.

        Args:
            who: the writer, as others are told for whom they wait; by default its process.
            patience: for how many seconds another writer is waited for.
            tell: is told for whom it waits, and what was set aside.
            for_little: what is written is next to nothing, for which a disk that is nearly full
                has room; who needs folders on other disks has asked for them.

        Raises:
            BusyError: another process is still writing.
            WarehouseError: the folder cannot be written to, or the disk is nearly full, or one that
                a folder of it lies on is not there.
        """
        if signs := re.findall(r"#|\?|%[0-9A-Fa-f]{2}", str(self.root)):
            raise WarehouseError(
                f"the warehouse {self.root} has {' and '.join(signs)} in its path, which dbt or "
                f"SQLite takes for something else than a name; set {WAREHOUSE_VARIABLE} to another "
                "folder"
            )
        if not for_little:
            self.require_disks()
        place = self.root / ".lock"
        lock = FileLock(place)
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            # nobody holds what is no file; another process may see it at the same moment
            with suppress(FileNotFoundError):
                if not stat.S_ISREG(place.lstat().st_mode):
                    tell(f"{place} was no ordinary file: it is kept as {set_aside(place).name}")
            self._acquire(lock, patience, tell)
            free = shutil.disk_usage(self.root).free
        except Timeout:
            raise BusyError(
                f"another refresh is writing to {self.root}: {self._writer()}; wait until it has "
                "ended (nothing needs to be deleted: the lock ends with its process)"
            ) from None
        except OSError as error:
            raise WarehouseError(
                f"the warehouse {self.root} cannot be written to: {error.filename or place}: "
                f"{error.strerror or error}; give write permission there, or set "
                f"{WAREHOUSE_VARIABLE} to another folder"
            ) from None
        try:
            if free < NEEDED_BYTES and not for_little:
                raise WarehouseError(
                    f"the disk of {self.root} has {free // 1_000_000} MB left, a refresh needs "
                    f"{NEEDED_BYTES // 1_000_000} MB; make room, or set {WAREHOUSE_VARIABLE} to a "
                    "folder elsewhere"
                )
            # also in a warehouse of a time when they were readable by all
            for private in (self.landing, self.build_database, self.dagster_home):
                keep_for_owner(private)
            self._note_writer(who)
            _own.add(self.root)
            yield
        finally:
            _own.discard(self.root)
            lock.release()

    @property
    def is_own(self) -> bool:
        """Whether this process is the one that writes."""
        return self.root in _own

    def _acquire(self, lock: FileLock, patience: float, tell: Callable[[str], None]) -> None:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if not patience:
                raise
            tell(
                f"waiting for {self._writer()}, which is writing to {self.root}; at most "
                f"{patience / 60:.0f} minutes"
            )
            lock.acquire(timeout=patience, poll_interval=LOOK_SECONDS)

    def _note_writer(self, who: str) -> None:
        named = f"{who}, " if who else ""
        since = datetime.now(UTC)
        with suppress(OSError):
            # not into what a link there leads to
            text = f"{named}process {os.getpid()}, since {since:%Y-%m-%d %H:%M} UTC"
            write_atomically(self.root / ".writer", text.encode())

    def _writer(self) -> str:
        """Who holds the lock, or has just let go of it."""
        with suppress(OSError, ValueError):
            return read_ordinary(self.root / ".writer").decode() or "another process"
        return "another process"

    def free_build(self, tell: Callable[[str], None], *, patience: float = PATIENCE) -> None:
        """Makes sure that the build database can be written to, before anything is built.

        Whoever reads it is waited for; one that cannot be opened or read is set aside as
        ``*.damaged`` and made again from the landings. To be called by the holder of the lock.

        Args:
            tell: is told what is waited for, or was set aside.
            patience: for how many seconds a reader is waited for.

        Raises:
            BusyError: it is still being read; names the program that does.
        """
        import duckdb

        if not self.build_database.exists():
            return
        try:
            with closing(self._opened(tell, patience)) as connection:
                _read_whole(connection)
        except duckdb.Error as error:
            self._set_aside(tell, error)
        else:
            # what a killed process put there because it did not fit into memory
            shutil.rmtree(f"{self.build_database}.tmp", ignore_errors=True)

    def _opened(
        self, tell: Callable[[str], None], patience: float, *, read_only: bool = False
    ) -> "duckdb.DuckDBPyConnection":
        """A connection to the build database; whoever reads it elsewhere is waited for."""
        import duckdb

        ends_at = time.monotonic() + patience
        is_told = False
        while True:
            try:
                return duckdb.connect(self.build_database, read_only=read_only)
            except duckdb.IOException as error:
                if _LOCKED not in str(error):
                    raise
                holder = re.search(r"held in (.+?\(PID \d+\))", str(error))
                held = (
                    f"{self.build_database} is being read"
                    f"{f' by {holder[1]}' if holder else ''}, and nobody can write to it meanwhile"
                )
                if time.monotonic() > ends_at:
                    raise BusyError(
                        f"{held}. Close it there, and refresh again; to look at figures at any "
                        f"time, read {self.current}/sozialraum.duckdb"
                    ) from None
                if not is_told:
                    tell(f"{held}; waiting")
                    is_told = True
                time.sleep(min(1.0, patience / 4))

    def _set_aside(self, tell: Callable[[str], None], error: Exception) -> None:
        damaged = set_aside(self.build_database, logs=[".wal"])
        tell(
            f"{self.build_database} could not be read and is kept as {damaged.name}; it is made "
            f"again from the landings ({str(error).splitlines()[0]})"
        )

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Between connections, the build database stays open in this process: opening it reads its
        whole catalogue, closing it writes all that changed, and a refresh does so a hundred times.
        """
        _kept_open[self.build_database] = None
        try:
            yield
        finally:
            self.let_go()
            del _kept_open[self.build_database]

    def let_go(self) -> None:
        """Closes what is kept open: to be called before something else opens the build database
        itself (DuckDB refuses a second, other set of options in one process)."""
        connection = _kept_open.get(self.build_database)
        if connection is not None:
            _kept_open[self.build_database] = None
            connection.close()

    @contextmanager
    def connect(self, *, read_only: bool = False) -> "Iterator[duckdb.DuckDBPyConnection]":
        """The build database; it is closed at the end, unless it is :meth:`kept_open`.

        Args:
            read_only: a promise; it is not enforced while the database is kept open.

        Raises:
            BusyError: somebody reads it, and did not end.
            WarehouseError: what is done with it needs more memory or disk than there is.
        """
        import duckdb

        self.root.mkdir(parents=True, exist_ok=True)
        is_kept = self.build_database in _kept_open
        # all the while: the log of changes beside the database is made by the first change
        with owner_only():
            kept = _kept_open.get(self.build_database)
            if kept is None:
                opened = self._opened(_print, PATIENCE, read_only=read_only and not is_kept)
                limit_memory(opened)
                compress_quickly(opened)
                if is_kept:
                    kept = _kept_open[self.build_database] = opened
            connection = kept.cursor() if kept is not None else opened
            try:
                yield connection
            except duckdb.OutOfMemoryException as error:
                raise WarehouseError(does_not_fit("What was being done", error)) from error
            finally:
                connection.close()


# The warehouses that this process holds.
_own: set[Path] = set()
# The build databases that this process keeps open, each with its connection once there is one.
_kept_open: "dict[Path, duckdb.DuckDBPyConnection | None]" = {}


def _read_whole(connection: "duckdb.DuckDBPyConnection") -> None:
    """Reads every table: DuckDB opens a file whose end is missing, or in which bytes were changed,
    and fails in the middle of a refresh, each time anew. Takes less than a second.

    Raises:
        duckdb.Error: it cannot be read.
    """
    for schema, table in connection.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = "
        "current_database()"
    ).fetchall():
        connection.execute(f'SELECT bit_xor(hash(one)) FROM "{schema}"."{table}" AS one')


def _print(line: str) -> None:
    VOICE.say(line, level="warning", indent="  ! ")
