"""Publication: the audited marts beside the published ones, the report made from them, the swap."""

import shutil
from datetime import UTC, datetime

from dagster import AssetKey, AssetsDefinition, MaterializeResult, MetadataValue, asset

from orchestration.defs.resources import RefreshResource
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS, PLANNING
from sozialraum.audit import require_passed_audit
from sozialraum.code_version import code_version
from sozialraum.publication import (
    KNOWN_LANDINGS,
    Publication,
    PublicationStore,
    begin_version,
    begun_version,
    copy_marts,
    fingerprint_inputs,
)

PUBLISHED_MARTS = AssetKey(["publication", "published_marts"])
REPORT_HTML = AssetKey(["publication", "report_html"])
REPORT_PDF = AssetKey(["publication", "report_pdf"])
PUBLICATION = AssetKey(["publication", "publication"])
GROUP = GROUPS["publication"]


def publication_assets(marts: list[AssetKey]) -> list[AssetsDefinition]:
    """``marts``: what is published, and what the blocking checks guard."""

    @asset(
        key=PUBLISHED_MARTS,
        deps=marts,
        group_name=GROUP,
        owners=[DATA_ENGINEERING],
        kinds={"duckdb", "parquet"},
        description="The audited marts, copied into the folder of a new version: the database that "
        "analysts open and one Parquet file per mart. Not current until the whole is published.",
    )
    def published_marts(refresh: RefreshResource) -> MaterializeResult[None]:
        store = PublicationStore(refresh.warehouse)
        store.remove_unfinished()
        with refresh.warehouse.connect() as connection:
            require_passed_audit(connection)
            version = begin_version(connection, code_version(refresh.catalogue.folder))
        publication = store.open_version(version)
        if publication.is_complete:
            return MaterializeResult(
                metadata={"version": publication.version, "unchanged": True}
            )
        rows = copy_marts(refresh.build_database, publication)
        if refresh.warehouse.data_docs.is_dir():
            shutil.copytree(refresh.warehouse.data_docs, publication.folder / "data_docs")
        return MaterializeResult(
            metadata={
                "version": publication.version,
                "unchanged": False,
                "dagster/row_count": sum(rows.values()),
                "rows": MetadataValue.json(rows),
                "database": MetadataValue.path(publication.database),
            }
        )

    @asset(
        key=REPORT_HTML,
        deps=[PUBLISHED_MARTS],
        group_name=GROUP,
        owners=[PLANNING],
        kinds={"html"},
        description="The report for council and planners, one self-contained page.",
    )
    def report_html(refresh: RefreshResource) -> MaterializeResult[None]:
        from sozialraum.report import report_model, write_html

        publication = _open(refresh)
        path = publication.report / "bericht.html"
        if not publication.is_complete:
            publication.report.mkdir(exist_ok=True)
            write_html(report_model(publication.database), path)
        return MaterializeResult(
            metadata={"path": MetadataValue.path(path), "bytes": path.stat().st_size}
        )

    @asset(
        key=REPORT_PDF,
        deps=[PUBLISHED_MARTS],
        group_name=GROUP,
        owners=[PLANNING],
        kinds={"pdf"},
        description="The same report as a tagged, accessible PDF (PDF/UA-1).",
    )
    def report_pdf(refresh: RefreshResource) -> MaterializeResult[None]:
        from sozialraum.report import report_model, write_pdf

        publication = _open(refresh)
        path = publication.report / "bericht.pdf"
        if not publication.is_complete:
            publication.report.mkdir(exist_ok=True)
            write_pdf(report_model(publication.database), path)
        return MaterializeResult(
            metadata={"path": MetadataValue.path(path), "bytes": path.stat().st_size}
        )

    @asset(
        key=PUBLICATION,
        deps=[PUBLISHED_MARTS, REPORT_HTML, REPORT_PDF],
        group_name=GROUP,
        owners=[DATA_ENGINEERING, PLANNING],
        kinds={"duckdb"},
        description="The manifest of the version, then the swap of `warehouse/current`, unless the "
        "version speaks for an earlier day than the current one.",
    )
    def publication(refresh: RefreshResource) -> MaterializeResult[None]:
        store = PublicationStore(refresh.warehouse)
        version = _open(refresh)
        if not version.is_complete:
            store.complete(version, _manifest(refresh))
            version = store.get(version.version)
        swapped = refresh.make_current or store.may_become_current(version)
        if swapped:
            store.make_current(version.version)
        return MaterializeResult(
            metadata={
                "version": version.version,
                "is_current": swapped,
                "folder": MetadataValue.path(version.folder),
                "current": MetadataValue.path(refresh.warehouse.current),
            }
        )

    return [published_marts, report_html, report_pdf, publication]


def _open(refresh: RefreshResource) -> Publication:
    with refresh.warehouse.connect(read_only=True) as connection:
        require_passed_audit(connection)
        version, _ = begun_version(connection)
    return PublicationStore(refresh.warehouse).get(version)


def _manifest(refresh: RefreshResource) -> dict[str, object]:
    with refresh.warehouse.connect(read_only=True) as connection:
        landings = connection.execute(KNOWN_LANDINGS.format(database=""))
        names = [column[0] for column in landings.description or []]
        used = [dict(zip(names, row, strict=True)) for row in landings.fetchall()]
        checks = connection.execute(
            "SELECT table_name, check_name, kind, severity, passed, observed, failing_rows "
            "FROM audit.check_result ORDER BY ALL"
        )
        check_names = [column[0] for column in checks.description or []]
        results = [dict(zip(check_names, row, strict=True)) for row in checks.fetchall()]
        _, code = begun_version(connection)
        inputs = fingerprint_inputs(connection, code)
    return {
        "city": refresh.catalogue.city.name,
        "as_of": refresh.as_of_date.isoformat(),
        "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "code_version": code,
        "inputs": inputs,
        "attribution": refresh.catalogue.city.attribution,
        "landings": used,
        "checks": results,
    }
