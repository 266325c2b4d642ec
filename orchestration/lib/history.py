"""The run history that Dagster keeps in SQLite: of use to who looks at it, needed by no refresh.

A damaged database of it would stop every refresh; it is kept beside as ``*.damaged``, and Dagster
makes another one.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from orchestration.lib.run_process import FOLDER as PROCESSES
from sozialraum.base.errors import WarehouseError
from sozialraum.base.files import set_aside

if TYPE_CHECKING:
    from dagster import DagsterInstance

T = TypeVar("T")
FOLDERS = ("history", "history/runs", "schedules", "storage", PROCESSES)
SCHEDULES = "schedules/schedules.db"
INDICES = ("history/runs.db", "history/runs/index.db", SCHEDULES)
LOGS = ("-wal", "-shm")
NOT_ALLOWED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY)


def mend_history(home: Path, names: Sequence[str] = INDICES) -> list[str]:
    """Sets aside damaged databases of the history below Dagster's ``home``; returns what was done.
    Only while no run is going on.

    Raises:
        WarehouseError: one of them is another user's: whole, but not to be used by this one.
    """
    told = [
        _put_aside(path, "no folder")
        for path in (home / name for name in FOLDERS)
        if os.path.lexists(path) and not path.is_dir()
    ]
    for database in (home / name for name in names if (home / name).exists()):
        _require_own(database)
        damage = _damage(database)
        if damage is not None:
            told.append(_put_aside(database, damage))
    return told


def mend_contents(home: Path, read: Callable[[], T]) -> tuple[T, list[str]]:
    """The same where SQLite finds nothing wrong with the list of runs, and yet Dagster cannot
    ``read`` what is in there; returns what it read, too."""
    try:
        return read(), []
    except Exception as error:
        # somebody else is writing to it: no damage
        runs = home / INDICES[0]
        if "locked" in str(error) or not runs.exists():
            raise
        _require_own(runs)
        told = [_put_aside(runs, f"{type(error).__name__}: {error}".splitlines()[0])]
    return read(), told


def _put_aside(path: Path, damage: str) -> str:
    aside = set_aside(path, logs=LOGS)
    off = (
        "; schedules and sensors that were switched on in the UI are off again, those that were "
        "switched off there are as SOZIALRAUM_SCHEDULE and SOZIALRAUM_DROPBOX_SENSOR say"
    )
    return (
        f"{path}, part of the history of runs, is damaged ({damage}) and is kept as "
        f"{aside.name}; the UI does not show what was in it (a UI that runs: start it again)"
        f"{off if path.match(SCHEDULES) or path.name == 'schedules' else ''}"
    )


def _require_own(database: Path) -> None:
    """
    Raises:
        WarehouseError: this user may not read or write it, or one of its logs.
    """
    for path in (database, *(database.with_name(f"{database.name}{end}") for end in LOGS)):
        if path.is_file() and not os.access(path, os.R_OK | os.W_OK):
            raise WarehouseError(
                f"{path}, part of the history of runs, belongs to {_owner(path)}, and this user "
                f"may not read and write it. Make this user the owner of all in {path.parent} "
                "(chown): who else ran a refresh or the UI, root perhaps?"
            )


def _owner(path: Path) -> str:
    try:
        return path.owner()
    except KeyError:
        return f"user {path.stat().st_uid}"


def log_of(run_id: str) -> str:
    """The database with the events of one run, below Dagster's home."""
    return f"history/runs/{run_id}.db"


def _damage(database: Path) -> str | None:
    """
    Raises:
        OperationalError: it cannot be opened, so that nobody knows (:mod:`sozialraum.base.disk`).
    """
    try:
        with closing(sqlite3.connect(database)) as connection:
            found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError as error:
        # a full disk, or a folder that is another user's: no damage either, and told as such
        if database.is_file() and error.sqlite_errorcode & 0xFF in NOT_ALLOWED:
            raise
        # somebody else is writing to it: no damage
        return None if "locked" in str(error) else str(error)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # what is wrong is told with names out of the database, which may be damaged, too
        return str(error)
    return None if found == "ok" else found.replace("\n", " ")


def forget_runs(instance: "DagsterInstance", home: Path, keep: int) -> list[str]:
    """Deletes all but the newest ``keep`` runs, with their logs; returns their ids."""
    old = [run.run_id for run in instance.get_runs()[keep:] if run.is_finished]
    for run_id in old:
        instance.delete_run(run_id)
        # Dagster empties the database of a run's events and leaves its file
        for log in (home / "history" / "runs").glob(f"{run_id}.db*"):
            log.unlink()
        shutil.rmtree(home / "storage" / run_id, ignore_errors=True)
    return old
