"""Gathers what Dagster shall know; everything is defined in ``orchestration/defs``."""

import gc

from dagster import AssetKey, Definitions, in_process_executor

from orchestration.defs.audit.checks import expectation_checks
from orchestration.defs.audit.freshness import freshness_checks
from orchestration.defs.ingest.changes import changes_asset
from orchestration.defs.ingest.declarations import declarations
from orchestration.defs.ingest.figure_layers import figure_layer_assets
from orchestration.defs.ingest.layers import layer_assets
from orchestration.defs.ingest.office import office_assets
from orchestration.defs.ingest.portal import source_assets
from orchestration.defs.ingest.registers import register_assets
from orchestration.defs.ingest.sensors import dropbox_sensor
from orchestration.defs.publication.assets import publication_assets
from orchestration.defs.refresh.jobs import refresh_job, refresh_schedule
from orchestration.defs.resources import RefreshResource
from orchestration.defs.statistics.assets import statistics_assets
from orchestration.defs.transform.assets import read_manifest, transform_assets
from orchestration.defs.words.assets import words_asset
from orchestration.lib.column_lineage import read_lineage
from orchestration.lib.editions import editions
from orchestration.lib.progress import console_progress
from sozialraum.base.files import restrict_umask
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue

# whichever process of Dagster loads this: the web server's, the scheduler's, a run's
restrict_umask()


def _definitions() -> Definitions:
    catalogue = load_catalogue()
    warehouse = Warehouse.default()
    manifest = read_manifest(warehouse)
    transform = transform_assets(manifest, read_lineage(warehouse))
    checks = expectation_checks()
    published: list[AssetKey] = sorted(
        key
        for assets in transform
        for key in assets.keys
        if key.path[0] in ("marts", "lineage", "raw")
    )
    judged = {check.asset_key for check in checks.check_specs}
    decided = {key for assets in transform for key in assets.keys if key.path[0] == "assess"}
    return Definitions(
        assets=[
            declarations,
            *source_assets(catalogue),
            *office_assets(catalogue),
            *register_assets(catalogue),
            changes_asset(catalogue),
            *layer_assets(catalogue),
            *figure_layer_assets(catalogue),
            *transform,
            *statistics_assets(),
            words_asset(manifest, decided - judged),
            *publication_assets(published, editions(catalogue, warehouse)),
        ],
        asset_checks=[checks, freshness_checks(catalogue)],
        jobs=[refresh_job],
        schedules=[refresh_schedule(catalogue)],
        sensors=[dropbox_sensor],
        resources={"refresh": RefreshResource()},
        # One process writes: DuckDB lets nobody else open the build database meanwhile.
        executor=in_process_executor,
        loggers={"progress": console_progress},
    )


# What Dagster and dbt have loaded stays as long as the process; the garbage collector need not walk
# it again and again while thousands of specs are made, which took a third of the loading time.
gc.freeze()
defs = _definitions()
gc.freeze()
