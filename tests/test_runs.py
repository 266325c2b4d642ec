"""Runs are of one kind, whoever started them, and dead ones block nothing."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dagster import (
    DagsterInstance,
    DagsterRun,
    DagsterRunStatus,
    MonthlyPartitionsDefinition,
    RunsFilter,
    job,
    op,
)
from dagster._core.storage.tags import RESUME_RETRY_TAG
from dagster._core.workspace.load_target import WorkspaceFileTarget
from dagster._daemon.monitoring.run_monitoring import monitor_started_run

from orchestration.lib import launcher, scheduler
from orchestration.lib.instance import mend_runs, prepare_home
from orchestration.lib.run_process import end_process, is_alive, start_process, sweep, working_on
from orchestration.lib.runs import create_run, place_of
from sozialraum.audit.last_attempt import LastAttempt, write_last_attempt
from sozialraum.base.errors import BusyError, MonitorError
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
WRITER = """
import sys
import time
from pathlib import Path
from sozialraum.base.warehouse import Warehouse
with Warehouse(Path(sys.argv[1])).locked("run abc"):
    print("writing", flush=True)
    sys.stdin.readline()
"""


@op
def work() -> None: ...


@job
def small() -> None:
    work()


@job(partitions_def=MonthlyPartitionsDefinition("2026-10", fmt="%Y-%m"))
def monthly() -> None:
    work()


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path_factory.mktemp("warehouse")))
        patch.setenv("DAGSTER_HOME", "")
        warehouse = Warehouse.default()
        prepare_home(warehouse)
        yield warehouse


@pytest.fixture
def instance(warehouse: Warehouse) -> Iterator[DagsterInstance]:
    with DagsterInstance.get() as instance:
        yield instance
        instance.wipe()


def _status(instance: DagsterInstance, run: DagsterRun) -> DagsterRunStatus:
    found = instance.get_run_by_id(run.run_id)
    assert found is not None
    return found.status


@pytest.mark.parametrize("status", launcher.UNFINISHED)
def test_a_run_without_its_process_is_ended_and_one_with_it_goes_on(
    warehouse: Warehouse, instance: DagsterInstance, status: DagsterRunStatus
) -> None:
    dead = instance.create_run_for_job(small, status=status)
    home = warehouse.dagster_home
    start_process(home, dead.run_id, ["true"])
    assert end_process(home, dead.run_id, 5)
    living = instance.create_run_for_job(small, status=status)
    queued = instance.create_run_for_job(
        small, status=DagsterRunStatus.QUEUED, remote_job_origin=place_of("small")
    )
    with working_on(home, living.run_id):
        assert mend_runs(warehouse) == [dead.run_id]
    expected = "CANCELED" if status.value == "CANCELING" else "FAILURE"
    assert _status(instance, dead).value == expected
    assert _status(instance, living) == status
    assert _status(instance, queued) == DagsterRunStatus.QUEUED


def test_a_run_that_is_just_being_launched_is_left_alone_and_one_that_never_was_is_ended(
    warehouse: Warehouse, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = instance.create_run_for_job(small)
    assert mend_runs(warehouse) == []
    monkeypatch.setattr(launcher, "LAUNCH", launcher.LAUNCH * 0)
    assert mend_runs(warehouse) == [run.run_id]


def test_a_killed_process_is_dead_at_once_and_leaves_nothing(warehouse: Warehouse) -> None:
    home = warehouse.dagster_home
    start_process(home, "abc", SLEEP)
    assert is_alive(home, "abc")
    file = home / "processes" / "abc"
    sweep(home)
    os.kill(int(file.read_text()), signal.SIGKILL)
    assert end_process(home, "abc", 5)
    assert not is_alive(home, "abc")
    os.utime(file, (0, 0))
    sweep(home)
    assert not file.exists()


def test_whatever_started_it_a_run_is_stopped_by_the_launcher(
    warehouse: Warehouse, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = instance.create_run_for_job(small, status=DagsterRunStatus.STARTED)
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path\n"
            "from orchestration.lib.run_process import working_on\n"
            "with working_on(Path(sys.argv[1]), sys.argv[2]):\n"
            "    print('working', flush=True); time.sleep(60)",
            str(warehouse.dagster_home),
            run.run_id,
        ],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert instance.run_launcher.terminate(run.run_id)
    assert process.returncode == -signal.SIGTERM
    assert _status(instance, run) == DagsterRunStatus.CANCELED
    assert not instance.run_launcher.terminate(run.run_id)

    monkeypatch.setattr(launcher, "COMMAND", (*SLEEP,))
    launched = instance.create_run_for_job(small, status=DagsterRunStatus.NOT_STARTED)
    instance.launch_run(launched.run_id, None)  # type: ignore[arg-type]
    assert _status(instance, launched) == DagsterRunStatus.STARTING
    assert instance.run_launcher.terminate(launched.run_id)
    assert _status(instance, launched) == DagsterRunStatus.CANCELED


def test_a_process_that_dies_before_its_run_begins_is_noticed_at_once(
    instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "COMMAND", ("false",))
    run = instance.create_run_for_job(small)
    instance.launch_run(run.run_id, None)  # type: ignore[arg-type]
    ends_at = time.monotonic() + 10
    while _status(instance, run) == DagsterRunStatus.STARTING and time.monotonic() < ends_at:
        time.sleep(0.05)
    assert _status(instance, run) == DagsterRunStatus.FAILURE


@pytest.mark.parametrize("interrupted", [None, "SIGTERM while work was running"])
def test_the_monitor_ends_a_dead_run_within_two_minutes(
    warehouse: Warehouse, instance: DagsterInstance, interrupted: str | None
) -> None:
    assert instance.run_monitoring_enabled
    looks = instance.run_monitoring_poll_interval_seconds
    assert looks + instance.run_monitoring_start_timeout_seconds < 120
    assert looks + instance.run_monitoring_cancel_timeout_seconds < 120
    run = instance.create_run_for_job(small, status=DagsterRunStatus.STARTED)
    (record,) = instance.get_run_records()
    now = datetime.now(UTC)
    write_last_attempt(warehouse, LastAttempt(run.run_id, now, now, interrupted=interrupted))
    log = logging.getLogger("test")
    with working_on(warehouse.dagster_home, run.run_id):
        monitor_started_run(instance, None, record, log)  # type: ignore[arg-type]
        assert _status(instance, run) == DagsterRunStatus.STARTED
    monitor_started_run(instance, None, record, log)  # type: ignore[arg-type]
    assert _status(instance, run).value == ("CANCELED" if interrupted else "FAILURE")


def test_a_writer_waits_for_another_and_says_for_whom(tmp_path: Path) -> None:
    told: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(BusyError, match="run abc"), Warehouse(tmp_path).locked():
            pass

        def let_go(line: str) -> None:
            told.append(line)
            other.communicate(b"\n")

        with Warehouse(tmp_path).locked(patience=600, tell=let_go):
            pass
    (line,) = told
    assert f"waiting for run abc, process {other.pid}, since" in line
    assert "at most 10 minutes" in line


def test_a_run_goes_on_after_a_failure_only_with_what_that_run_built(tmp_path: Path) -> None:
    from orchestration.defs.resources import check_what_is_gone_on_with

    warehouse = Warehouse(tmp_path)

    def going_on(parent: str) -> DagsterRun:
        return DagsterRun(
            "refresh",
            tags={RESUME_RETRY_TAG: "true"},
            parent_run_id=parent,
            root_run_id=parent,
        )

    write_last_attempt(warehouse, LastAttempt("abc", datetime.now(UTC)))
    check_what_is_gone_on_with(warehouse, going_on("abc"))
    check_what_is_gone_on_with(warehouse, DagsterRun("refresh"))
    with pytest.raises(MonitorError, match="Re-execute all"):
        check_what_is_gone_on_with(warehouse, going_on("def"))
    # one that could not begin leaves no id
    write_last_attempt(warehouse, LastAttempt("", datetime.now(UTC)))
    with pytest.raises(MonitorError, match="holds what another run built, not run abc"):
        check_what_is_gone_on_with(warehouse, going_on("abc"))


def test_a_run_of_the_command_line_can_be_executed_again_by_the_ui(
    instance: DagsterInstance,
) -> None:
    """As the UI makes it: the origins, from which it executes again, and the partition."""
    run = create_run(
        instance,
        monthly,
        "11111111-2222-3333-4444-555555555555",
        partition="2026-10",
        run_config={},
    )
    assert run.status == DagsterRunStatus.NOT_STARTED
    (location,) = WorkspaceFileTarget([str(PROJECT / "workspace.yaml")]).create_origins()
    assert run.remote_job_origin is not None
    assert run.remote_job_origin.repository_origin.code_location_origin == location
    assert run.tags["dagster/partition"] == "2026-10"
    assert run.job_code_origin is not None
    assert run.job_code_origin.job_name == "monthly"
    shown = RunsFilter(tags={".dagster/repository": "__repository__@sozialraum"})
    assert [one.run_id for one in instance.get_runs(shown)] == [run.run_id]


def test_the_scheduler_is_started_again_and_ends_with_the_ui(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    child = (
        "from orchestration.lib.scheduler import end_with_parent; import os\n"
        "print(os.getpid(), flush=True); end_with_parent()"
    )
    ui = (
        "from orchestration.lib import scheduler; import sys, time\n"
        f"scheduler.COMMAND = [sys.executable, '-c', {child!r}]; scheduler.AGAIN_SECONDS = 0.1\n"
        "with scheduler.scheduler(): time.sleep(60)"
    )
    assert scheduler.COMMAND[-1] == "orchestration.lib.scheduler"
    with subprocess.Popen(
        [sys.executable, "-c", ui], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = int(process.stdout.readline())
        os.kill(first, signal.SIGKILL)
        second = int(process.stdout.readline())
        assert second != first
        process.kill()
        # ends when nobody holds the other end of its output
        assert process.stdout.read() == ""
