"""Ctrl-C, SIGTERM and a closed terminal end a refresh at once, leave word of it, and blame the step
that ran."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sozialraum.audit.last_attempt import LastAttempt, read_last_attempt, write_last_attempt
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.app import app

WORK = """
import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from multiprocessing import RLock
from pathlib import Path
import duckdb
from sozialraum.audit.last_attempt import LastAttempt, write_last_attempt
from sozialraum.base.lines import VOICE
from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.interruption import interruptible

VOICE.form = sys.argv[3]
# whoever runs the tests may have begun them with nohup
signal.signal(signal.SIGHUP, signal.SIG_DFL)

warehouse = Warehouse(Path(sys.argv[1]))

# like what looks after Dagster's logs
CHILD = '''
import os, sys, time
print("begun", flush=True)
while os.getppid() == int(sys.argv[1]):
    time.sleep(0.1)
'''

def work():
    now = datetime.now(UTC)
    if sys.argv[2] == "begun":
        write_last_attempt(warehouse, LastAttempt("abc", now))
    if sys.argv[2] == "ended":
        write_last_attempt(warehouse, LastAttempt("abc", now, now, ("a check failed",)))
    child = [sys.executable, "-c", CHILD, str(os.getpid())]
    # as soon as a process beside is asked for
    RLock()
    assert subprocess.Popen(child, stdout=subprocess.PIPE).stdout.readline()
    VOICE.say("begun")
    # as Dagster does while a step runs
    os.dup2(os.open(warehouse.root / "log", os.O_WRONLY | os.O_CREAT), 2)
    held = warehouse.locked() if sys.argv[2] == "holding" else nullcontext()
    with held, warehouse.connect() as connection:
        print("working", flush=True)
        connection.execute("select sum(hash(range)) from range(1000000000000)")

interruptible(work, warehouse, lambda: "dbt_models")
"""


WHEN = {"begun": "while dbt_models was running", "ended": "after its last step"}


@pytest.mark.parametrize(
    ("number", "code", "name", "begun", "form"),
    [
        (signal.SIGINT, 130, "Ctrl-C", "begun", "text"),
        (signal.SIGTERM, 143, "SIGTERM", "not begun", "json"),
        (signal.SIGTERM, 143, "SIGTERM", "holding", "text"),
        (signal.SIGTERM, 143, "SIGTERM", "ended", "text"),
        (signal.SIGQUIT, 131, "Ctrl-\\", "begun", "text"),
        (signal.SIGHUP, 129, "the end of its terminal", "begun", "text"),
    ],
)
def test_a_signal_ends_the_longest_query_at_once_and_status_tells_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: signal.Signals,
    code: int,
    name: str,
    begun: str,
    form: str,
) -> None:
    warehouse = Warehouse(tmp_path)
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path))
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(tmp_path), begun, form],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "working\n"
        sent_at = time.monotonic()
        # as a terminal does
        os.killpg(process.pid, number)
        _, said = process.communicate(timeout=20)
    assert time.monotonic() - sent_at < 2
    assert process.returncode == code
    assert "Traceback" not in said
    if form == "json":
        *_, line = said.splitlines()
        said = json.loads(line)["message"]
    assert f"Interrupted: {name}" in said
    last = read_last_attempt(warehouse)
    assert last is not None
    assert last.ended_at is not None
    told = " ".join(CliRunner().invoke(app, ["status"]).output.split())
    assert "The last run was interrupted" in told
    assert name in told
    assert WHEN.get(begun, "before its first step") in told
    assert ("/runs/abc" in told) == (begun in WHEN)
    assert ("a check failed" in told) == (begun == "ended")


def test_ctrl_c_again_and_again_with_nobody_listening_leaves_the_same_note(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(tmp_path), "begun", "text"],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"working\n"
        process.stderr.close()
        sent_at = time.monotonic()
        while process.poll() is None and time.monotonic() - sent_at < 20:
            process.send_signal(signal.SIGINT)
            time.sleep(0.001)
    assert time.monotonic() - sent_at < 2
    assert process.returncode == 130
    last = read_last_attempt(Warehouse(tmp_path))
    assert last is not None
    assert last.interrupted == "Ctrl-C (SIGINT) while dbt_models was running"


def test_a_note_that_cannot_be_written_keeps_nobody_waiting(tmp_path: Path) -> None:
    # a disk that does not answer: an end of a pipe that nobody reads
    hanging = "\n".join(
        (
            "import sozialraum_cli.interruption as interruption, time",
            "interruption._note = lambda *_: time.sleep(60)",
        )
    )
    with subprocess.Popen(
        [sys.executable, "-c", f"{hanging}\n{WORK}", str(tmp_path), "begun", "text"],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        sent_at = time.monotonic()
        process.terminate()
        process.communicate(timeout=20)
    assert time.monotonic() - sent_at < 2.5
    assert process.returncode == 143


STREAMS = """
import os, sys
from unittest import mock
from sozialraum_cli.__main__ import main
with mock.patch("sozialraum_cli.app.main", lambda: None):
    main()
