"""The declarations, and one asset per source: retrieved, landed, checked, loaded."""

from collections.abc import Iterator
from datetime import date

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    MaterializeResult,
    MetadataValue,
    TextMetadataValue,
    asset,
)

from orchestration.defs.resources import RefreshResource
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS
from sozialraum.audit import Finding, prepare_audit, record
from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.declarations.tables import write_declarations
from sozialraum.errors import SourceError
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.raw import is_loaded, load, prepare_raw, record_vintages, summarise
from sozialraum.ingest.snapshot import retrieve_from_snapshot
from sozialraum.ingest.wire import check_wire_format

DECLARATIONS = AssetKey(["declared", "declarations"])
WIRE_FORMAT = "wire_format"


def source_key(source: Source) -> AssetKey:
    return AssetKey(["source", source.id])


@asset(
    key=DECLARATIONS,
    group_name=GROUPS["declared"],
    owners=[DATA_ENGINEERING],
    kinds={"yaml", "duckdb"},
    description="What is said about the city in `cities/<city>/`: areas, sources, indicators, "
    "services; checked as a whole and written to the schema `declared`.",
)
def declarations(refresh: RefreshResource) -> MaterializeResult[None]:
    with refresh.warehouse.connect() as connection:
        rows = write_declarations(connection, refresh.catalogue, refresh.as_of_date)
        prepare_raw(connection, refresh.catalogue.sources)
        prepare_audit(connection)
    return MaterializeResult(
        metadata={
            "city": refresh.catalogue.city.name,
            "as_of": refresh.as_of_date.isoformat(),
            "sources": rows["source"],
            "indicators": rows["indicator"],
            "service_types": rows["service_type"],
        }
    )


def source_assets(catalogue: Catalogue) -> list[AssetsDefinition]:
    return [_source_asset(catalogue, source) for source in catalogue.sources]


def _source_asset(catalogue: Catalogue, source: Source) -> AssetsDefinition:
    check = AssetCheckSpec(
        WIRE_FORMAT,
        asset=source_key(source),
        blocking=True,
        description="The file is text in the declared encoding, with the declared delimiter and "
        "columns, rows of equal width and at least one of them.",
    )

    @asset(
        key=source_key(source),
        deps=[DECLARATIONS],
        group_name=GROUPS["declared"],
        owners=[DATA_ENGINEERING, f"team:{source.planning_field}"],
        kinds={"csv", "duckdb"},
        description=_describe(catalogue, source),
        metadata={
            "office": source.office,
            "cadence": source.cadence,
            "licence": MetadataValue.url(catalogue.licences[source.licence].url),
            "url": MetadataValue.url(catalogue.table_url(source)),
        },
        tags={"planning_field": source.planning_field, "cadence": source.cadence},
        check_specs=[check],
    )
    def retrieve_and_load(
        context: AssetExecutionContext, refresh: RefreshResource
    ) -> Iterator[MaterializeResult[None]]:
        yield _ingest(context, refresh, source)

    return retrieve_and_load


def _ingest(
    context: AssetExecutionContext, refresh: RefreshResource, source: Source
) -> MaterializeResult[None]:
    store = LandingStore(refresh.warehouse.landing)
    problems = []
    new = loaded = 0
    with refresh.warehouse.connect() as connection:
        try:
            for retrieved in retrieve_from_snapshot(refresh.catalogue, source):
                landing, is_new = store.land(source.id, retrieved)
                new += is_new
                if is_loaded(connection, source, landing):
                    continue
                try:
                    table = check_wire_format(source, landing)
                except SourceError as error:
                    problems.append(str(error))
                    continue
                if table.undeclared:
                    context.log.warning(
                        f"source '{source.id}', {landing.dataset_id}.csv has columns that "
                        f"sources.yaml does not speak of: {', '.join(table.undeclared)}; "
                        "they are not read"
                    )
                load(connection, source, table)
                loaded += 1
        except SourceError as error:
            problems.append(str(error))
        record_vintages(connection, source, store.vintages(source.id))
        summary = summarise(connection, source)
        record(connection, [_wire_finding(source, problems)])
    return MaterializeResult(
        metadata={
            "dagster/row_count": summary.rows,
            "cells": summary.cells,
            "files": summary.files,
            "new_landings": new,
            "files_loaded": loaded,
            "data_until": _date_metadata(summary.data_until),
            "landed_at": MetadataValue.text(str(summary.landed_at)),
        },
        check_results=[
            AssetCheckResult(
                passed=not problems,
                check_name=WIRE_FORMAT,
                severity=AssetCheckSeverity.ERROR,
                description="\n".join(problems) or "as declared",
                metadata={"findings": MetadataValue.json(problems)},
            )
        ],
    )


def _wire_finding(source: Source, problems: list[str]) -> Finding:
    return Finding(
        table_name=f"source.{source.id}",
        check_name=WIRE_FORMAT,
        kind="wire",
        severity="critical",
        passed=not problems,
        observed="; ".join(problems) or "as declared",
        failing_rows=None,
        description="Every file of the source has the declared form.",
    )


def _date_metadata(day: date | None) -> TextMetadataValue:
    return MetadataValue.text(day.isoformat() if day else "unknown")


def _describe(catalogue: Catalogue, source: Source) -> str:
    quirks = "".join(f"\n- {quirk}" for quirk in source.quirks)
    return (
        f"**{source.title}**\n\n{source.office}. {catalogue.city.attribution}"
        + (f"\n\nKnown peculiarities:{quirks}" if quirks else "")
    )
