"""A disk that is full or closed is told in words, and ends no command in a traceback."""

import errno
import os
import re
import resource as limits
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy
from dagster import Failure, InitResourceContext, asset, job, materialize, op, resource

from orchestration.lib.failed_steps import failed_steps
from orchestration.lib.instance import serve
from orchestration.lib.progress import _reason
from sozialraum.base.disk import disk_told, with_way_out
from sozialraum.base.errors import MonitorError, WarehouseError
from sozialraum.base.files import (
    read_json,
    read_ordinary,
    read_own,
    sha256_of,
    write_atomically,
)
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.__main__ import main
from tests.conftest import run_cli


def _of_the_system(number: int) -> Callable[[Path], None]:
    def fail(path: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    return fail


def _full_history(path: Path) -> None:
    """As Dagster meets it: SQLite's error within that of SQLAlchemy."""
    engine = sqlalchemy.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 2")
        for number in range(9):
            connection.exec_driver_sql(f"CREATE TABLE t{number} (a INTEGER PRIMARY KEY, b UNIQUE)")


def _closed_history(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA query_only = on")
        connection.execute("CREATE TABLE t (a INTEGER)")


def _no_temporary_folder(_: Path) -> None:
    raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/x']")


def _no_thread(_: Path) -> None:
    raise RuntimeError("can't start new thread")


@pytest.mark.parametrize(
    ("meet", "told"),
    [
        (_of_the_system(errno.EFBIG), r"x: File too large. Raise the limit .*\(ulimit -f"),
        (_of_the_system(errno.EAGAIN), r"no further process or thread .*\(ulimit -u"),
        (_no_thread, r"no further process or thread .*\(ulimit -u"),
        (_of_the_system(errno.ENOSPC), "x: No space left on device. Make room on that disk"),
        (_of_the_system(errno.EROFS), "x: Read-only file system. Let this user read and write"),
        (_of_the_system(errno.EACCES), "x: Permission denied. Let this user read and write"),
        (_of_the_system(errno.EPERM), "x: Operation not permitted. Make this user its owner"),
        (_of_the_system(errno.EIO), "x: Input/output error. .*broken"),
        (_full_history, "history of runs, .*disk is full. Make room on that disk"),
        (_closed_history, "history of runs, .*readonly database. Let this user read and write"),
        (_no_temporary_folder, "or let TMPDIR name another folder"),
    ],
)
def test_what_the_disk_refuses_is_told_with_the_way_out(
    meet: Callable[[Path], None], told: str, tmp_path: Path
) -> None:
    with pytest.raises(WarehouseError, match=told), disk_told():
        meet(tmp_path / "x")


def test_a_step_that_could_start_no_thread_names_the_limit() -> None:
    assert "(ulimit -u" in with_way_out("RuntimeError: can't start new thread")


def test_a_history_that_meets_the_limit_of_a_files_size_names_it(tmp_path: Path) -> None:
    soft, hard = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (8192, hard))
    try:
        told = pytest.raises(WarehouseError, match=r"history of runs, .*\(ulimit -f")
        with told, disk_told(), sqlite3.connect(tmp_path / "runs.db") as connection:
            connection.execute("CREATE TABLE t AS SELECT zeroblob(100000) AS b")
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("read", [read_ordinary, read_own, read_json, sha256_of])
def test_what_is_no_ordinary_file_is_neither_waited_for_nor_read_without_end(
    tmp_path: Path, read: Callable[[Path], object]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(OSError, match="no ordinary file"):
            read(path)


@pytest.mark.parametrize("read", [read_ordinary, read_own, read_json])
def test_a_file_that_does_not_fit_into_memory_is_told_as_one(
    tmp_path: Path, read: Callable[[Path], object]
) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(10**13)
    with pytest.raises(OSError, match="does not fit into memory"):
        read(path)


def test_any_other_error_stays_a_bug() -> None:
    for error in (ZeroDivisionError(), FileNotFoundError(errno.ENOENT, "no", "x")):
        with pytest.raises(type(error)), disk_told():
            raise error


def test_a_history_that_may_not_be_written_ends_a_refresh_in_words(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    # root may write everywhere, but to no folder that is a file in a file system of its own
    warehouse.dagster_home.symlink_to("/proc/self")
    done = run_cli("refresh", warehouse=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "Make this user its owner" in done.stderr


def test_a_path_that_dbt_or_sqlite_cannot_take_is_refused(tmp_path: Path) -> None:
    for sign in ("#", "?", "%41"):
        refused = pytest.raises(WarehouseError, match=f"has {re.escape(sign)} in its path")
        with refused, Warehouse(tmp_path / f"a{sign}b").locked():
            pass
    assert [*tmp_path.iterdir()] == []


def test_a_path_that_is_no_text_in_the_encoding_of_the_process_is_refused(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from orchestration.lib.instance import prepare_home\n"
        "from sozialraum.base.warehouse import Warehouse\n"
        "prepare_home(Warehouse(Path(sys.argv[1])))"
    )
    as_ascii = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "Größe")],
        env=os.environ | as_ascii,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "MonitorError: the path of the warehouse" in done.stderr
    assert "set LC_ALL=C.UTF-8" in done.stderr


def test_a_host_that_is_none_of_this_machine_is_not_laid_to_the_port(tmp_path: Path) -> None:
    for host in ("999.1.1.1", "192.0.2.1"):
        with pytest.raises(MonitorError, match="choose another --host"):
            serve(Warehouse(tmp_path), host, 1, [])


@pytest.mark.parametrize("text", ["marshal data too short", "bad marshal data (unknown type code)"])
def test_a_compiled_file_that_is_cut_short_says_what_to_delete(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    def cut() -> None:
        raise EOFError(text)

    monkeypatch.setattr("sozialraum_cli.app.main", cut)
    before = signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(SystemExit, match=r"-name __pycache__ -prune -exec rm"):
            main()
    finally:
        signal.signal(signal.SIGINT, before)


def test_where_there_was_no_room_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_name(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", without_name)
    with pytest.raises(WarehouseError, match="/file: No space left on device"), disk_told():
        write_atomically(tmp_path / "file", b"x")


def test_a_step_that_fails_with_a_text_of_ours_says_that_alone() -> None:
    @op
    def compute() -> None:
        raise WarehouseError("does not fit: into memory")

    @job
    def run() -> None:
        compute()

    (failed,) = run.execute_in_process(raise_on_error=False).filter_events(
        lambda event: event.is_step_failure
    )
    assert _reason(failed.step_failure_data) == "does not fit: into memory"


def test_a_step_that_meets_a_closed_disk_says_the_way_out(tmp_path: Path) -> None:
    @op
    def write() -> None:
        _of_the_system(errno.EACCES)(tmp_path)

    @job
    def run() -> None:
        write()

    (failed,) = run.execute_in_process(raise_on_error=False).filter_events(
        lambda event: event.is_step_failure
    )
    said = _reason(failed.step_failure_data)
    assert said.startswith("PermissionError: [Errno 13] Permission denied: ")
    assert said.endswith(
        ". Let this user read and write there. What is published is whole; then do the same again."
    )


def test_what_is_remembered_of_a_failed_step_says_the_way_out_too(tmp_path: Path) -> None:
    """While the run still goes on, and also where it is of assets that were chosen in the UI."""
    told: list[tuple[str, str]] = []

    @resource
    def refresh(context: InitResourceContext) -> Iterator[None]:
        yield
        assert context.instance is not None
        assert context.run is not None
        told.extend(failed_steps(context.instance, context.run.run_id))

    @asset(required_resource_keys={"refresh"})
    def write() -> None:
        _of_the_system(errno.EACCES)(tmp_path)

    @asset(required_resource_keys={"refresh"})
    def compute() -> None:
        try:
            _of_the_system(errno.ENOENT)(tmp_path)
        except OSError as error:
            raise WarehouseError("does not fit: into memory") from error

    @asset(required_resource_keys={"refresh"})
    def give_up() -> None:
        raise Failure("not of this month") from ValueError("odd")

    materialize([write, compute, give_up], resources={"refresh": refresh}, raise_on_error=False)
    reasons = dict(told)
    refused = f"Permission denied: '{tmp_path}'. Let this user read and write there"
    assert refused in reasons.pop("write")
    assert reasons == {"compute": "does not fit: into memory", "give_up": "not of this month"}
