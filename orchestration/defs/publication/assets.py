"""Publication: the audited marts beside the published ones, the report made from them, the swap."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    Failure,
    MaterializeResult,
    MetadataValue,
    asset,
    multi_asset,
)

from orchestration.defs.resources import RefreshResource
from orchestration.lib.code_references import written_in
from orchestration.lib.editions import Editions
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS, MONTHLY, PLANNING
from orchestration.lib.references import references_of_marts
from sozialraum.audit.matters import Matter, built_otherwise, not_mended, still_published
from sozialraum.audit.results import require_one_day, require_passed_audit
from sozialraum.base.disk import with_way_out
from sozialraum.base.errors import PublicationError
from sozialraum.base.program import require_loaded_program
from sozialraum.mending import landings_back, landings_to_come, lost_landings
from sozialraum.publication.copying import (
    KNOWN_LANDINGS,
    copy_marts,
    marts_otherwise,
    rows_of_marts,
)
from sozialraum.publication.data_package import write_data_package
from sozialraum.publication.edition import month_of
from sozialraum.publication.errata import may_become_current, still_wrong
from sozialraum.publication.last_check import LastCheck, write_last_check
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.publication.version import begin_version, begun_version, fingerprint_inputs
from sozialraum.publication.withheld import withheld

if TYPE_CHECKING:
    from concurrent.futures import Future

PUBLISHED_MARTS = AssetKey(["publication", "published_marts"])
PUBLICATION = AssetKey(["publication", "publication"])
GROUP = GROUPS["publication"]


@dataclass(frozen=True)
class Form:
    """One form of the report: its asset's name, its file or folder of files, what it is."""

    name: str
    file: str
    kind: str
    description: str

    @property
    def key(self) -> AssetKey:
        return AssetKey(["publication", self.name])


FORMS = (
    Form(
        "report_html",
        "bericht.html",
        "html",
        "The report for council and planners, one self-contained page.",
    ),
    Form(
        "report_pdf",
        "bericht.pdf",
        "pdf",
        "The same report as a tagged, accessible PDF (PDF/UA-1).",
    ),
    Form(
        "report_annex_html",
        "anhang.html",
        "html",
        "What the report rests on: tables of each indicator, methods, sources, data quality.",
    ),
    Form(
        "report_annex_pdf",
        "anhang.pdf",
        "pdf",
        "The same annex as a tagged, accessible PDF (PDF/UA-1).",
    ),
    Form(
        "report_annex",
        "anlage.xlsx",
        "excel",
        "The report's figures as a workbook, one typed table per sheet.",
    ),
    Form(
        "report_json",
        "bericht.json",
        "json",
        "The report and its figures for machines (docs/report.md).",
    ),
    Form(
        "report_paper",
        "vorlage.docx",
        "word",
        "An information paper for the council: options and their reasons, to go on writing in.",
    ),
    Form(
        "report_plain",
        "leichte-sprache.html",
        "html",
        "The report in plain language (Leichte Sprache), not examined by readers yet.",
    ),
    Form(
        "report_browse",
        "zahlen.html",
        "html",
        "All figures to choose from: map, course, table, each with its SQL; needs no network.",
    ),
    Form(
        "report_leaflets",
        "blatt",
        "pdf",
        "The page of each Sozialraum by itself, to print (PDF/UA-1).",
    ),
)


