"""How Dagster starts, watches and ends the processes of runs, and what becomes of dead ones."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from dagster import DagsterInstance, DagsterRun, DagsterRunStatus, RunsFilter
from dagster._core.launcher.base import (
    CheckRunHealthResult,
    LaunchRunContext,
    RunLauncher,
    WorkerStatus,
)
from dagster._serdes import ConfigurableClass, ConfigurableClassData

from orchestration.lib.not_judged import tell_not_judged
from orchestration.lib.run_process import end_process, has_process, is_alive, start_process, sweep
from sozialraum.audit.last_attempt import read_last_attempt
from sozialraum.base.warehouse import Warehouse

UNFINISHED = (
    DagsterRunStatus.NOT_STARTED,
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
)
LAUNCH = timedelta(minutes=1)
"""A run without a process that is younger may be about to get one."""
END_SECONDS = 20.0
"""How long a process is waited for that was told to end; it does so at once."""

COMMAND = (sys.executable, "-m", "sozialraum_cli", "run")


class ProcessRunLauncher(RunLauncher[DagsterInstance], ConfigurableClass):
    """Each run in a process of its own, the same as on the command line (``sozialraum run``): it
    goes on when the UI ends, and a run of the command line is stopped like one of the UI."""

    def __init__(self, inst_data: ConfigurableClassData | None = None) -> None:
        self._inst_data = inst_data
        super().__init__()  # type: ignore[no-untyped-call]

    @property
    def inst_data(self) -> ConfigurableClassData | None:
        return self._inst_data

    @classmethod
    def config_type(cls) -> dict[str, Any]:
        return {}

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, _config_value: Mapping[str, Any]
    ) -> "ProcessRunLauncher":
        return cls(inst_data)

    def launch_run(self, context: LaunchRunContext) -> None:
        run = context.dagster_run
        warehouse = Warehouse.default()

        def ended() -> None:
            # a process that ends by itself has told Dagster how
            if self.has_instance:
                end_dead_run(self._instance, warehouse, run)

        start_process(warehouse.dagster_home, run.run_id, [*COMMAND, run.run_id], ended)

    def terminate(self, run_id: str) -> bool:
        run = self._instance.get_run_by_id(run_id)
        if run is None or run.is_finished:
            return False
        self._instance.report_run_canceling(run)
        if not end_process(Warehouse.default().dagster_home, run_id, END_SECONDS):
            return False
        run = self._instance.get_run_by_id(run_id)
        if run is not None and not run.is_finished:
            self._instance.report_run_canceled(run)
        return True

    @property
    def supports_check_run_worker_health(self) -> bool:
        return True

    def check_run_worker_health(self, run: DagsterRun) -> CheckRunHealthResult:
        warehouse = Warehouse.default()
        if is_alive(warehouse.dagster_home, run.run_id):
            return CheckRunHealthResult(WorkerStatus.RUNNING)
        # here, where it is known whether it was interrupted; who asks looks at the run again
        end_dead_run(self._instance, warehouse, run)
        return CheckRunHealthResult(WorkerStatus.NOT_FOUND)


def end_dead_runs(instance: DagsterInstance, warehouse: Warehouse) -> list[str]:
    """Ends the runs that no process works on; they would keep the queue closed for ever. Returns
    their ids."""
    home = warehouse.dagster_home
    dead = []
    for record in instance.get_run_records(RunsFilter(statuses=UNFINISHED)):
        run = record.dagster_run
        may_begin = run.status in UNFINISHED[:2] and not has_process(home, run.run_id)
        is_young = datetime.now(UTC) - record.update_timestamp < LAUNCH
        if not is_alive(home, run.run_id) and not (may_begin and is_young):
            end_dead_run(instance, warehouse, run)
            dead.append(run.run_id)
    sweep(home)
    return dead


def end_dead_run(instance: DagsterInstance, warehouse: Warehouse, run: DagsterRun) -> None:
    """Canceled where somebody interrupted it, else failed; unless it has ended by itself."""
    now = instance.get_run_by_id(run.run_id)
    if now is None or now.is_finished:
        return
    last = read_last_attempt(warehouse)
    interrupted = last.interrupted if last is not None and last.run_id == run.run_id else None
    if interrupted:
        instance.report_run_canceled(now, f"Interrupted: {interrupted}.")
    elif now.status == DagsterRunStatus.CANCELING:
        instance.report_run_canceled(now)
    else:
        instance.report_run_failed(now, "The process of this run ended without a word.")
        tell_not_judged(instance, run.run_id, "the end of the run's process")
