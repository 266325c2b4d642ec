"""Looks into the dropbox and asks for a refresh when an office has put a new file there."""

import hashlib

from dagster import DefaultSensorStatus, RunRequest, SensorEvaluationContext, SkipReason, sensor

from orchestration.defs.refresh.jobs import UNATTENDED, refresh_job
from sozialraum.base.switches import is_on
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue
from sozialraum.ingest.connector import LIVE
from sozialraum.ingest.connectors import chosen_connector
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.office.dropbox import look, not_landed, office_sources
from sozialraum.ingest.refresh_day import newest_day
from sozialraum.publication.edition import month_of

SENSOR_VARIABLE = "SOZIALRAUM_DROPBOX_SENSOR"


@sensor(
    name="dropbox",
    job=refresh_job,
    minimum_interval_seconds=60,
    default_status=(
        DefaultSensorStatus.RUNNING if is_on(SENSOR_VARIABLE) else DefaultSensorStatus.STOPPED
    ),
    description="Every minute: is there a complete file in `warehouse/dropbox/<source>/` that is "
    f"not landed yet? Off unless `{SENSOR_VARIABLE}=on` or it is switched on in the UI.",
)
def dropbox_sensor(context: SensorEvaluationContext) -> RunRequest | SkipReason:
    warehouse = Warehouse.default()
    catalogue = load_catalogue()
    store = LandingStore(warehouse.landing)
    new = [
        found
        for source in office_sources(catalogue)
        for found in not_landed(store, look(warehouse.dropbox, source).deliveries)
    ]
    if not new:
        return SkipReason("no new file in the dropbox")
    # the same files ask once, also when the refresh that they asked for failed; again only after
    # others of their source were landed or withdrawn
    names = sorted(f"{one.source.id}/{one.name} {digest}" for one, digest in new)
    names += [
        f"{landing.landing_id} {landing.retrieved_at} {landing.withdrawn_at}"
        for source_id in sorted({one.source.id for one, _ in new})
        for landing in store.vintages(source_id)
    ]
    day = newest_day(catalogue, warehouse, is_live=chosen_connector(None) == LIVE)
    return RunRequest(
        # reports are made for a month: a run without one would end before them
        partition_key=month_of(day),
        run_key=hashlib.sha256("\n".join(names).encode()).hexdigest(),
        tags={
            **UNATTENDED,
            "dropbox": ", ".join(f"{one.source.id}/{one.name}" for one, _ in new)[:250],
        },
    )
