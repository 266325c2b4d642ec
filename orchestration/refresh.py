"""Runs the refresh job in this process and says how it went."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dagster import DagsterEvent, DagsterInstance, DagsterRun
from dagster._core.utils import make_new_run_id

from orchestration.lib.history import forget_runs
from orchestration.lib.instance import mended_instance, prepare_home
from orchestration.lib.nothing_new import run_nothing_new
from orchestration.lib.progress import PROGRESS, innermost
from orchestration.lib.run_process import sweep, working_on
from orchestration.lib.runs import create_run, execute_run
from sozialraum.alerting import alert
from sozialraum.audit.last_attempt import LastAttempt, read_last_attempt, write_last_attempt
from sozialraum.audit.matters import Matter, broken_off, matters_of
from sozialraum.base.beside import BESIDE
from sozialraum.base.errors import MonitorError
from sozialraum.base.lines import VOICE
from sozialraum.base.warehouse import WAIT_MINUTES, Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.ingest.connector import LIVE
from sozialraum.ingest.connectors import chosen_connector
from sozialraum.ingest.refresh_day import newest_day
from sozialraum.nothing_new import Asked, brings_nothing, find_made
from sozialraum.publication.contents import has_contents, write_contents
from sozialraum.publication.edition import month_of
from sozialraum.publication.last_check import LastCheck, write_last_check

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


def _day(catalogue: Catalogue, warehouse: Warehouse, as_of: str | None, *, is_live: bool) -> date:
    if as_of is not None:
        return date.fromisoformat(as_of)
    return newest_day(catalogue, warehouse, is_live=is_live)


def _nothing_new(
    instance: DagsterInstance,
    warehouse: Warehouse,
    asked: Asked,
    day: date,
    *,
    make_current: bool,
    wait_minutes: int,
) -> Outcome | None:
    """How it ended without anything new, told before the definitions are loaded; None where the
    chain has to run."""
    with warehouse.locked(patience=wait_minutes * 60):
        # here, for it may have been waited for
        catalogue = load_catalogue()
        made = find_made(warehouse, catalogue, asked, make_current=make_current)
        is_live = asked.source == LIVE
        if made is None or (is_live and not brings_nothing(warehouse, catalogue, made, day)):
            return None
        run_id = make_new_run_id()
        earlier = broken_off(read_last_attempt(warehouse))
        began = datetime.now(UTC)
        with working_on(warehouse.dagster_home, run_id):
            run_nothing_new(instance, made, run_id, month_of(day))
            forget_runs(instance, warehouse.dagster_home, catalogue.retention.runs)
        ended = datetime.now(UTC)
        write_last_attempt(warehouse, LastAttempt(run_id, began, ended))
        if warehouse.current.resolve().name == made.version:
            write_last_check(warehouse, LastCheck(ended, made.version, made.as_of))
        for problem in alert(
            warehouse, _lasting(warehouse, earlier), is_whole=True, catalogue=catalogue
        ):
            VOICE.say(problem, level="warning", indent="  ! ")
        if not has_contents(warehouse):
            write_contents(warehouse, catalogue.city.words)
    return Outcome(run_id, succeeded=True, failed_steps=(), is_unchanged=True, version=made.version)


def _lasting(warehouse: Warehouse, earlier: list[Matter]) -> Iterator[Matter]:
    """The build database is that of the last refresh: what that left to do still is. Opened only
    where somebody is told."""
    yield from earlier
    yield from matters_of(warehouse.build_database)


def run_refresh(
    warehouse: Warehouse,
    *,
    as_of: str | None = None,
    source: str | None = None,
    make_current: bool = False,
    wait_minutes: int = WAIT_MINUTES,
) -> Outcome:
    """The whole chain in this process, as a run like those that the UI starts.

    Args:
        as_of: a day as ``YYYY-MM-DD``; by default that of the source.
        source: ``snapshot`` or ``live``; by default what ``SOZIALRAUM_SOURCE`` says.
        make_current: also where the current publication speaks for a later day.
        wait_minutes: for how long another writer is waited for.
    """
    prepare_home(warehouse)
    is_live = chosen_connector(source) == LIVE
    day = _day(load_catalogue(), warehouse, as_of, is_live=is_live)
    asked = Asked(chosen_connector(source), None if is_live and not as_of else day)
    with mended_instance(warehouse, wait_minutes) as instance:
        unchanged = _nothing_new(
            instance,
            warehouse,
            asked,
            day,
            make_current=make_current,
            wait_minutes=wait_minutes,
        )
        if unchanged is not None:
            return unchanged
        chosen = {
            "as_of": as_of,
            "source": source,
            "make_current": make_current,
            "wait_minutes": wait_minutes,
        }
        config = {name: value for name, value in chosen.items() if value is not None}
        with closing(BESIDE):
            return _whole_chain(instance, warehouse, month_of(day), config)


def _whole_chain(
    instance: DagsterInstance, warehouse: Warehouse, month: str, config: Mapping[str, object]
) -> Outcome:
    from expectations.great_expectations_quiet import great_expectations

    # takes longer than loading the definitions, and is done meanwhile
    BESIDE.prepare(great_expectations)
    from orchestration.definitions import defs
    from orchestration.defs.publication.assets import PUBLICATION

    job = defs.resolve_job_def("refresh")
    if not job.partitions_def or not job.partitions_def.has_partition_key(month):
        raise MonitorError(f"there is no edition of {month}: the month has not begun")
    run_id = make_new_run_id()
    with working_on(warehouse.dagster_home, run_id):
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
    events = list(execute_run(instance, run))
    forget_runs(instance, warehouse.dagster_home, load_catalogue().retention.runs)
    sweep(warehouse.dagster_home)
    return events
