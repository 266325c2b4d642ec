"""Runs the refresh job in this process and says how it went."""

from dataclasses import dataclass
from datetime import date

from dagster import DagsterEvent, DagsterInstance, ExecuteInProcessResult

from orchestration.lib.history import forget_runs
from orchestration.lib.instance import end_orphaned_runs, prepare_home
from sozialraum.base.errors import MonitorError
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue
from sozialraum.ingest.connector import LIVE
from sozialraum.ingest.connectors import chosen_connector
from sozialraum.ingest.refresh_day import newest_day
from sozialraum.publication.edition import month_of

# The UI finds the runs of a job by this tag.
REPOSITORY_TAG = {".dagster/repository": "__repository__@sozialraum"}


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
    error = event.job_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip().partition(": ")[2] if error is not None else "no reason is known"


def _day(warehouse: Warehouse, as_of: str | None, source: str | None) -> date:
    if as_of is not None:
        return date.fromisoformat(as_of)
    is_live = chosen_connector(source) == LIVE
    return newest_day(load_catalogue(), warehouse, is_live=is_live)


def run_refresh(
    warehouse: Warehouse,
    *,
    as_of: str | None = None,
    source: str | None = None,
    make_current: bool = False,
) -> Outcome:
    """The whole chain; the run is recorded where ``make ui`` shows it.

    Args:
        as_of: a day as ``YYYY-MM-DD``; by default that of the source.
        source: ``snapshot`` or ``live``; by default what ``SOZIALRAUM_SOURCE`` says.
        make_current: also where the current publication speaks for a later day.
    """
    prepare_home(warehouse)
    from orchestration.definitions import defs
    from orchestration.defs.publication.assets import PUBLICATION
    from orchestration.defs.refresh.jobs import PROGRESS

    end_orphaned_runs(warehouse)
    job = defs.resolve_job_def("refresh")
    chosen = {"as_of": as_of, "source": source, "make_current": make_current}
    config = {name: value for name, value in chosen.items() if value is not None}
    month = month_of(_day(warehouse, as_of, source))
    if not job.partitions_def or not job.partitions_def.has_partition_key(month):
        raise MonitorError(f"there is no edition of {month}: the month has not begun")
    with DagsterInstance.get() as instance:
        result: ExecuteInProcessResult = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            partition_key=month,
            tags=REPOSITORY_TAG,
            # by configuration: resources passed here would give way to the job's own
            # with a partition nothing of the job's own configuration is merged into this one
            run_config={"resources": {"refresh": {"config": config}}, "loggers": PROGRESS},
        )
        failed = tuple(
            event.step_key
            for event in result.all_events
            if event.event_type_value in ("STEP_FAILURE", "PIPELINE_FAILURE") and event.step_key
        ) or tuple(
            _reason(event)
            for event in result.all_events
            if event.event_type_value == "PIPELINE_FAILURE"
        )
        skipped = any(event.event_type_value == "STEP_SKIPPED" for event in result.all_events)
        published = [
            event.step_materialization_data.materialization.metadata
            for event in result.all_events
            if event.event_type_value == "ASSET_MATERIALIZATION" and event.asset_key == PUBLICATION
        ]
        forget_runs(instance, warehouse.dagster_home, load_catalogue().retention.runs)
    return Outcome(
        result.run_id,
        result.success,
        failed,
        is_unchanged=result.success and skipped,
        version=str(published[-1]["version"].value) if published else None,
    )
