"""The chain as a whole: what a refresh publishes, a second run, a rollback, a run beside it."""

import errno
import json
import os
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.publication.store import PublicationStore
from sozialraum_cli.exits import Exit
from tests.conftest import Refreshed, run_cli

CONTRACT = {
    "dim_area": "area_level area_code area_name parent_area_id population",
    "dim_indicator": "name_de planning_field theme unit definition higher_is_need source_ids",
    "fct_indicator": "value numerator denominator ci_low ci_high method source_ids vintage_at",
    "mart_need": "value city_value z_score rank rank_low rank_high need_class class_is_sure trend",
    "mart_coverage": "capacity used target_population coverage_ratio utilisation gap "
    "coverage_class",
    "dim_service": "service_type provider planning_field theme area_id capacity capacity_unit "
    "service_name street postcode longitude latitude area_rule source_id vintage_at",
    "dim_service_area": "area_level area_id area_rule",
    "dim_area_geometry": "geometry geometry_simple licence",
    "mart_source_status": "landed_at data_until rows rejected fresh",
    "mart_data_quality": "table_name check_name severity passed observed failing_rows",
}


def test_the_summary_says_what_was_read_checked_and_published(refreshed: Refreshed) -> None:
    for said in (
        "Published",
        "Sources",
        "cells rejected",
        "passed",
        "Indicators",
        "Database",
        "bericht.html",
        "bericht.pdf",
        "make ui",
    ):
        assert said in refreshed.output


@pytest.mark.parametrize("table", CONTRACT)
def test_published_tables_have_the_columns_that_outsiders_rely_on(
    published: duckdb.DuckDBPyConnection, table: str
) -> None:
    columns = {row[0] for row in published.execute(f"describe marts.{table}").fetchall()}
    assert set(CONTRACT[table].split()) <= columns


def test_every_published_table_and_column_is_described(
    published: duckdb.DuckDBPyConnection,
) -> None:
    """In all schemas: analysts also read the declarations and the landings."""
    silent = published.execute(
        """
        select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()
        where not internal and coalesce(comment, '') = ''
        union all
        select schema_name || '.' || table_name from duckdb_tables()
        where not internal and coalesce(comment, '') = ''
        """
    ).fetchall()
    assert silent == []


def test_every_published_check_result_is_told_in_german(
    published: duckdb.DuckDBPyConnection,
) -> None:
    silent = published.execute(
        "select table_name, check_name from marts.mart_data_quality "
        "where coalesce(description_de, '') = '' or description_de = description"
    ).fetchall()
    assert silent == []


def test_the_manifest_names_landings_checks_and_the_hash_of_every_file(
    refreshed: Refreshed, catalogue: Catalogue
) -> None:
    folder = refreshed.warehouse.current
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert set(manifest["files"]) == files - {"manifest.json"}
    assert {"sozialraum.duckdb", "report/bericht.html", "report/bericht.pdf"} <= files
    registers = [catalogue.register_path(register) for register in catalogue.registers]
    bundled = [*catalogue.snapshot_folder.glob("*.csv"), *registers]
    assert len(manifest["landings"]) == len(bundled)
    assert all(check["passed"] for check in manifest["checks"] if check["severity"] == "critical")
    assert manifest["as_of"] == catalogue.snapshot.retrieved_at.date().isoformat()


def test_the_published_database_opens_while_another_program_reads_it(
    refreshed: Refreshed,
) -> None:
    database = refreshed.warehouse.current / "sozialraum.duckdb"
    with duckdb.connect(database, read_only=True):
        beside = run_cli("status", warehouse=refreshed.warehouse.root)
    assert beside.returncode == 0, beside.stderr


def test_a_second_run_lands_only_what_is_new(refreshed: Refreshed, lived_in: Refreshed) -> None:
    def landed(outcome: Refreshed) -> set[str]:
        root = outcome.warehouse.landing
        return {path.relative_to(root).as_posix() for path in root.rglob("*.*")}

    first, second = landed(refreshed), landed(lived_in)
    assert first < second
    added = {path.split("/")[0] for path in second - first}
    untouched = {path.split("/")[0] for path in first} - {"register_services"}
    assert not added & untouched


def test_a_refresh_that_is_not_to_wait_for_another_is_refused_at_once(tmp_path: Path) -> None:
    with Warehouse(tmp_path).locked():
        refused = run_cli("refresh", "--wait", "0", warehouse=tmp_path)
    assert refused.returncode == Exit.BUSY
    assert "another refresh is writing" in refused.stderr
    assert f"process {os.getpid()}, since" in refused.stderr


def test_a_wrong_day_is_explained(tmp_path: Path) -> None:
    refused = run_cli("refresh", "--as-of", "22.11.2026", warehouse=tmp_path)
    assert refused.returncode == 2
    assert "is not a day like" in refused.stderr


def test_nothing_published_yet_is_said_in_words(tmp_path: Path) -> None:
    for command in ("status", "publications"):
        empty = run_cli(command, warehouse=tmp_path)
        assert empty.returncode == 1
        assert "make refresh" in empty.stderr


def test_the_run_is_recorded_where_the_ui_shows_it(refreshed: Refreshed) -> None:
    from dagster import AssetKey, DagsterInstance, DagsterRunStatus

    with DagsterInstance.from_config(str(refreshed.warehouse.dagster_home)) as instance:
        runs = instance.get_runs()
        assert [run.status for run in runs] == [DagsterRunStatus.SUCCESS]
        assert runs[0].job_name == "refresh"
        assert runs[0].remote_job_origin is not None
        assert runs[0].remote_job_origin.location_name == "sozialraum"
        assert runs[0].job_code_origin is not None
        assert runs[0].tags["dagster/partition"] == "2026-11"
        event = instance.get_latest_materialization_event(AssetKey(["source", "deaths"]))
        assert event is not None
        assert event.asset_materialization is not None
        metadata = event.asset_materialization.metadata
        assert metadata["data_until"].value == "2024-12-31"
        assert metadata["dagster/row_count"].value == 1438


def test_a_damaged_publication_is_not_made_current(refreshed: Refreshed, tmp_path: Path) -> None:
    copy = tmp_path / "warehouse"
    shutil.copytree(refreshed.warehouse.root, copy, symlinks=True)
    store = PublicationStore(Warehouse(copy))
    current = store.current()
    assert current is not None
    (current.folder / "parquet" / "mart_need.parquet").write_bytes(b"")
    refused = run_cli("rollback", current.version, warehouse=copy)
    assert refused.returncode == 1
    assert "mart_need.parquet was changed after publication" in refused.stderr


def test_a_warehouse_without_room_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sozialraum.base import warehouse
    from sozialraum.base.errors import WarehouseError

    monkeypatch.setattr(warehouse, "NEEDED_BYTES", 10**18)
    with pytest.raises(WarehouseError, match="MB left"), Warehouse(tmp_path).locked():
        pass


def test_a_warehouse_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "warehouse").write_text("a file where the folder should be")
    refused = run_cli("refresh", warehouse=tmp_path / "warehouse")
    assert refused.returncode == 1
    assert "cannot be written to" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_lock_that_only_another_user_may_write_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root left it, in a warehouse in which all else can be written."""
    from sozialraum.base.errors import WarehouseError

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / ".lock"))

    monkeypatch.setattr(Warehouse, "_acquire", refuse)
    named = re.escape(f"{tmp_path / '.lock'}: Permission denied")
    with pytest.raises(WarehouseError, match=named), Warehouse(tmp_path).locked():
        pass
