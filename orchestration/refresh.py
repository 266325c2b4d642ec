"""Runs the refresh job in this process and says how it went."""

from dataclasses import dataclass

from dagster import DagsterInstance, ExecuteInProcessResult

from orchestration.lib.instance import prepare_home
from sozialraum.warehouse import Warehouse

# The UI finds the runs of a job by this tag.
REPOSITORY_TAG = {".dagster/repository": "__repository__@sozialraum"}


@dataclass(frozen=True)
class Outcome:
    """How a run ended; ``failed_steps`` in the order in which they failed."""

    run_id: str
    succeeded: bool
    failed_steps: tuple[str, ...]


def run_refresh(warehouse: Warehouse, *, as_of: str | None = None) -> Outcome:
    """The whole chain; the run is recorded where ``make ui`` shows it."""
    prepare_home(warehouse)
    from orchestration.definitions import defs
    from orchestration.defs.resources import RefreshResource

    job = defs.resolve_job_def("refresh")
    with DagsterInstance.get() as instance:
        result: ExecuteInProcessResult = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            tags=REPOSITORY_TAG,
            resources={"refresh": RefreshResource(as_of=as_of)},
        )
        failed = tuple(
            event.step_key or ""
            for event in result.all_events
            if event.event_type_value in ("STEP_FAILURE", "PIPELINE_FAILURE")
            and event.step_key
        )
    return Outcome(result.run_id, result.success, failed)
