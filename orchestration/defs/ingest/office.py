"""One asset per table that an office delivers: picked up, landed, read by its layout, loaded."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetsDefinition,
    MaterializeResult,
    MetadataValue,
    asset,
)

from orchestration.defs.ingest.assets import (
    DECLARATIONS,
    OLDER_VINTAGES,
    WIRE_FORMAT,
    date_metadata,
    describe_source,
    older_finding,
    source_key,
    wire_finding,
)
from orchestration.defs.resources import RefreshResource
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS
from sozialraum.audit import Finding, invalidate_build, record
from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing, LandingStore
from sozialraum.ingest.office.delivered import load_delivered
from sozialraum.ingest.office.dropbox import look, look_for_withdrawn, office_sources
from sozialraum.ingest.raw import kept_findings, record_look, record_vintages, summarise

TOTALS = "totals"
AWAITING = "awaiting first delivery"


def office_assets(catalogue: Catalogue) -> list[AssetsDefinition]:
    return [_office_asset(catalogue, source) for source in office_sources(catalogue)]


def _office_asset(catalogue: Catalogue, source: Source) -> AssetsDefinition:
    checks = [
        AssetCheckSpec(
            WIRE_FORMAT,
            asset=source_key(source),
            description="Every file in the dropbox has one table with the declared layout. One "
            "that has not is not used: the deliveries before it are, the source is stale, and this "
            "is a warning.",
        ),
        AssetCheckSpec(
            OLDER_VINTAGES,
            asset=source_key(source),
            description="Files that were taken out of the dropbox can still be read with today's "
            "declaration; without them their figures are missing.",
        ),
        AssetCheckSpec(
            TOTALS,
            asset=source_key(source),
            description="The sums that the office's table shows equal the sums of their parts.",
        ),
    ]

    @asset(
        key=source_key(source),
        deps=[DECLARATIONS],
        group_name=GROUPS["declared"],
        owners=[DATA_ENGINEERING, f"team:{source.planning_field}"],
        kinds={"excel", "duckdb"},
        description=describe_source(catalogue, source),
        metadata={
            "office": source.office,
            "cadence": source.cadence,
            "dropbox": MetadataValue.path(catalogue.table_url(source)),
        },
        tags={"planning_field": source.planning_field, "cadence": source.cadence},
        check_specs=checks,
    )
    def pick_up_and_load(
        context: AssetExecutionContext, refresh: RefreshResource
    ) -> Iterator[MaterializeResult[None]]:
        yield _ingest(context, refresh, source)

    return pick_up_and_load


def _ingest(
    context: AssetExecutionContext, refresh: RefreshResource, source: Source
) -> MaterializeResult[None]:
    contents = look(refresh.warehouse.dropbox, source)
    for reason in contents.left:
        context.log.warning(reason)
    store = LandingStore(refresh.warehouse.landing)
    zone = ZoneInfo(refresh.catalogue.city.timezone)
    as_of = refresh.as_of_date
    withdrawn = look_for_withdrawn(store, refresh.warehouse.dropbox, source, contents.deliveries)
    with refresh.warehouse.connect() as connection:
        outcome = load_delivered(
            connection,
            source,
            store,
            contents.deliveries,
            withdrawn,
            lambda landing: landing.counts_on(as_of, zone),
        )
        for warning in (*outcome.warnings, *outcome.unreadable):
            context.log.warning(warning)
        if outcome.withdrawn:
            invalidate_build(connection)
        vintages = outcome.vintages
        record_vintages(connection, source, vintages)
        record_look(
            connection,
            source,
            refresh.catalogue.table_url(source),
            _looked_at(refresh, vintages),
            found=bool(contents.deliveries),
            unreadable=outcome.problems,
            left=contents.left,
        )
        summary = summarise(connection, source)
        findings = kept_findings(connection, source)
        record(
            connection,
            [
                wire_finding(source, outcome.problems, "warning"),
                older_finding(source, outcome.unreadable),
                _totals(source, findings),
            ],
        )
    as_declared = "as declared" if vintages else AWAITING
    return MaterializeResult(
        metadata={
            "dagster/row_count": summary.rows,
            "cells": summary.cells,
            "files": summary.files,
            "new_landings": outcome.new,
            "files_loaded": outcome.loaded,
            "data_until": date_metadata(summary.data_until),
            "landed_at": MetadataValue.text(str(summary.landed_at or AWAITING)),
            "withdrawn": MetadataValue.json(outcome.withdrawn),
            "left_in_dropbox": MetadataValue.json(list(contents.left)),
        },
        check_results=[
            AssetCheckResult(
                passed=not outcome.problems,
                check_name=WIRE_FORMAT,
                severity=AssetCheckSeverity.WARN,
                description="\n".join(outcome.problems) or as_declared,
                metadata={"findings": MetadataValue.json(outcome.problems)},
            ),
            AssetCheckResult(
                passed=not outcome.unreadable,
                check_name=OLDER_VINTAGES,
                severity=AssetCheckSeverity.WARN,
                description="\n".join(outcome.unreadable) or as_declared,
            ),
            AssetCheckResult(
                passed=not findings,
                check_name=TOTALS,
                severity=AssetCheckSeverity.WARN,
                description="\n".join(findings) or as_declared,
                metadata={"findings": MetadataValue.json(findings)},
            ),
        ],
    )


def _looked_at(refresh: RefreshResource, vintages: list[Landing]) -> datetime:
    """Now; beside the bundled figures the moment that these and the deliveries speak for, so that
    the same inputs give the same marts."""
    if refresh.is_live:
        return datetime.now(UTC)
    known = [landing.retrieved_at for landing in vintages]
    return max([refresh.catalogue.snapshot.retrieved_at, *known])


def _totals(source: Source, findings: list[str]) -> Finding:
    return Finding(
        table_name=f"source.{source.id}",
        check_name=TOTALS,
        kind="wire",
        severity="warning",
        passed=not findings,
        observed="; ".join(findings) or "every sum equals its parts",
        failing_rows=len(findings),
        description="The sums that the office's table shows equal the sums of their parts.",
        description_de="Die Summen in der Tabelle des Amtes stimmen mit ihren Teilen überein.",
        sample=[{"finding": finding} for finding in findings[:20]],
    )
