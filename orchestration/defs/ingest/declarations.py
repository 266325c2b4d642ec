"""The declarations, checked as a whole and written before anything else is done."""

import shutil
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dagster import AssetExecutionContext, AssetKey, Failure, MaterializeResult, asset

from orchestration.defs.resources import RefreshResource
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS
from sozialraum.audit.results import DECLARED, prepare_audit
from sozialraum.base.errors import MonitorError
from sozialraum.base.tables import one_transaction
from sozialraum.declarations.tables import write_declarations
from sozialraum.ingest.acceptance import Acceptance
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.layers.load import prepare_layers
from sozialraum.ingest.office.dropbox import office_sources, prepare_folders
from sozialraum.ingest.raw import prepare_raw
from sozialraum.ingest.refresh_day import retrieval_day
from sozialraum.ingest.succession import record_published
from sozialraum.ingest.vintages import check_anything_known
from sozialraum.publication.errata import record_errata
from sozialraum.publication.seen import published_landings
from sozialraum.publication.services import record_services
from sozialraum.publication.store import PublicationStore
from sozialraum.registers.loading import prepare_registers

if TYPE_CHECKING:
    import duckdb

DECLARATIONS = AssetKey(["declared", "declarations"])
REFRESH = "refresh"


@asset(
    key=DECLARATIONS,
    group_name=GROUPS["declared"],
    owners=[DATA_ENGINEERING],
    kinds={"yaml", "duckdb"},
    description="What is said about the city in `cities/<city>/`: areas, sources, indicators, "
    "services; checked as a whole and written to the schema `declared`.",
)
def declarations(
    context: AssetExecutionContext, refresh: RefreshResource
) -> MaterializeResult[None]:
    try:
        check_anything_known(
            LandingStore(refresh.warehouse.landing),
            refresh.catalogue,
            refresh.as_of_date,
            retrieval_day(refresh.catalogue, is_live=refresh.is_live),
        )
    except MonitorError as error:
        raise Failure(str(error), allow_retries=False) from error
    with refresh.warehouse.connect() as connection, one_transaction(connection):
        rows = write_declarations(connection, refresh.catalogue, refresh.as_of_date)
        catalogue = refresh.catalogue
        prepare_raw(connection, catalogue.source_ids)
        store = PublicationStore(refresh.warehouse)
        record_published(connection, published_landings(store))
        published = store.known()
        # what was later is not compared with
        is_before = published is not None and published.as_of <= refresh.as_of_date
        record_services(connection, published if is_before else None)
        record_errata(
            connection,
            store,
            ZoneInfo(catalogue.city.timezone),
            # an edition that is made again knows what was known on its day
            None if refresh.as_of_date == refresh.newest_day else refresh.as_of_date,
        )
        prepare_registers(connection, catalogue.registers)
        prepare_layers(connection, catalogue.places.layers)
        prepare_audit(connection)
        refresh.mark_read(connection, DECLARED)
        shutil.rmtree(refresh.warehouse.failing_rows, ignore_errors=True)
        if refresh.is_live and context.job_name == REFRESH:
            _ask_ahead(connection, refresh)
    for stray in prepare_folders(refresh.warehouse.dropbox, office_sources(refresh.catalogue)):
        context.log.warning(stray)
    return MaterializeResult(
        metadata={
            "city": refresh.catalogue.city.name,
            "as_of": refresh.as_of_date.isoformat(),
            "sources": rows["source"],
            "indicators": rows["indicator"],
            "service_types": rows["service_type"],
        }
    )


def _ask_ahead(connection: "duckdb.DuckDBPyConnection", refresh: RefreshResource) -> None:
    """Lets the portal answer for all sources at once, while the first ones are already read."""
    store = LandingStore(refresh.warehouse.landing)
    for source in refresh.catalogue.sources:
        if source.delivery == "portal":
            refresh.connector.ask_ahead(source, Acceptance(connection, source, store).known)