opened = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
print("to whoever listens")
print("to whoever listens", file=sys.stderr)
os.write(1, b"of a library")
os._exit(0 if opened > 2 else 1)
"""


def test_a_stream_that_was_closed_does_not_become_the_next_file(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -c \'{STREAMS}\' "{tmp_path / "database"}" <&- >&- 2>&-'
    assert subprocess.run(command, shell=True, cwd=PROJECT).returncode == 0
    assert (tmp_path / "database").read_bytes() == b""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_still_loading_ends_without_a_traceback(
    tmp_path: Path, number: signal.Signals
) -> None:
    (tmp_path / "typer.py").write_text(
        "import time\nprint('loading', flush=True)\ntime.sleep(60)\n", encoding="utf-8"
    )
    with subprocess.Popen(
        [sys.executable, "-m", "sozialraum_cli", "status"],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "loading\n"
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
    assert process.returncode == -number
    assert said == ""


def test_who_waits_for_another_s_refresh_leaves_its_note_alone(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    note = LastAttempt("of another", datetime.now(UTC).replace(microsecond=0))
    write_last_attempt(warehouse, note)
    with (
        warehouse.locked(),
        subprocess.Popen(
            [sys.executable, "-c", WORK, str(tmp_path), "not begun", "text"],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        process.stdout.readline()
        process.terminate()
    assert read_last_attempt(warehouse) == note


def test_an_interrupted_run_is_shown_as_canceled(tmp_path: Path) -> None:
    from dagster import DagsterInstance, DagsterRunStatus, job, op

    from orchestration.lib.instance import mend_runs, prepare_home

    @op
    def work() -> None: ...

    @job
    def interrupted() -> None:
        work()

    warehouse = Warehouse(tmp_path)
    prepare_home(warehouse)
    with DagsterInstance.get() as instance:
        run = instance.create_run_for_job(interrupted, status=DagsterRunStatus.STARTED)
        now = datetime.now(UTC)
        write_last_attempt(
            warehouse,
            LastAttempt(run.run_id, now, now, interrupted="SIGTERM while work was running"),
        )
        assert mend_runs(warehouse) == [run.run_id]
        ended = instance.get_run_by_id(run.run_id)
        assert ended is not None
        assert ended.status == DagsterRunStatus.CANCELED


def test_the_step_that_runs_is_known(tmp_path: Path) -> None:
    from dagster import job, op

    from orchestration.lib.progress import RUNNING, console_progress

    seen: list[list[str]] = []

    @op
    def first() -> None:
        seen.append([*RUNNING])

    @op
    def second() -> None:
        seen.append([*RUNNING])

    @job(logger_defs={"progress": console_progress})
    def steps() -> None:
        first()
        second()

    steps.execute_in_process(run_config={"loggers": {"progress": {}}})
    assert seen == [["first"], ["second"]]
    assert RUNNING == []
