"""A run's execution in this process, and how it went."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from dagster import DagsterEvent, DagsterInstance, DagsterRun
from dagster._core.utils import make_new_run_id

from orchestration.lib.history import forget_runs
from orchestration.lib.instance import prepare_home
from orchestration.lib.nothing_new import run_nothing_new
from orchestration.lib.progress import PROGRESS, innermost
from orchestration.lib.run_process import sweep, working_on
from orchestration.lib.runs import create_run, execute_run
from sozialraum.audit.last_attempt import LastAttempt, read_last_attempt, write_last_attempt
from sozialraum.audit.matters import broken_off
from sozialraum.base.beside import BESIDE
from sozialraum.base.errors import MonitorError
from sozialraum.base.lines import VOICE
from sozialraum.base.warehouse import Warehouse
from sozialraum.beginning import Asking, Beginning, conclude
from sozialraum.ingest.connector import LIVE
from sozialraum.ingest.connectors import asked_elsewhere
from sozialraum.publication.edition import month_of
from sozialraum.publication.last_check import LastCheck, write_last_check
from sozialraum.publication.store import PublicationStore
from sozialraum.publication.to_come import stays_beside

SUCCESS = "PIPELINE_SUCCESS"


@dataclass(frozen=True)
class Outcome:
    """How a run ended; ``failed_steps`` in the order in which they failed, or why none began.

    ``is_unchanged``: there was nothing new, the current publication stays.
    ``version``: what was published.
    """

    run_id: str
    succeeded: bool
    failed_steps: tuple[str, ...]
    is_unchanged: bool
    version: str | None = None


def _reason(event: DagsterEvent) -> str:
    """Why a run failed before its first step; no traceback."""
    error = innermost(event.job_failure_data.error)
    return error.message.strip().partition(": ")[2] if error is not None else "no reason is known"


def nothing_new(
    instance: DagsterInstance, warehouse: Warehouse, found: Beginning, asking: Asking
) -> Outcome:
    """Records a run without anything new; to be called by the holder of the warehouse's lock."""
    made = found.made
    assert made is not None
    run_id = make_new_run_id()
    earlier = [
        *broken_off(read_last_attempt(warehouse)),
        *asked_elsewhere(is_live=asking.source == LIVE),
    ]
    began = datetime.now(UTC)
    with working_on(warehouse.dagster_home, run_id):
        run_nothing_new(instance, made, run_id, month_of(found.day))
        forget_runs(instance, warehouse.dagster_home, found.kept_runs)
    ended = datetime.now(UTC)
    beside = None if asking.as_of else stays_beside(PublicationStore(warehouse), made)
    version = made.version if beside is not None else None
    write_last_attempt(warehouse, LastAttempt(run_id, began, ended, beside=version))
    if warehouse.current.resolve().name == made.version:
        write_last_check(warehouse, LastCheck(ended, made.version, made.as_of))
    for problem in BESIDE.call(conclude, warehouse, [*earlier, *([beside] if beside else [])]):
        VOICE.say(problem, level="warning", indent="  ! ")
    return Outcome(run_id, succeeded=True, failed_steps=(), is_unchanged=True, version=made.version)


def whole_chain(
    instance: DagsterInstance, warehouse: Warehouse, day: date, asking: Asking, wait_minutes: int
) -> Outcome:
    """Runs the job for the month of ``day``, as the UI would."""
    from expectations.great_expectations_quiet import great_expectations

    # takes longer than loading the definitions, and is done meanwhile
    BESIDE.prepare(great_expectations)
    from orchestration.definitions import defs
    from orchestration.defs.publication.assets import PUBLICATION

    month = month_of(day)
    job = defs.resolve_job_def("refresh")
    if not job.partitions_def or not job.partitions_def.has_partition_key(month):
        raise MonitorError(f"there is no edition of {month}: the month has not begun")
    run_id = make_new_run_id()
    with working_on(warehouse.dagster_home, run_id):
        chosen = {**asdict(asking), "wait_minutes": wait_minutes}
        config = {name: value for name, value in chosen.items() if value is not None}
        # with a partition nothing of the job's own configuration is merged into this one
        run_config = {"resources": {"refresh": {"config": config}}, "loggers": PROGRESS}
        run = create_run(instance, job, run_id, partition=month, run_config=run_config)
        events = _execute(instance, warehouse, run)
        failed = tuple(
            event.step_key
            for event in events
            if event.event_type_value in ("STEP_FAILURE", "PIPELINE_FAILURE") and event.step_key
        ) or tuple(
            _reason(event) for event in events if event.event_type_value == "PIPELINE_FAILURE"
        )
        succeeded = any(event.event_type_value == SUCCESS for event in events)
        skipped = any(event.event_type_value == "STEP_SKIPPED" for event in events)
        published = [
            event.step_materialization_data.materialization.metadata
            for event in events
            if event.event_type_value == "ASSET_MATERIALIZATION" and event.asset_key == PUBLICATION
        ]
    return Outcome(
        run_id,
        succeeded,
        failed,
        is_unchanged=succeeded and skipped,
        version=str(published[-1]["version"].value) if published else None,
    )


def work_on(warehouse: Warehouse, run_id: str) -> bool:
    """Executes in this process a run that was created elsewhere; whether it succeeded.

    Raises:
        MonitorError: there is no such run.
    """
    prepare_home(warehouse)
    with DagsterInstance.get() as instance:
        run = instance.get_run_by_id(run_id)
        if run is None:
            raise MonitorError(f"there is no run {run_id} in {warehouse.dagster_home}")
        events = _execute(instance, warehouse, run)
    return any(event.event_type_value == SUCCESS for event in events)


def _execute(
    instance: DagsterInstance, warehouse: Warehouse, run: DagsterRun
) -> list[DagsterEvent]:
    """Executes it, and then forgets runs that are too old."""
    from sozialraum.declarations import load_catalogue

    events = list(execute_run(instance, run))
    forget_runs(instance, warehouse.dagster_home, load_catalogue().retention.runs)
    sweep(warehouse.dagster_home)
    return events
