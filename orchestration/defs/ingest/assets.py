"""The declarations, and one asset per source: retrieved, landed, checked, loaded."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    Failure,
    MaterializeResult,
    MetadataValue,
    TextMetadataValue,
    asset,
)

from orchestration.defs.resources import RefreshResource
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS
from sozialraum.audit import Finding, Severity, invalidate_build, prepare_audit, record
from sozialraum.base.errors import MonitorError, SourceError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.declarations.tables import write_declarations
from sozialraum.ingest.acceptance import Acceptance
from sozialraum.ingest.availability import Availability, judge_availability
from sozialraum.ingest.connector import Answer, Unavailable, Unchanged
from sozialraum.ingest.landing import Known, Landing, LandingStore, Retrieved
from sozialraum.ingest.layers.load import prepare_layers
from sozialraum.ingest.office.dropbox import office_sources, prepare_folders
from sozialraum.ingest.raw import (
    is_loaded,
    load,
    prepare_raw,
    record_answers,
    record_vintages,
    summarise,
)
from sozialraum.ingest.refresh_day import retrieval_day
from sozialraum.ingest.vintages import check_anything_known, load_older_vintages
from sozialraum.ingest.wire import check_wire_format
from sozialraum.registers.loading import prepare_registers

if TYPE_CHECKING:
    import duckdb

DECLARATIONS = AssetKey(["declared", "declarations"])
WIRE_FORMAT = "wire_format"
FETCHED = "fetched"
REFRESH = "refresh"
OLDER_VINTAGES = "older_vintages_readable"


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
    with refresh.warehouse.connect() as connection:
        rows = write_declarations(connection, refresh.catalogue, refresh.as_of_date)
        catalogue = refresh.catalogue
        prepare_raw(connection, catalogue.source_ids)
        prepare_registers(connection, catalogue.registers)
        prepare_layers(connection, catalogue.layers)
        prepare_audit(connection)
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


def source_assets(catalogue: Catalogue) -> list[AssetsDefinition]:
    """The tables of the portal; those that offices deliver are in ``office.py``."""
    return [
        _source_asset(catalogue, source)
        for source in catalogue.sources
        if source.delivery == "portal"
    ]


def _source_asset(catalogue: Catalogue, source: Source) -> AssetsDefinition:
    checks = [
        AssetCheckSpec(
            WIRE_FORMAT,
            asset=source_key(source),
            blocking=True,
            description="The file is text in the declared encoding, with the declared delimiter "
            "and columns, rows of equal width and at least one of them.",
        ),
        AssetCheckSpec(
            FETCHED,
            asset=source_key(source),
            blocking=True,
            description="Every table of the source could be had from its provider, in the "
            "declared form and without a loss of rows. Where one could not, the last landing "
            "stands in, the source is stale and this is a warning; where there is no landing to "
            "stand in, it is an error and nothing is published.",
        ),
        AssetCheckSpec(
            OLDER_VINTAGES,
            asset=source_key(source),
            description="The files that count on an earlier as-of day can still be read with "
            "today's declaration. Files that others have replaced since are no reason to warn; "
            "how many of them cannot be read stands in `superseded_files_unreadable`.",
        ),
    ]

    @asset(
        key=source_key(source),
        deps=[DECLARATIONS],
        group_name=GROUPS["declared"],
        owners=[DATA_ENGINEERING, f"team:{source.planning_field}"],
        kinds={"csv", "duckdb"},
        description=describe_source(catalogue, source),
        metadata={
            "office": source.office,
            "cadence": source.cadence,
            "licence": MetadataValue.url(catalogue.licences[source.licence].url),
            "url": MetadataValue.url(catalogue.table_url(source)),
        },
        tags={"planning_field": source.planning_field, "cadence": source.cadence},
        check_specs=checks,
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
    answers: list[Answer] = []
    problems = []
    handled: set[str] = set()
    new = loaded = 0
    with refresh.warehouse.connect() as connection:
        acceptance = Acceptance(connection, source, store)
        known = acceptance.known
        try:
            for brought in refresh.connector.retrieve(source, known, context.log.debug):
                # a bundled copy is put there by an engineer, who is told at once
                answer = acceptance.judge(brought) if refresh.is_live else brought
                answers.append(answer)
                landing, is_new = _landing(store, source, answer, known)
                new += is_new
                if landing is None:
                    continue
                handled.add(landing.landing_id)
                if is_loaded(connection, source, landing):
                    continue
                try:
                    table = check_wire_format(source, landing)
                except SourceError as error:
                    problems.append(str(error))
                    continue
                invalidate_build(connection)
                load(connection, source, table)
                loaded += 1
        except SourceError as error:
            problems.append(str(error))
        availability = judge_availability(source, answers, known)
        vintages = store.vintages(source.id)
        zone = ZoneInfo(refresh.catalogue.city.timezone)
        as_of = refresh.as_of_date
        older, unreadable, superseded = load_older_vintages(
            connection, source, vintages, handled, lambda one: one.counts_on(as_of, zone)
        )
        if older:
            invalidate_build(connection)
        record_vintages(connection, source, vintages)
        record_answers(connection, source, answers)
        summary = summarise(connection, source)
        record(
            connection,
            [
                wire_finding(source, problems),
                _fetched_finding(source, availability),
                older_finding(source, unreadable),
            ],
        )
    return MaterializeResult(
        metadata={
            "dagster/row_count": summary.rows,
            "cells": summary.cells,
            "files": summary.files,
            "new_landings": new,
            "files_transferred": sum(isinstance(answer, Retrieved) for answer in answers),
            "files_loaded": loaded + older,
            "superseded_files_unreadable": superseded,
            "data_until": date_metadata(summary.data_until),
            "landed_at": MetadataValue.text(str(summary.landed_at)),
        },
        check_results=[
            AssetCheckResult(
                passed=not problems,
                check_name=WIRE_FORMAT,
                severity=AssetCheckSeverity.ERROR,
                description="\n".join(problems) or "as declared",
                metadata={"findings": MetadataValue.json(problems)},
            ),
            AssetCheckResult(
                passed=not availability.problems,
                check_name=FETCHED,
                severity=(
                    AssetCheckSeverity.WARN if availability.is_usable else AssetCheckSeverity.ERROR
                ),
                description="\n".join(availability.problems) or "as published",
                metadata={"findings": MetadataValue.json(list(availability.problems))},
            ),
            AssetCheckResult(
                passed=not unreadable,
                check_name=OLDER_VINTAGES,
                severity=AssetCheckSeverity.WARN,
                description="\n".join(unreadable) or "as declared",
            ),
        ],
    )


def _landing(
    store: LandingStore, source: Source, answer: Answer, known: Mapping[str, Known]
) -> tuple[Landing | None, bool]:
    """What is used of a table after ``answer``, and whether it is a new vintage."""
    match answer:
        case Retrieved():
            return store.land(source.id, answer)
        case Unchanged():
            return answer.landing, False
        case Unavailable():
            before = known.get(answer.dataset_id)
            return (before.landing if before else None), False


def wire_finding(source: Source, problems: list[str], severity: Severity = "critical") -> Finding:
    return Finding(
        table_name=f"source.{source.id}",
        check_name=WIRE_FORMAT,
        kind="wire",
        severity=severity,
        passed=not problems,
        observed="; ".join(problems) or "as declared",
        failing_rows=None,
        description="Every file of the source has the declared form.",
        description_de="Jede Datei der Quelle hat die vereinbarte Form.",
    )


def _fetched_finding(source: Source, availability: Availability) -> Finding:
    return Finding(
        table_name=f"source.{source.id}",
        check_name=FETCHED,
        kind="wire",
        severity="warning" if availability.is_usable else "critical",
        passed=not availability.problems,
        observed=availability.observed,
        failing_rows=None,
        description="Every table of the source could be had from its provider, in the declared "
        "form and without a loss of rows.",
        description_de="Jede Tabelle der Quelle war bei der herausgebenden Stelle in der "
        "vereinbarten Form und ohne Verlust von Zeilen abrufbar.",
    )


def older_finding(source: Source, problems: list[str]) -> Finding:
    return Finding(
        table_name=f"source.{source.id}",
        check_name=OLDER_VINTAGES,
        kind="wire",
        severity="warning",
        passed=not problems,
        observed="; ".join(problems) or "as declared",
        failing_rows=None,
        description="Files that count on the as-of day can be read with today's declaration, also "
        "where they came earlier.",
        description_de="Auch früher gelieferte Dateien, die zum Stichtag gelten, sind noch lesbar.",
    )


def date_metadata(day: date | None) -> TextMetadataValue:
    return MetadataValue.text(day.isoformat() if day else "unknown")


def describe_source(catalogue: Catalogue, source: Source) -> str:
    quirks = "".join(f"\n- {quirk}" for quirk in source.quirks)
    return f"**{source.title}**\n\n{source.office}. {catalogue.city.attribution}" + (
        f"\n\nKnown peculiarities:{quirks}" if quirks else ""
    )