def publication_assets(marts: list[AssetKey], editions: Editions) -> list[AssetsDefinition]:
    """``marts``: what is published, and what the blocking checks guard."""

    @asset(
        key=PUBLISHED_MARTS,
        deps=marts,
        group_name=GROUP,
        freshness_policy=MONTHLY,
        owners=[DATA_ENGINEERING],
        kinds={"duckdb", "parquet"},
        description="The audited marts, copied into the folder of a new version: the database that "
        "analysts open, one Parquet file per mart, and datapackage.json. Not current until the "
        "whole is published.",
    )
    def published_marts(
        context: AssetExecutionContext, refresh: RefreshResource
    ) -> MaterializeResult[None]:
        store = PublicationStore(refresh.warehouse)
        require_loaded_program()
        with refresh.warehouse.connect() as connection:
            require_one_day(connection, refresh.as_of_date)
            require_passed_audit(connection, refresh.code_version, refresh.catalogue.source_ids)
            version = begin_version(connection, refresh.code_version)
        publication = store.open_version(version)
        refresh.warehouse.let_go()
        if publication.is_complete:
            if otherwise := marts_otherwise(refresh.build_database, publication):
                _tell(context, refresh, built_otherwise(publication.version, otherwise))
            return MaterializeResult(metadata={"version": publication.version, "unchanged": True})
        marts = copy_marts(refresh.build_database, publication)
        write_data_package(
            publication, marts, references_of_marts(refresh.warehouse), refresh.catalogue.licences
        )
        rows = rows_of_marts(publication.database)
        if refresh.warehouse.data_docs.is_dir():
            shutil.copytree(refresh.warehouse.data_docs, publication.folder / "data_docs")
        return MaterializeResult(
            metadata={
                "version": publication.version,
                "unchanged": False,
                "dagster/row_count": sum(rows.values()),
                "rows": MetadataValue.json(rows),
                "database": MetadataValue.path(store.get(version).database),
            }
        )

    @asset(
        key=PUBLICATION,
        deps=[PUBLISHED_MARTS, *(form.key for form in FORMS)],
        group_name=GROUP,
        freshness_policy=MONTHLY,
        owners=[DATA_ENGINEERING, PLANNING],
        kinds={"duckdb"},
        description="The manifest of the version, then the swap of `warehouse/current`, unless the "
        "version speaks for an earlier day than the current one, or is made of just what proved "
        "wrong.",
    )
    def publication(
        context: AssetExecutionContext, refresh: RefreshResource
    ) -> MaterializeResult[None]:
        store = PublicationStore(refresh.warehouse)
        for matter in (
            *lost_landings(refresh.warehouse),
            *landings_back(refresh.warehouse, refresh.catalogue, _counting(refresh)),
            *landings_to_come(refresh.warehouse, refresh.catalogue, datetime.now(UTC)),
        ):
            _tell(context, refresh, matter)
        version = _open(refresh)
        was_published = version.is_complete
        if not was_published:
            require_loaded_program()
            _require_whole(version)
            version = store.complete(version, _manifest(refresh, version))
        swapped = refresh.make_current or may_become_current(store, version)
        if swapped:
            store.make_current(version.version)
            if was_published:
                check = LastCheck(datetime.now(UTC), version.version, version.as_of)
                write_last_check(refresh.warehouse, check)
        for one in still_wrong(store, version):
            _tell(context, refresh, not_mended(version.version, one.version, one.text))
        for source_id, earlier in withheld(store).items():
            versions = [one.version for one in earlier]
            _tell(context, refresh, still_published(source_id, versions, store.root))
        refresh.end_with(version.version)
        return MaterializeResult(
            metadata={
                "version": version.version,
                "is_current": swapped,
                "folder": MetadataValue.path(version.folder),
                "current": MetadataValue.path(refresh.warehouse.current),
            }
        )

    return [published_marts, _report_assets(editions), publication]


def _report_assets(editions: Editions) -> AssetsDefinition:
    """One asset per form, all made in one step of one model, side by side."""
    written = written_in({"code": "sozialraum/report/__init__.py", "docs": "docs/report.md"})

    @multi_asset(
        name="report",
        specs=[
            AssetSpec(
                form.key,
                deps=[PUBLISHED_MARTS],
                metadata=written,
                group_name=GROUP,
                freshness_policy=MONTHLY,
                owners=[PLANNING],
                kinds={form.kind},
                description=f"{form.description} One edition per month, from that of "
                f"{editions.first_day} on, the day on which the first file was landed. A month is "
                "made by the job `refresh`, with the knowledge of its last day.",
            )
            for form in FORMS
        ],
        partitions_def=editions.months,
        can_subset=True,
    )
    def report(
        context: AssetExecutionContext, refresh: RefreshResource
    ) -> Iterator[MaterializeResult[None]]:
        publication = _open(refresh)
        store = PublicationStore(refresh.warehouse)
        previous = store.edition_before(refresh.as_of_date)
        from sozialraum.report import begin_forms, files_of, report_model

        forms = [form for form in FORMS if form.key in context.selected_asset_keys]
        begun: Mapping[str, Future[Path]] = {}
        if not publication.is_complete:
            publication.report.mkdir(exist_ok=True)
            model = report_model(publication.database, previous.database if previous else None)
            begun = begin_forms(model, publication.report, [form.file for form in forms])
        failed: dict[str, Exception] = {}
        for form in forms:
            try:
                if form.file in begun:
                    begun[form.file].result()
            except Exception as error:
                failed[form.file] = error
                continue
            files = files_of(publication.report / form.file)
            yield MaterializeResult(
                asset_key=form.key,
                metadata={
                    "path": MetadataValue.path(store.get(publication.version).report / form.file),
                    "files": len(files),
                    "bytes": sum(file.stat().st_size for file in files),
                    "edition": context.partition_key,
                    "as_of": refresh.as_of_date.isoformat(),
                    "previous_edition": previous.version if previous else "none",
                },
            )
        if failed:
            told = [f"{file}: {with_way_out(str(error))}" for file, error in failed.items()]
            raise Failure(" | ".join(told)) from next(iter(failed.values()))

    return report


