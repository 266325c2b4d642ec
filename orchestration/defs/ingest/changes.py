"""Whether the marts have to be made anew: the chain goes on only if there is something new."""

from collections.abc import Iterator
from datetime import UTC, datetime

from dagster import AssetExecutionContext, AssetsDefinition, MaterializeResult, asset

from expectations.great_expectations_quiet import great_expectations
from orchestration.defs.ingest.placement import PLACEMENT
from orchestration.defs.ingest.skeleton import source_key
from orchestration.defs.resources import RefreshResource
from orchestration.lib.nothing_new import CHANGES, tell_nothing_new
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS
from sozialraum.declarations import Catalogue
from sozialraum.publication.last_check import LastCheck, reason_to_publish, write_last_check
from sozialraum.publication.store import PublicationStore
from sozialraum.registers.ahead import rows_begun


def changes_asset(catalogue: Catalogue) -> AssetsDefinition:
    @asset(
        key=CHANGES,
        deps=[
            *(source_key(source.id) for source in catalogue.sources),
            *(source_key(register.source_id) for register in catalogue.registers),
            PLACEMENT,
        ],
        # without an output everything downstream is skipped
        output_required=False,
        group_name=GROUPS["declared"],
        owners=[DATA_ENGINEERING],
        kinds={"duckdb"},
        description="Why the marts are made anew. Where the live portal brought nothing new, code "
        "and declarations are those of the current publication, and nothing that it says turned "
        "with the day, nothing is made, and that publication stays.",
    )
    def changes(
        context: AssetExecutionContext, refresh: RefreshResource
    ) -> Iterator[MaterializeResult[None]]:
        reason = _reason(refresh)
        if reason is not None:
            # takes seconds, and is needed when the marts are made
            refresh.beside.prepare(great_expectations)
            yield MaterializeResult(metadata={"reason": reason})
            return
        current = PublicationStore(refresh.warehouse).current()
        assert current is not None
        write_last_check(
            refresh.warehouse, LastCheck(datetime.now(UTC), current.version, refresh.as_of_date)
        )
        tell_nothing_new(context, current)
        refresh.end_with(current.version)

    return changes


def _reason(refresh: RefreshResource) -> str | None:
    if not refresh.is_live:
        # that nothing is new is told before a run of the whole chain begins (nothing_new.py)
        return "the bundled figures were to be built"
    if refresh.as_of or refresh.as_of_date != refresh.newest_day:
        return f"{refresh.as_of_date} was asked for"
    store, day = PublicationStore(refresh.warehouse), refresh.as_of_date
    with refresh.warehouse.connect(read_only=True) as connection:
        reason = reason_to_publish(
            store, connection, refresh.code_version, refresh.catalogue.reforms, day
        )
    if reason is None and (current := store.current()) is not None:
        return rows_begun(current.database, refresh.catalogue, day)
    return reason
