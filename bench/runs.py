"""``python -m bench.runs``: kills the processes of runs at every stage, beside a UI that runs.

After each kill a probe is launched in the UI, as a person or the schedule does. Counted is how long
the dead run stays unfinished, and how long until the probe works. Both have to be less than two
minutes, without a hand.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.running_ui import RunningUI
from sozialraum.base.project import PROJECT

LIMIT_SECONDS = 120.0
FINISHED = ("SUCCESS", "FAILURE", "CANCELED")

WRITER = """
import sys
from sozialraum.base.warehouse import Warehouse
with Warehouse.default().locked("the bench"):
    print("writing", flush=True)
    sys.stdin.read()
"""
# what the UI's process does before a run is queued, or the daemon before it has a process
HALF_MADE = """
import os, sys
from dagster import DagsterInstance
from dagster._core.utils import make_new_run_id
from orchestration.definitions import defs
from orchestration.lib.launcher import ProcessRunLauncher
from orchestration.lib.runs import create_run
with DagsterInstance.get() as instance:
    run = create_run(instance, defs.resolve_job_def("refresh"), make_new_run_id(),
                     partition=sys.argv[1], run_config={})
    print(run.run_id, flush=True)
    ProcessRunLauncher.launch_run = lambda *_: os._exit(9)
    if sys.argv[2] == "STARTING":
        instance.launch_run(run.run_id, None)
"""


def killed_command(ui: RunningUI, stage: str, number: signal.Signals = signal.SIGKILL) -> str:
    process, run = ui.command()
    if stage == "STARTED":
        ui.reached(run, stage)
    elif stage != "NOT_STARTED":
        ui.works(run, stage)
    process.send_signal(number)
    process.wait()
    return run


def killed_worker(ui: RunningUI, stage: str) -> str:
    run = ui.launch()
    if stage in ("STARTING", "STARTED"):
        ui.reached(run, stage)
    else:
        ui.works(run, stage)
    os.kill(ui.process_of(run), signal.SIGKILL)
    return run


def killed_while_waiting(ui: RunningUI) -> str:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER], env=ui.environment, stdin=subprocess.PIPE
    ) as other:
        run = ui.launch()
        ui.reached(run, "STARTED")
        time.sleep(3)
        assert not ui.steps(run), "it did not wait for the other writer"
        os.kill(ui.process_of(run), signal.SIGKILL)
        other.communicate()
    return run


def half_made(ui: RunningUI, stage: str) -> str:
    made = subprocess.run(
        [sys.executable, "-c", HALF_MADE, ui.month, stage],
        cwd=PROJECT,
        env=ui.environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return made.stdout.strip()


def killed_daemon(ui: RunningUI) -> str:
    (daemon,) = ui.children("orchestration.lib.scheduler")
    os.kill(daemon, signal.SIGKILL)
    return ""


def killed_code_servers(ui: RunningUI) -> str:
    for server in ui.children("grpc"):
        os.kill(server, signal.SIGKILL)
    return ""


def killed_ui(ui: RunningUI) -> str:
    """The run goes on, and is stopped in the next UI."""
    run = ui.launch()
    ui.works(run)
    ui.process.kill()
    ui.process.wait()
    ui.start_ui()
    assert ui.runs()[run] == "STARTED", "the run did not go on"
    return terminated(ui, run)


def stuck(ui: RunningUI) -> str:
    """Stopped in the UI, a process that does nothing any more is killed by hand."""
    process, run = ui.command()
    ui.works(run)
    process.send_signal(signal.SIGSTOP)
    ui.terminate(run)
    process.kill()
    process.wait()
    return run


def terminated(ui: RunningUI, run: str = "") -> str:
    process = None
    if not run:
        process, run = ui.command()
        ui.works(run)
    answer = ui.terminate(run)
    assert answer == "TerminateRunSuccess", (answer, run, ui.runs()[run])
    assert ui.runs()[run] == "CANCELED"
    assert process is None or process.wait() == 143
    return run


def executed_again(ui: RunningUI, how: str) -> str:
    run = killed_command(ui, "dbt")
    ui.reached(run, *FINISHED)
    second = ui.again(run, how)
    ui.works(second, "dbt")
    first_step = "declared__declarations" in ui.steps(second)
    assert first_step == (how == "ALL_STEPS"), ui.steps(second)
    return terminated(ui, second)


TRIALS: dict[str, Callable[[RunningUI], str]] = {
    "command line, its run NOT_STARTED": lambda t: killed_command(t, "NOT_STARTED"),
    "command line, STARTED": lambda t: killed_command(t, "STARTED"),
    "command line, while sources are read": lambda t: killed_command(t, "source"),
    "command line, in dbt": lambda t: killed_command(t, "dbt"),
    "command line, Ctrl-C": lambda t: killed_command(t, "source", signal.SIGINT),
    "command line, Terminate in the UI": terminated,
    "command line, Terminate when it hangs": stuck,
    "re-execute all of one of the command line": lambda t: executed_again(t, "ALL_STEPS"),
    "the same, from failure": lambda t: executed_again(t, "FROM_FAILURE"),
    "run of the UI, STARTING": lambda t: killed_worker(t, "STARTING"),
    "run of the UI, STARTED": lambda t: killed_worker(t, "STARTED"),
    "run of the UI, in dbt": lambda t: killed_worker(t, "dbt"),
    "run of the UI, while it waits for the lock": killed_while_waiting,
    "who queues a run, before (NOT_STARTED)": lambda t: half_made(t, "NOT_STARTED"),
    "who launches a run, before (STARTING)": lambda t: half_made(t, "STARTING"),
    "Dagster's daemon, the next run QUEUED": killed_daemon,
    "the code servers": killed_code_servers,
    "the UI, while its run works": killed_ui,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", help="trials whose name has this; repeatable")
    only = parser.parse_args().only or [""]
    table = Table("killed", "its run became", "after s", "the next run works after s")
    is_late = False
    with tempfile.TemporaryDirectory() as folder:
        ui = RunningUI(Path(folder))
        try:
            for name, trial in TRIALS.items():
                if any(word in name for word in only):
                    run = trial(ui)
                    ended, seconds, works = recovered(ui, run)
                    is_late |= max(seconds, works) > LIMIT_SECONDS
                    table.add_row(name, ended, f"{seconds:.0f}", f"{works:.0f}")
                    Console(width=120, stderr=True).print(name, ended, seconds, works)
        finally:
            ui.close()
    Console(width=120).print(table)
    if is_late:
        raise SystemExit(1)


def recovered(ui: RunningUI, run: str) -> tuple[str, float, float]:
    """What became of the killed run, and seconds until that and until a probe works."""
    began = time.monotonic()
    probe = ui.launch()
    ended, ended_after, works_after = "-", 0.0, 0.0
    while (run and not ended_after) or not works_after:
        if run and not ended_after and ui.runs()[run] in FINISHED:
            ended, ended_after = ui.runs()[run], time.monotonic() - began
        if not works_after and ui.steps(probe):
            works_after = time.monotonic() - began
        time.sleep(0.2)
    # where nothing is new it ends by itself, at once
    if ui.terminate(probe) != "TerminateRunSuccess":
        ui.reached(probe, *FINISHED)
    return ended, ended_after, works_after


if __name__ == "__main__":
    main()
