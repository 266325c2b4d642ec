"""A run as Dagster's UI makes and executes it, whoever asks for one."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from dagster import DagsterEvent, DagsterInstance, DagsterRun, JobDefinition
from dagster._core.definitions.reconstruct import ReconstructableRepository
from dagster._core.remote_origin import RemoteJobOrigin, RemoteRepositoryOrigin
from dagster._core.workspace.load import location_origins_from_yaml_paths
from dagster._grpc.impl import core_execute_run
from dagster._utils.hosted_user_process import recon_job_from_origin

from sozialraum.base.project import PROJECT

DEFINITIONS = "orchestration.definitions"
REPOSITORY = "__repository__"
"""What Dagster calls definitions that have no name of their own."""
PARTITION_TAG = "dagster/partition"
"""The tag by which a run says its month."""
WORKSPACE = PROJECT / "workspace.yaml"


def place_of(job_name: str) -> RemoteJobOrigin:
    """Where the UI finds the job."""
    (location,) = location_origins_from_yaml_paths([str(WORKSPACE)])
    return RemoteJobOrigin(RemoteRepositoryOrigin(location, REPOSITORY), job_name)


def create_run(
    instance: DagsterInstance,
    job: JobDefinition,
    run_id: str,
    *,
    partition: str,
    run_config: Mapping[str, Any],
) -> DagsterRun:
    """A run with all that the UI needs to place it, execute it again and tell its partition. The
    job may be a stand-in for the one of its name."""
    repository = ReconstructableRepository.for_module(
        DEFINITIONS, "defs", working_directory=str(PROJECT)
    )
    partition_tags = (
        job.get_tags_for_partition_key(partition, None)
        if job.partitions_def
        else {PARTITION_TAG: partition}
    )
    return instance.create_run_for_job(
        job,
        run_id=run_id,
        run_config=run_config,
        tags={**job.run_tags, **partition_tags},
        remote_job_origin=place_of(job.name),
        job_code_origin=repository.get_reconstructable_job(job.name).get_python_origin(),
    )


def execute_run(instance: DagsterInstance, run: DagsterRun) -> Iterator[DagsterEvent]:
    """Executes in this process what was created; yields what happens.

    Raises:
        Exception: Dagster itself failed; that of a step is an event.
    """
    assert run.job_code_origin is not None
    instance.report_engine_event(f"Process {os.getpid()} works on this run.", run)
    yield from core_execute_run(
        recon_job_from_origin(run.job_code_origin), run, instance, inject_env_vars=False
    )