def _tell(context: AssetExecutionContext, refresh: RefreshResource, matter: Matter) -> None:
    """In the run's log, and to whoever is alerted."""
    context.log.warning(matter.line)
    refresh.remember(matter)


def _counting(refresh: RefreshResource) -> set[tuple[str, str, str]]:
    """Source, table and landing of each file that the build was made from."""
    with refresh.warehouse.connect(read_only=True) as connection:
        return set(
            connection.execute(
                "SELECT source_id, dataset_id, landing_id FROM raw.landing"
            ).fetchall()
        )


def _open(refresh: RefreshResource) -> Publication:
    with refresh.warehouse.connect(read_only=True) as connection:
        (built_for,) = connection.execute("SELECT as_of FROM declared.city").fetchone() or (None,)
        _require_same_day(built_for, refresh.as_of_date)
        require_one_day(connection, refresh.as_of_date)
        require_passed_audit(connection, refresh.code_version, refresh.catalogue.source_ids)
        version, _ = begun_version(connection)
    return PublicationStore(refresh.warehouse).opened(version)


def _require_whole(version: Publication) -> None:
    """
    Raises:
        PublicationError: a form of the report was not made in this run.
    """
    lacking = [form.file for form in FORMS if not (version.report / form.file).exists()]
    if lacking:
        raise PublicationError(
            f"publication '{version.version}' lacks {', '.join(lacking)} of the report, "
            "and would become current without: make all assets together (job refresh)"
        )


def _require_same_day(built_for: date | None, wanted: date) -> None:
    """
    Raises:
        Failure: a report alone was asked for, of another month than that of the marts.
    """
    if built_for != wanted:
        raise Failure(
            f"The marts were made for {built_for}, not for {wanted}: an edition is made by the job "
            "`refresh`, which makes the marts of its month first.",
            allow_retries=False,
        )


def _manifest(refresh: RefreshResource, version: Publication) -> dict[str, object]:
    with refresh.warehouse.connect(read_only=True) as connection:
        landings = connection.execute(KNOWN_LANDINGS.format(database=""))
        names = [column[0] for column in landings.description or []]
        used = [dict(zip(names, row, strict=True)) for row in landings.fetchall()]
        checks = connection.execute(
            "SELECT table_name, check_name, kind, severity, passed, "
            "coalesce(published, observed) AS observed, failing_rows "
            "FROM audit.check_result ORDER BY ALL"
        )
        check_names = [column[0] for column in checks.description or []]
        results = [dict(zip(check_names, row, strict=True)) for row in checks.fetchall()]
        _, code = begun_version(connection)
        inputs = fingerprint_inputs(connection, code)
    previous = PublicationStore(refresh.warehouse).edition_before(refresh.as_of_date)
    return {
        "city": refresh.catalogue.city.name,
        "edition": month_of(refresh.as_of_date),
        "previous_edition": previous.version if previous else None,
        "as_of": refresh.as_of_date.isoformat(),
        "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "code_version": code,
        "inputs": inputs,
        "attribution": refresh.catalogue.city.attribution,
        "landings": used,
        "tables": rows_of_marts(version.database),
        "checks": results,
    }
