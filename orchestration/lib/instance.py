"""The orchestrator's home: where run history lives, and what is switched off."""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from orchestration.lib.dbt_in_process import manifest_path
from sozialraum.base.errors import BusyError, MonitorError
from sozialraum.base.files import write_atomically
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse

CONFIGURATION = Path(__file__).resolve().parents[1] / "dagster.yaml"


def prepare_home(warehouse: Warehouse) -> Path:
    """Creates the home below the warehouse and points this process at it; no telemetry."""
    home = warehouse.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    configuration = CONFIGURATION.read_text(encoding="utf-8")
    write_atomically(
        home / "dagster.yaml", configuration.replace("{home}", home.as_posix()).encode()
    )
    os.environ["DAGSTER_HOME"] = str(home)
    os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    return home


def end_orphaned_runs(warehouse: Warehouse) -> list[str]:
    """Marks runs as failed whose process was killed; they would block the queue for ever.

    A run holds the warehouse's lock while it works, so that nothing is running when the lock is
    free. Returns the ids of the runs that were ended.
    """
    from dagster import DagsterInstance, DagsterRunStatus, RunsFilter

    working = [DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]
    with warehouse.locked(), DagsterInstance.get() as instance:
        orphans = instance.get_runs(RunsFilter(statuses=working))
        for run in orphans:
            instance.report_run_failed(run, "The process of this run ended without a word.")
    return [run.run_id for run in orphans]


def serve(warehouse: Warehouse, host: str, port: int) -> None:
    """Becomes Dagster's web server and scheduler; does not return.

    Raises:
        MonitorError: the port is taken.
    """
    prepare_home(warehouse)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise MonitorError(
                f"cannot listen on {host}:{port}: {error.strerror}; choose another --port"
            ) from None
    with suppress(BusyError):
        end_orphaned_runs(warehouse)
    # parsed once here, not in each of the processes that Dagster starts
    manifest_path(warehouse)
    dagster = Path(sys.executable).with_name("dagster")
    os.chdir(PROJECT)
    os.execv(
        dagster,
        [
            str(dagster),
            "dev",
            "--workspace",
            str(PROJECT / "workspace.yaml"),
            "--host",
            host,
            "--port",
            str(port),
        ],
    )
