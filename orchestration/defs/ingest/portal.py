"""One asset per table of the portal, made in one step but for the crosswalk: retrieved, landed,
checked, loaded."""

from collections.abc import Iterable, Mapping
from typing import Any

from dagster import AssetsDefinition, MetadataValue

from orchestration.defs.ingest.skeleton import (
    Entry,
    Ingested,
    Run,
    each,
    ingest_assets,
    judged_totals,
    older_vintages,
    source_key,
    source_spec,
    totals_check,
    until_metadata,
    wire_format,
)
from sozialraum.audit.check import Check
from sozialraum.audit.results import invalidate_build
from sozialraum.base.errors import SourceError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.acceptance import Acceptance
from sozialraum.ingest.availability import judge_availability
from sozialraum.ingest.connector import Answer, Unavailable, Unchanged
from sozialraum.ingest.landing import Known, Landing, LandingStore, Retrieved
from sozialraum.ingest.office.totals import check_totals
from sozialraum.ingest.raw import (
    forget,
    is_loaded,
    keep_findings,
    kept_findings,
    load,
    read_anew,
    record_answers,
    summarise,
)
from sozialraum.ingest.reading import read_table
from sozialraum.ingest.vintages import load_older_vintages
from sozialraum.ingest.wire import Reader


def source_assets(catalogue: Catalogue) -> list[AssetsDefinition]:
    """The tables of the portal; those that offices deliver are in ``office.py``."""
    entries = [_entry(catalogue, source) for source in _declared(catalogue).values()]
    crosswalk = source_key(catalogue.crosswalk)
    # apart: others are read after it, also where a table is stopped that is none of theirs
    first = [one for one in entries if one.spec.key == crosswalk]
    others = [one for one in entries if one.spec.key != crosswalk]
    return [
        *ingest_assets(first, _declared, each(_ingest), name="crosswalk"),
        *ingest_assets(others, _declared, each(_ingest), name="tables"),
    ]


def _declared(catalogue: Catalogue) -> dict[str, Source]:
    return {one.id: one for one in catalogue.sources if one.delivery == "portal"}


def _entry(catalogue: Catalogue, source: Source) -> Entry:
    spec = source_spec(
        source.id,
        title=source.title,
        office=source.office,
        about=catalogue.city.attribution,
        owner=f"team:{source.planning_field}",
        kind=source.format,
        written={"entry": source.places.entry},
        metadata=figures_metadata(catalogue, source),
        tags={"planning_field": source.planning_field, "cadence": source.cadence},
        quirks=source.quirks,
    )
    checks = [_wire_format(source), fetched_check(source), older_check(source)]
    return Entry(spec, [*checks, *_totals(source)])


def _totals(source: Source) -> list[Check]:
    has_totals = source.layout is not None and source.layout.totals
    return [totals_check(source.id)] if has_totals else []


def figures_metadata(catalogue: Catalogue, source: Source) -> dict[str, Any]:
    """What the UI shows of a source that is asked for; of a yearly series its first table."""
    dataset = source.dataset if source.first_year is None else source.dataset_of(source.first_year)
    links = {
        "licence": catalogue.licences[source.licence].url,
        "url": catalogue.table_url(source, dataset),
        "page": catalogue.page_url(source, dataset),
    }
    return {
        **cadence_metadata(source),
        **{name: MetadataValue.url(link) for name, link in links.items() if link is not None},
    }


def cadence_metadata(source: Source) -> dict[str, Any]:
    """How often new figures are expected, and how old they may be."""
    days = source.freshness_days
    return {"cadence": source.cadence, **({"fresh_for_days": days} if days is not None else {})}


def _wire_format(source: Source) -> Check:
    return wire_format(
        source.id,
        "critical",
        "It has the declared format and columns, of text the declared encoding and delimiter, rows "
        "of equal width and at least one of them.",
    )


def fetched_check(source: Source) -> Check:
    return Check(
        table_name=f"source.{source.id}",
        check_name="fetched",
        kind="wire",
        severity="critical",
        description="Every table of the source could be had from its provider, in the declared "
        "form and without a loss of rows.",
        details="Where one could not, the last landing stands in, the source is stale and this is "
        "a warning; where there is no landing to stand in, it is an error and nothing is "
        "published.",
    )


def older_check(source: Source) -> Check:
    return older_vintages(
        source.id,
        "Files that others have replaced since are no reason to warn, unless what was read of them "
        "is taken back; how many of them cannot be read stands in `superseded_files_unreadable`.",
    )


def _ingest(run: Run, source: Source) -> Ingested:
    run.load_vintages(source, read_table)
    acceptance = Acceptance(run.connection, source, run.store, proved_wrong=run.proved_wrong)
    answers = run.refresh.connector.retrieve(source, acceptance.known, run.context.log.debug)
    return ingest_table(run, source, acceptance, answers, _wire_format(source))


def ingest_table(
    run: Run,
    source: Source,
    acceptance: Acceptance,
    brought: Iterable[Answer],
    form: Check,
    read: Reader = read_table,
) -> Ingested:
    """Lands what was ``brought`` of a source, checks its ``form`` and loads it."""
    connection, store, refresh = run.connection, run.store, run.refresh
    answers: list[Answer] = []
    problems = []
    handled: set[str] = set()
    new = loaded = 0
    known = acceptance.known
    try:
        for one in brought:
            # a bundled copy is put there by an engineer, who is told at once
            answer = acceptance.judge(one) if refresh.is_live else one
            answers.append(answer)
            landing, is_new = _landing(store, source, answer, known)
            new += is_new
            if landing is None:
                continue
            handled.add(landing.landing_id)
            if is_loaded(connection, source, landing):
                continue
            try:
                with read_anew(connection, source, landing):
                    table = read(source, landing)
            except SourceError as error:
                if not run.proved_wrong(landing):
                    problems.append(str(error))
                if form.severity == "warning":
                    # set aside, as is said; what was read of it before would be published
                    forget(connection, source, landing)
                continue
            invalidate_build(connection)
            load(connection, source, table)
            if table.totals:
                wrong = check_totals(connection, source, landing, table.totals)
                keep_findings(connection, source, landing, wrong)
            for kind, rows in table.left.items():
                run.context.log.debug(f"source '{source.id}': {rows} rows are not read: {kind}")
            loaded += 1
    except SourceError as error:
        problems.append(str(error))
    availability = judge_availability(source, answers, known)
    vintages = run.landings(source.id, source.without_followed)
    older, unreadable, superseded = load_older_vintages(
        connection, source, vintages, handled, run.counts, read
    )
    if older:
        invalidate_build(connection)
    run.record_vintages(source.id, vintages)
    record_answers(connection, source, answers)
    summary = summarise(connection, source)
    fetched = fetched_check(source)
    if availability.is_usable:
        fetched = fetched.as_warning()
    return Ingested(
        source.id,
        findings=[
            form.judged(problems, "as declared"),
            fetched.judged(availability.problems, "as published"),
            older_check(source).judged(unreadable, "as declared"),
            *(judged_totals(source.id, kept_findings(connection, source)) for _ in _totals(source)),
        ],
        metadata={
            "dagster/row_count": summary.rows,
            "cells": summary.cells,
            "files": summary.files,
            "new_landings": new,
            "files_transferred": sum(isinstance(answer, Retrieved) for answer in answers),
            "files_loaded": loaded + older,
            "superseded_files_unreadable": superseded,
            **until_metadata(summary.data_until),
            "landed_at": MetadataValue.text(str(summary.landed_at)),
        },
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
