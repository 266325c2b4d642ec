"""One asset per table that an office delivers, all made in one step: picked up, landed, read by its
layout, loaded."""

from dataclasses import replace
from datetime import UTC, datetime

from dagster import AssetsDefinition, MetadataValue

from orchestration.defs.ingest.portal import cadence_metadata
from orchestration.defs.ingest.skeleton import (
    Entry,
    Ingested,
    Run,
    each,
    ingest_assets,
    judged_totals,
    older_vintages,
    source_spec,
    totals_check,
    until_metadata,
    wire_format,
)
from orchestration.defs.resources import RefreshResource
from sozialraum.audit.check import Check
from sozialraum.audit.results import invalidate_build
from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.office.delivered import load_delivered
from sozialraum.ingest.office.dropbox import look, look_for_withdrawn, office_sources
from sozialraum.ingest.office.table import read_office_file
from sozialraum.ingest.raw import kept_findings, record_look, summarise
from sozialraum.words import Message

AWAITING = "awaiting first delivery"


def office_assets(catalogue: Catalogue) -> list[AssetsDefinition]:
    entries = [_entry(catalogue, source) for source in office_sources(catalogue)]
    return ingest_assets(entries, _declared, each(_ingest), name="deliveries")


def _declared(catalogue: Catalogue) -> dict[str, Source]:
    return {source.id: source for source in office_sources(catalogue)}


def _entry(catalogue: Catalogue, source: Source) -> Entry:
    spec = source_spec(
        source.id,
        title=source.title,
        office=source.office,
        about=catalogue.city.attribution,
        owner=f"team:{source.planning_field}",
        kind="excel",
        written={"entry": source.places.entry},
        metadata={
            **cadence_metadata(source),
            "dropbox": MetadataValue.path(catalogue.table_url(source)),
        },
        tags={"planning_field": source.planning_field, "cadence": source.cadence},
        quirks=source.quirks,
    )
    return Entry(spec, [_wire_format(source), _older(source), totals_check(source.id)])


def _wire_format(source: Source) -> Check:
    return wire_format(
        source.id,
        "warning",
        "In the dropbox: one table with the declared layout. A file that has none is not used: the "
        "deliveries before it are, the source is stale, and this is a warning.",
    )


def _older(source: Source) -> Check:
    return older_vintages(
        source.id,
        "Those that were taken out of the dropbox, too; without them their figures are missing.",
    )


def _ingest(run: Run, source: Source) -> Ingested:
    context, connection, refresh = run.context, run.connection, run.refresh
    run.load_vintages(source, read_office_file)
    contents = look(refresh.warehouse.dropbox, source)
    for reason in contents.left:
        context.log.warning(reason)
    withdrawn = look_for_withdrawn(
        run.store, refresh.warehouse.dropbox, source, contents.deliveries
    )
    outcome = load_delivered(
        connection,
        source,
        run.store,
        contents.deliveries,
        withdrawn,
        run.was_known,
        refresh.words,
        office_sources(refresh.catalogue),
    )
    for warning in (*outcome.warnings, *outcome.unreadable):
        context.log.warning(warning)
    withheld = "" if source.may_be_published else refresh.words.say(Message("sources-withheld"))
    if outcome.withdrawn:
        invalidate_build(connection)
    counting = run.record_vintages(source.id, outcome.vintages, source.read_period)
    record_look(
        connection,
        source,
        refresh.catalogue.table_url(source),
        _looked_at(refresh, counting),
        found=bool(contents.deliveries),
        unreadable=[withheld or problem for problem in outcome.problems],
        left=contents.left,
    )
    summary = summarise(connection, source)
    wrong = kept_findings(connection, source)
    findings = [
        _wire_format(source).judged(outcome.problems, "as declared"),
        _older(source).judged(outcome.unreadable, "as declared"),
        judged_totals(source.id, wrong),
    ]
    if withheld:
        for problem in (*outcome.problems, *wrong):
            context.log.warning(problem)
        if counting:
            context.log.info(
                f"source '{source.id}': its figures are kept from publication; `released: true` in "
                f"its entry ({source.places.entry}) publishes them"
            )
        findings = [
            finding if finding.passed else replace(finding, published=withheld)
            for finding in findings
        ]
    return Ingested(
        source.id,
        findings=findings,
        metadata={
            "dagster/row_count": summary.rows,
            "cells": summary.cells,
            "files": summary.files,
            "new_landings": outcome.new,
            "files_loaded": outcome.loaded,
            **until_metadata(summary.data_until),
            "landed_at": MetadataValue.text(str(summary.landed_at or AWAITING)),
            "withdrawn": MetadataValue.json(outcome.withdrawn),
            "left_in_dropbox": MetadataValue.json(list(contents.left)),
        },
    )


def _looked_at(refresh: RefreshResource, vintages: list[Landing]) -> datetime:
    """Now; beside the bundled figures the moment that these and the deliveries speak for, so that
    the same inputs give the same marts."""
    if refresh.is_live:
        return datetime.now(UTC)
    known = [landing.retrieved_at for landing in vintages]
    return max([refresh.catalogue.snapshot.retrieved_at, *known])
