"""The orchestrator's home: where run history lives, and what is switched off."""

import errno
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.lib.column_lineage import update_lineage
from orchestration.lib.dbt_in_process import manifest_path
from orchestration.lib.history import log_of, mend_contents, mend_history
from orchestration.lib.scheduler import scheduler
from sozialraum.base.errors import BusyError, MonitorError
from sozialraum.base.files import keep_for_owner, write_atomically
from sozialraum.base.lines import VOICE
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse

if TYPE_CHECKING:
    from dagster import DagsterInstance

POSTGRES_VARIABLE = "SOZIALRAUM_POSTGRES_URL"
ORCHESTRATION = Path(__file__).resolve().parents[1]


def prepare_home(warehouse: Warehouse) -> Path:
    """Creates the home below the warehouse and points this process at it; no telemetry.

    The run history is kept in the home, or where ``SOZIALRAUM_POSTGRES_URL`` says.

    Raises:
        MonitorError: it says an address that Dagster cannot use; the path of the warehouse is no
            text in the encoding of this process; a folder of it lies on a disk that is not there.
    """
    home = warehouse.dagster_home
    try:
        home.as_posix().encode()
    except UnicodeEncodeError:
        raise MonitorError(
            f"the path of the warehouse ({os.fsencode(warehouse.root)!r}) has letters that are "
            f"none in {sys.getfilesystemencoding()}, the encoding of this process: set "
            "LC_ALL=C.UTF-8 or PYTHONUTF8=1"
        ) from None
    warehouse.require_disks()
    home.mkdir(parents=True, exist_ok=True)
    # its log holds rows that failed a check
    keep_for_owner(home)
    history = "postgres" if os.environ.get(POSTGRES_VARIABLE) else "sqlite"
    if history == "postgres":
        _check_postgres(os.environ[POSTGRES_VARIABLE])
    parts = [ORCHESTRATION / name for name in ("dagster.yaml", f"dagster_{history}.yaml")]
    configuration = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    # within quotes, as YAML and JSON escape it
    path = json.dumps(home.as_posix(), ensure_ascii=False)[1:-1]
    write_atomically(home / "dagster.yaml", configuration.replace("{home}", path).encode())
    os.environ["DAGSTER_HOME"] = str(home)
    # what is planned is told of some thousand checks and tables: written together (event_log.py)
    os.environ.setdefault("DAGSTER_EVENT_BATCH_SIZE", "1000")
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    return home


def _check_postgres(url: str) -> None:
    """
    Raises:
        MonitorError: Dagster could not use it, and would say so in its own way.
    """
    if find_spec("dagster_postgres") is None:
        raise MonitorError(
            f"{POSTGRES_VARIABLE} is set, but dagster-postgres is not installed: .venv/bin/python "
            "-m pip install --no-deps --require-hashes -r requirements-postgres.lock"
        )
    if not url.startswith("postgresql+psycopg2://"):
        raise MonitorError(
            f"{POSTGRES_VARIABLE} has to begin with postgresql+psycopg2://, which names the driver"
        )


def load_instance() -> None:
    """Loads what Dagster looks up by its name where the instance is opened: while this process
    waits for another one."""
    for name in (
        "dagster._core.storage.legacy_storage",
        "orchestration.lib.event_log",
        "orchestration.lib.launcher",
    ):
        import_module(name)


@contextmanager
def mended_instance(warehouse: Warehouse) -> Iterator["DagsterInstance"]:
    """Dagster's instance, opened once: that takes as long as loading Dagster does. What is damaged
    of the history was set aside, dead runs were ended. To be called by the holder of the lock."""
    with ExitStack() as opened:
        instance, _ = _mend(warehouse, opened)
        yield instance


def mend_runs(warehouse: Warehouse, wait_minutes: int = 0) -> list[str]:
    """Sets aside what is damaged of the history, and ends dead runs; returns the ids of these.

    Raises:
        BusyError: another process is writing, also after ``wait_minutes``.
    """
    with ExitStack() as opened, warehouse.locked(patience=wait_minutes * 60, tell=_tell):
        _, ended = _mend(warehouse, opened)
    return ended


def _mend(warehouse: Warehouse, opened: ExitStack) -> tuple["DagsterInstance", list[str]]:
    from dagster import DagsterInstance, RunsFilter

    from orchestration.lib.launcher import UNFINISHED, end_dead_runs

    home = warehouse.dagster_home
    _tell(*mend_history(home))

    def read() -> DagsterInstance:
        with ExitStack() as attempt:
            instance = attempt.enter_context(DagsterInstance.get())
            instance.get_runs()
            opened.push(attempt.pop_all())
        return instance

    if os.environ.get(POSTGRES_VARIABLE):
        # a history elsewhere is not ours to set aside
        instance = read()
    else:
        instance, told = mend_contents(home, read)
        _tell(*told)
    runs = instance.get_runs(RunsFilter(statuses=UNFINISHED))
    _tell(*mend_history(home, [log_of(run.run_id) for run in runs]))
    return instance, end_dead_runs(instance, warehouse)


def _tell(*lines: str) -> None:
    for line in lines:
        VOICE.say(line, level="warning", indent="  ! ")


def serve(warehouse: Warehouse, host: str, port: int, names: Sequence[str]) -> None:
    """Runs Dagster's web server and, beside it, its scheduler, until told to end.

    Args:
        names: host names under which the UI is reached, beside those of this machine's loopback.

    Raises:
        MonitorError: the port is taken, or the host is none of this machine's.
    """
    prepare_home(warehouse)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            is_no_place = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
            raise MonitorError(
                f"cannot listen on {host}:{port}: {error.strerror}; choose another "
                f"{'--host, an address of this machine' if is_no_place else '--port'}"
            ) from None
    with suppress(BusyError):
        mend_runs(warehouse)
    # parsed once here, not in each of the processes that Dagster starts
    manifest_path(warehouse)
    update_lineage(warehouse)
    from orchestration.lib.webserver import run_webserver

    os.chdir(PROJECT)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # else what it started would outlive it by a minute; `nohup` means that it goes on
    for number in (signal.SIGHUP, signal.SIGQUIT):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda *_: signal.raise_signal(signal.SIGTERM))
    with scheduler():
        print(f"The UI: http://{f'[{host}]' if ':' in host else host}:{port} (end: Ctrl-C)")
        run_webserver(host, port, names)
