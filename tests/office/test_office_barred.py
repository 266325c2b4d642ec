"""An office's file that proved wrong, and what it delivers after it."""

import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from orchestration.defs.ingest.skeleton import Run
from sozialraum.base.tables import make_table
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.office.table import read_office_file
from sozialraum.ingest.raw import prepare_raw
from sozialraum.ingest.refresh_day import today
from sozialraum.publication.errata import WrongFile, add_erratum, now_noted
from sozialraum.publication.store import PublicationStore
from tests.office.test_office_dropbox import SOURCE, box, file_that_says, pick_up, put
from tests.publication.test_store import publish

__all__ = ["box"]
Connection = duckdb.DuckDBPyConnection


def _opened() -> Connection:
    connection = duckdb.connect()
    prepare_raw(connection, [SOURCE.id])
    for table in ("register_row", "feature", "boundary"):
        make_table(connection, f"raw.{table}")
    return connection


@pytest.fixture
def run(box: Path, catalogue: Catalogue) -> Run:
    """As of a refresh of today."""
    refresh: Any = SimpleNamespace(
        warehouse=Warehouse(box.parent),
        catalogue=replace(catalogue, sources=(SOURCE,)),
        as_of_date=today(catalogue),
    )
    context: Any = None
    return Run(context, refresh, _opened())


def _anew(run: Run) -> Run:
    """In a build database that is new."""
    return Run(run.context, run.refresh, _opened())


def _told(run: Run, box: Path) -> list[str]:
    run.load_vintages(SOURCE, read_office_file)
    pick_up(run.connection, box)
    return list(run.not_used(SOURCE.id).values())


def test_what_is_told_of_a_wrong_delivery_ends_with_the_next_one_and_begins_with_its_copy(
    box: Path, run: Run, tmp_path: Path
) -> None:
    put(box, "a.xlsx", file_that_says("77", tmp_path), age=7200)
    wrong = put(box, "b.xlsx", file_that_says("78", tmp_path))
    assert _told(run, box) == []
    store, landings = PublicationStore(run.refresh.warehouse), LandingStore(tmp_path / "landing")
    (landing,) = [one for one in landings.vintages(SOURCE.id) if one.name == "b.xlsx"]
    publish(store, "2026-10-31-00000000")
    file = WrongFile(SOURCE.id, landing.dataset_id, landing.landing_id)
    add_erratum(store, now_noted("2026-10-31-00000000", "wrong", datetime.now(UTC), [file]))

    (told,) = _told(_anew(run), box)
    assert told.startswith(f"b.xlsx (landing {landing.landing_id[:12]}) proved wrong (erratum)")
    put(box, "c.xlsx", file_that_says("79", tmp_path), age=0)
    assert _told(_anew(run), box) == []
    # the same workbook, packed otherwise, also where the wrong one lies there no longer
    again = box / SOURCE.id / "d.xlsx"
    shutil.copy(wrong, again)
    with zipfile.ZipFile(again, "a") as packed:
        packed.comment = b"saved again"
    wrong.unlink()
    (told,) = _told(_anew(run), box)
    assert told.startswith("d.xlsx")
    assert "says again all that b.xlsx" in told
    assert "take `files` out of the erratum" in told
