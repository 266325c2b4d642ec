"""Which files in the dropbox are taken, and what becomes of them."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.office.delivered import Outcome, load_delivered
from sozialraum.ingest.office.dropbox import look, not_landed, prepare_folders
from sozialraum.ingest.raw import kept_findings, prepare_raw, record_vintages
from tests.office.conftest import declared
from tests.office.test_office_table import ROWS, office_file

SOURCE = declared()
Connection = duckdb.DuckDBPyConnection


@pytest.fixture
def box(tmp_path: Path) -> Path:
    root = tmp_path / "dropbox"
    prepare_folders(root, [SOURCE])
    return root


@pytest.fixture
def connection() -> Iterator[Connection]:
    with duckdb.connect() as opened:
        prepare_raw(opened, [SOURCE.id])
        yield opened


def put(box: Path, name: str, content: bytes = b"a;b\n1;2\n", *, age: float = 3600) -> Path:
    path = box / SOURCE.id / name
    path.write_bytes(content)
    os.utime(path, (time.time() - age,) * 2)
    return path


def names(box: Path) -> list[str]:
    return [one.name for one in look(box, SOURCE, wait=lambda _: None).deliveries]


def pick_up(connection: Connection, box: Path) -> Outcome:
    store = LandingStore(box.parent / "landing")
    deliveries = look(box, SOURCE, wait=lambda _: None).deliveries
    outcome = load_delivered(connection, SOURCE, store, deliveries)
    record_vintages(connection, SOURCE, store.vintages(SOURCE.id))
    return outcome


def test_complete_files_are_taken_the_oldest_first_and_stay(box: Path) -> None:
    put(box, "b.xlsx", age=7200)
    put(box, "a.CSV", age=3600)
    assert names(box) == ["b.xlsx", "a.CSV"]
    assert (box / SOURCE.id / "b.xlsx").is_file()


def test_lock_files_and_what_they_lock_are_left_until_closed(box: Path) -> None:
    put(box, "offen.xlsx")
    put(box, "~$offen.xlsx")
    put(box, "auch.csv")
    put(box, ".~lock.auch.csv#")
    found = look(box, SOURCE)
    assert found.deliveries == ()
    assert [text.split(":")[1] for text in found.left] == [
        " is open in a spreadsheet program; it is read once it is closed"
    ] * 2
    (box / SOURCE.id / "~$offen.xlsx").unlink()
    assert names(box) == ["offen.xlsx"]


def test_a_file_that_grows_between_two_looks_is_left(box: Path) -> None:
    path = put(box, "wächst.csv", age=0)

    def somebody_writes(_: float) -> None:
        path.write_bytes(path.read_bytes() + b"3;4\n")

    found = look(box, SOURCE, wait=somebody_writes)
    assert found.deliveries == ()
    assert "still being copied" in found.left[0]


def test_half_an_xlsx_file_is_left_while_it_is_young(box: Path, tmp_path: Path) -> None:
    whole = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    put(box, "TESTDATEN.xlsx", whole[: len(whole) // 2], age=0)
    assert names(box) == []
    put(box, "TESTDATEN.xlsx", whole, age=0)
    assert names(box) == ["TESTDATEN.xlsx"]


def test_other_kinds_of_files_and_folders_are_named(box: Path) -> None:
    put(box, "alt.xls")
    put(box, "Thumbs.db")
    (box / "testdaten_carre").mkdir()
    assert "only .xlsx and .csv are read" in look(box, SOURCE).left[0]
    assert len(look(box, SOURCE).left) == 1
    (stray,) = prepare_folders(box, [SOURCE])
    assert "testdaten_carre" in stray
    assert SOURCE.id in stray


def test_a_delivery_is_landed_with_name_and_day_and_loaded_once(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    content = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    put(box, "TESTDATEN Hilfen.xlsx", content)
    store = LandingStore(box.parent / "landing")
    assert [digest for _, digest in not_landed(store, look(box, SOURCE).deliveries)]
    first = pick_up(connection, box)
    assert (first.new, first.loaded, first.problems) == (1, 1, [])
    (landing,) = store.vintages(SOURCE.id)
    assert landing.name == "TESTDATEN Hilfen.xlsx"
    assert landing.last_modified is not None
    assert landing.path.read_bytes() == content
    assert not_landed(store, look(box, SOURCE).deliveries) == []
    second = pick_up(connection, box)
    assert (second.new, second.loaded) == (0, 0)
    cells = connection.execute("select count(*), min(row_number), max(row_number) from raw.cell")
    assert cells.fetchone() == (9, 8, 10)


def test_an_unreadable_file_is_a_problem_until_it_is_replaced_or_taken_away(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    path = put(box, "TESTDATEN.xlsx", b"no spreadsheet")
    (problem,) = pick_up(connection, box).problems
    assert "TESTDATEN.xlsx" in problem
    path.unlink()
    outcome = pick_up(connection, box)
    assert outcome.problems == []
    assert "no longer in the dropbox" in outcome.unreadable[0]
    whole = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    put(box, "TESTDATEN.xlsx", whole)
    assert pick_up(connection, box).loaded == 1


def test_a_landed_file_is_loaded_again_into_a_new_build_database(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    whole = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    path = put(box, "TESTDATEN.xlsx", whole)
    pick_up(connection, box)
    path.unlink()
    with duckdb.connect() as anew:
        prepare_raw(anew, [SOURCE.id])
        assert pick_up(anew, box).loaded == 1


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        ([30, 9, 1241.5], []),
        ([31, 9, 1241.5], ["cell B11", "the sum is 31", "rows 8 to 10", "add up to 30"]),
        # a part is secret: the sum may be larger, never smaller
        ([30, 9, 1300], []),
        ([30, 9, 1000], ["cell D11", "known parts", "1241.5"]),
        (["30 x", 9, 1300], ["the sum '30 x' is not a number"]),
        (["*", "", 1300], []),
    ],
)
def test_sums_that_their_parts_contradict_are_found_and_stay_found(
    box: Path, connection: Connection, tmp_path: Path, sums: list[object], said: list[str]
) -> None:
    file = office_file(blocks=[("", ROWS)], sums={0: sums})
    put(box, "TESTDATEN.xlsx", file.write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes())
    for _ in range(2):
        assert pick_up(connection, box).problems == []
        findings = kept_findings(connection, SOURCE)
        assert len(findings) == bool(said), findings
        assert all(text in findings[0] for text in said)
