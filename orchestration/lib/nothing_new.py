"""A refresh that finds nothing new before it has begun: a run of one step that says so."""

import os
from collections.abc import Iterator

from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetObservation,
    DagsterEventType,
    DagsterInstance,
    Definitions,
    MaterializeResult,
    MetadataValue,
    asset,
    define_asset_job,
    in_process_executor,
)
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run_iterator

from orchestration.lib.progress import PROGRESS, console_progress
from orchestration.lib.runs import create_run
from sozialraum.base.errors import MonitorError
from sozialraum.publication.store import Publication

CHANGES = AssetKey(["source", "changes"])


def tell_nothing_new(context: AssetExecutionContext, publication: Publication) -> None:
    """Lets the run, and the asset that decides, say which publication stays."""
    context.log_event(
        AssetObservation(
            CHANGES,
            description=f"Nothing new: publication {publication.version} stays.",
            metadata={"stays": MetadataValue.path(publication.folder)},
        )
    )
    context.log.info(f"nothing new: publication {publication.version} stays")


def run_nothing_new(
    instance: DagsterInstance, publication: Publication, run_id: str, partition: str
) -> None:
    """Makes and records the run, under the name of the job that it stands for: executed again, it
    is that job. Loading the definitions of the whole chain takes longer than all of this."""

    @asset(key=CHANGES, output_required=False)
    def changes(context: AssetExecutionContext) -> Iterator[MaterializeResult[None]]:
        tell_nothing_new(context, publication)
        yield from ()

    job = Definitions(
        assets=[changes],
        jobs=[define_asset_job("refresh")],
        loggers={"progress": console_progress},
        executor=in_process_executor,
    ).resolve_job_def("refresh")
    run_config = {"loggers": PROGRESS}
    run = create_run(instance, job, run_id, partition=partition, run_config=run_config)
    instance.report_engine_event(f"Process {os.getpid()} works on this run.", run)
    events = list(execute_run_iterator(InMemoryJob(job), run, instance))
    if not any(event.event_type is DagsterEventType.PIPELINE_SUCCESS for event in events):
        raise MonitorError(f"Dagster could not record that nothing is new: see its run {run_id}")
