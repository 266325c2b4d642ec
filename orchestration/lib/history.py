"""The run history that Dagster keeps in SQLite: of use to who looks at it, needed by no refresh.

A damaged database of it would stop every refresh; it is kept beside as ``*.damaged``, and Dagster
makes another one.
"""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sozialraum.base.files import set_aside

if TYPE_CHECKING:
    from dagster import DagsterInstance

INDICES = ("history/runs.db", "history/runs/index.db", "schedules/schedules.db")


def mend_history(home: Path, names: Sequence[str] = INDICES) -> list[str]:
    """Sets aside damaged databases of the history below Dagster's ``home``; returns what was done.
    Only while no run is going on."""
    told = []
    for database in (home / name for name in names if (home / name).exists()):
        damage = _damage(database)
        if damage is None:
            continue
        aside = set_aside(database, logs=["-wal", "-shm"])
        told.append(
            f"{database}, part of the history of runs, is damaged ({damage}) and is kept as "
            f"{aside.name}; the UI does not show what was in it (a UI that runs: start it again)"
        )
    return told


def log_of(run_id: str) -> str:
    """The database with the events of one run, below Dagster's home."""
    return f"history/runs/{run_id}.db"


def _damage(database: Path) -> str | None:
    try:
        with closing(sqlite3.connect(database)) as connection:
            found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError as error:
        # somebody else is writing to it: no damage
        return None if "locked" in str(error) else str(error)
    except sqlite3.DatabaseError as error:
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
