"""Which files in the dropbox are taken, and what becomes of them."""

import os
import shutil
import time
import unicodedata
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from sozialraum.audit.matters import Matter
from sozialraum.barred import is_barred
from sozialraum.base.errors import SourceError, WarehouseError
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.declarations.layout import Layout
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing, LandingStore
from sozialraum.ingest.office import dropbox
from sozialraum.ingest.office.delivered import Outcome, load_delivered
from sozialraum.ingest.office.dropbox import (
    WITHDRAWN,
    Delivery,
    Withdrawal,
    land,
    look,
    look_for_withdrawn,
    newest_delivery_day,
    not_landed,
    prepare_folders,
)
from sozialraum.ingest.raw import kept_findings, prepare_raw, record_look
from sozialraum.ingest.refresh_day import today
from sozialraum.ingest.succession import record_vintages
from sozialraum.mending import landings_back, landings_to_come, lost_landings
from sozialraum.publication.errata import WrongFile
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.words import Words
from tests.office.conftest import declared
from tests.office.test_office_table import ROWS, office_file

SOURCE = declared()
# the period stands in the file's name
YEARLY = declared(cadence="year", period={"file_name": "(?P<period>20[0-9]{2})"})
UTC_ZONE = ZoneInfo("UTC")
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


def pick_up(
    connection: Connection, box: Path, as_of: date | None = None, source: Source = SOURCE
) -> Outcome:
    """As a refresh does, on this day or one before."""
    store = LandingStore(box.parent / "landing")
    deliveries = look(box, source, wait=lambda _: None).deliveries
    withdrawn = look_for_withdrawn(store, box, source, deliveries)
    day = as_of or datetime.now(UTC).date()

    def counts(landing: Landing) -> bool:
        return landing.counts_on(day, UTC_ZONE)

    outcome = load_delivered(connection, source, store, deliveries, withdrawn, counts, Words("de"))
    record_vintages(connection, source.id, outcome.vintages, counts, source.read_period)
    return outcome


def test_complete_files_are_taken_the_oldest_first_and_stay(box: Path) -> None:
    put(box, "b.xlsx", age=7200)
    put(box, "a.CSV", age=3600)
    assert names(box) == ["b.xlsx", "a.CSV"]
    assert (box / SOURCE.id / "b.xlsx").is_file()


@pytest.mark.parametrize(
    ("source", "name", "other", "is_wrong"),
    [
        (SOURCE, "figures.csv", "figures_new.csv", True),
        (YEARLY, "2024.csv", "2024_new.csv", True),
        # sent as 2024 by mistake
        (YEARLY, "2024.csv", "2023.csv", False),
    ],
)
def test_what_an_erratum_bars_is_barred_under_another_name_too(
    box: Path, source: Source, name: str, other: str, is_wrong: bool
) -> None:
    store, now = LandingStore(box.parent / "landing"), datetime.now(UTC)
    first, again, mended = (
        land(store, Delivery(source, put(box, one, content)), now)[0]
        for one, content in ((name, b"wrong"), (other, b"wrong"), ("other.csv", b"right"))
    )
    wrong = {WrongFile(source.id, first.dataset_id, first.landing_id)}
    barred = [is_barred(one, wrong, source) for one in (first, again, mended)]
    assert barred == [True, is_wrong, False]
    # of what is fetched the same bytes may be right for another table, not for another entry
    assert not is_barred(again, wrong, None)
    assert is_barred(replace(first, source_id="renamed"), wrong, None)


def test_lock_files_and_what_they_lock_are_left_until_closed(box: Path) -> None:
    put(box, "offen.xlsx")
    put(box, "~$offen.xlsx")
    put(box, "auch.csv")
    put(box, ".~lock.auch.csv#")
    found = look(box, SOURCE)
    assert found.deliveries == ()
    assert [text.split(":")[1] for text in found.left] == [
        " is open in a spreadsheet program; it is read once it is closed. If nobody has it open, "
        "that program broke off"
    ] * 2
    (box / SOURCE.id / "~$offen.xlsx").unlink()
    assert names(box) == ["offen.xlsx"]


def test_two_files_of_one_name_are_left_and_named(box: Path) -> None:
    for form in ("NFC", "NFD"):
        put(box, unicodedata.normalize(form, "Prüfung.csv"))
    found = look(box, SOURCE)
    assert found.deliveries == ()
    assert ["another file has this name" in text for text in found.left] == [True, True]


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
    for name in ("2025", WITHDRAWN.title(), ".snapshot"):
        (box / SOURCE.id / name).mkdir()
    left = look(box, SOURCE).left
    assert [text.split(":")[1].split(";")[0] for text in left] == [
        " is a folder", " is a folder", " only .xlsx and .csv are read"
    ]  # fmt: skip
    assert f"/{WITHDRAWN.title()}: " in left[1]
    (stray,) = prepare_folders(box, [SOURCE])
    assert "testdaten_carre" in stray
    assert SOURCE.id in stray


def test_a_link_is_not_followed(box: Path) -> None:
    (box / SOURCE.id / "passwd.csv").symlink_to("/etc/passwd")
    contents = look(box, SOURCE, wait=lambda _: None)
    assert contents.deliveries == ()
    assert "passwd.csv: is a link; only files are read" in contents.left[0]


@pytest.mark.parametrize("linked", ["", WITHDRAWN])
def test_a_link_in_place_of_a_folder_is_told_and_nothing_is_read_or_made_where_it_leads(
    tmp_path: Path, linked: str
) -> None:
    elsewhere, box = tmp_path / "elsewhere", tmp_path / "dropbox"
    elsewhere.mkdir()
    (elsewhere / "figures.csv").write_text("a;b\n1;2\n", "utf-8")
    place = box / SOURCE.id / linked
    place.parent.mkdir(parents=True)
    place.symlink_to(elsewhere)
    (told,) = prepare_folders(box, [SOURCE])
    assert "is a link" in told
    assert look(box, SOURCE, wait=lambda _: None).deliveries == ()
    assert look_for_withdrawn(LandingStore(tmp_path), box, SOURCE, ()).told == ()
    assert [path.name for path in elsewhere.iterdir()] == ["figures.csv"]


@pytest.mark.parametrize("name", ["a.xlsx", "renamed.xlsx"])
def test_a_delivery_of_a_day_to_come_does_not_outrank_what_comes_later(
    box: Path, connection: Connection, tmp_path: Path, catalogue: Catalogue, name: str
) -> None:
    """A clock was ahead once."""
    store = LandingStore(tmp_path / "landing")
    city = replace(catalogue, sources=(SOURCE,))
    now = datetime.now(UTC)
    path = put(box, "a.xlsx", office_file().write_xlsx(tmp_path / "1.xlsx").read_bytes())
    land(store, Delivery(SOURCE, path), now + timedelta(days=300))
    (told,) = landings_to_come(Warehouse(tmp_path), city, datetime.now(UTC))
    assert "a.xlsx bears a day to come" in told.text

    path = path.rename(path.with_name(name))
    assert pick_up(connection, box).new == 1
    day = newest_delivery_day(city, store, box)
    assert day is not None
    assert day - now.date() < timedelta(days=2)
    # of a name that is gone it stays, and is told
    assert len(landings_to_come(Warehouse(tmp_path), city, datetime.now(UTC))) == (name != "a.xlsx")

    rows = [(labels, ["77", *figures[1:]]) for labels, figures in ROWS]
    corrected = office_file(blocks=[("", rows)]).write_xlsx(tmp_path / "2.xlsx").read_bytes()
    put(box, name, corrected, age=60)
    assert pick_up(connection, box).new == 1
    assert "77" in newest_texts(connection)
    assert store.newest(SOURCE.id, name) == store.vintages(SOURCE.id)[1]


def file_that_says(figure: str, folder: Path) -> bytes:
    rows = [(labels, [figure, *figures[1:]]) for labels, figures in ROWS]
    return office_file(blocks=[("", rows)]).write_xlsx(folder / f"{figure}.xlsx").read_bytes()


def test_what_comes_while_the_clock_is_behind_comes_after_what_is_known(
    box: Path, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime(1970, 1, 2, tzinfo=tz)

    store = LandingStore(tmp_path / "landing")
    first = put(box, "a.xlsx", file_that_says("77", tmp_path))
    put(box, "b.xlsx", file_that_says("78", tmp_path), age=60)
    pick_up(connection, box)
    with monkeypatch.context() as patched:
        for module in ("landing", "office.dropbox", "office.delivered"):
            patched.setattr(f"sozialraum.ingest.{module}.datetime", Clock, raising=False)
        # renamed, it is the file that is known, and corrects nothing
        first.rename(first.with_name("c.xlsx"))
        put(box, "d.xlsx", file_that_says("79", tmp_path), age=30)
        assert pick_up(connection, box, date(1970, 1, 2)).new == 1
        path = box / SOURCE.id / "b.xlsx"
        path.rename(path.parent / WITHDRAWN / path.name)
        assert pick_up(connection, box, date(1970, 1, 2)).withdrawn == ["b.xlsx"]
    outcome = pick_up(connection, box)
    assert outcome.new == 0
    assert [one.name for one in outcome.vintages] == ["a.xlsx", "d.xlsx"]
    assert [one.name for one in store.vintages(SOURCE.id)] == ["a.xlsx", "b.xlsx", "d.xlsx"]
    (withdrawn,) = [one.withdrawn_at for one in store.vintages(SOURCE.id) if one.withdrawn_at]
    assert withdrawn.year > 1970


def test_a_delivery_that_is_dated_before_others_is_told(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    """The clock was set back by some days, or was ahead."""
    store = LandingStore(tmp_path / "landing")
    path = put(box, "a.xlsx", file_that_says("77", tmp_path))
    later = datetime.now(UTC) + timedelta(days=5)
    land(store, Delivery(SOURCE, path), later)
    path.unlink()
    put(box, "b.xlsx", file_that_says("78", tmp_path))
    (told,) = pick_up(connection, box).warnings
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert (
        f"b.xlsx: came on {today} by this machine's clock, but a.xlsx on {later:%Y-%m-%d}" in told
    )
    assert pick_up(connection, box).warnings == []


def test_a_withdrawal_of_a_day_to_come_holds_from_now_on(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    store = LandingStore(tmp_path / "landing")
    path = put(box, "a.xlsx", office_file().write_xlsx(tmp_path / "1.xlsx").read_bytes())
    pick_up(connection, box)
    store.withdraw(store.vintages(SOURCE.id)[0], datetime.now(UTC) + timedelta(days=300))
    path.rename(path.parent / WITHDRAWN / path.name)
    assert pick_up(connection, box).withdrawn == ["a.xlsx"]
    assert pick_up(connection, box).vintages == []


def test_a_withdrawn_delivery_that_comes_back_with_an_older_landing_folder_is_told(
    box: Path, connection: Connection, tmp_path: Path, catalogue: Catalogue
) -> None:
    city = replace(catalogue, sources=(SOURCE,))
    warehouse, store = Warehouse(tmp_path), LandingStore(tmp_path / "landing")
    # as the city's clocks say: around midnight another day than UTC's
    day = today(city)

    def publish(name: str) -> Publication:
        part = PublicationStore(warehouse).open_version(f"{day}-{name}")
        part.report.mkdir()
        for path in (part.database, part.report / "bericht.html"):
            path.write_bytes(b"figures")
        keys = ("source_id", "dataset_id", "landing_id")
        manifest = {
            "as_of": str(day),
            "published_at": datetime.now(UTC).isoformat(),
            "landings": [
                {key: getattr(one, key) for key in keys}
                | {"retrieved_at": one.retrieved_at.isoformat()}
                for one in pick_up(connection, box).vintages
            ],
            "checks": [],
        }
        return PublicationStore(warehouse).complete(part, manifest)

    def back() -> list[Matter]:
        vintages = store.vintages(SOURCE.id)
        counting = {(SOURCE.id, one.dataset_id, one.landing_id) for one in vintages}
        # what an erratum bars does not count again
        assert landings_back(warehouse, city, counting=set()) == []
        return landings_back(warehouse, city, counting)

    put(box, "a.xlsx", file_that_says("77", tmp_path))
    path = put(box, "b.xlsx", file_that_says("78", tmp_path), age=60)
    publish("with")
    assert back() == []
    moved = path.rename(path.parent / WITHDRAWN / path.name)
    without = publish("without")
    assert back() == []

    moved.unlink()
    (mark,) = store.root.rglob("*.withdrawn")
    mark.unlink()
    (told,) = back()
    assert f"b.xlsx counts again: publication {without.version} was made without it" in told.text
    # as told
    shutil.copy(store.vintages(SOURCE.id)[-1].path, moved.parent)
    assert pick_up(connection, box).withdrawn == ["b.xlsx"]
    assert back() == []
    # of one whose manifest is damaged nothing is known
    for damaged in (without, PublicationStore(warehouse).all()[0]):
        (damaged.folder / "manifest.json").write_text("{")
        assert (back(), lost_landings(warehouse)) == ([], [])


@pytest.mark.parametrize("folder", [SOURCE.id, f"{SOURCE.id}/{WITHDRAWN}"])
def test_a_folder_that_may_not_be_listed_is_told_and_not_taken_for_empty(
    box: Path, connection: Connection, closed: Callable[[Path], None], folder: str
) -> None:
    put(box, "a.xlsx")
    closed(box / folder)
    with pytest.raises(WarehouseError, match=f"{folder} cannot be listed: Permission denied. Let"):
        pick_up(connection, box)


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
    assert "came earlier, and cannot be read now" in outcome.unreadable[0]
    assert "Its figures are missing" in outcome.unreadable[0]
    assert "zurueckgezogen/ withdraws it" in outcome.unreadable[0]
    whole = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    put(box, "TESTDATEN.xlsx", whole)
    assert pick_up(connection, box).loaded == 1
    # what a readable file has replaced is no reason to warn
    assert (outcome := pick_up(connection, box)).unreadable == [], outcome
    assert outcome.warnings == []


def test_a_file_that_is_moved_to_withdrawn_counts_no_more_and_is_kept(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    store = LandingStore(box.parent / "landing")
    good = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    rows = [(labels, ["kaputt", *figures[1:]]) for labels, figures in ROWS]
    bad = office_file(blocks=[("", rows)]).write_xlsx(tmp_path / "TESTDATEN 2.xlsx").read_bytes()
    put(box, "TESTDATEN.xlsx", good)
    pick_up(connection, box)
    path = put(box, "TESTDATEN.xlsx", bad, age=60)
    pick_up(connection, box)
    assert "kaputt" in newest_texts(connection)

    moved = box / SOURCE.id / WITHDRAWN / "anders benannt.xlsx"
    path.rename(moved)
    outcome = pick_up(connection, box)
    assert outcome.withdrawn == ["TESTDATEN.xlsx"]
    (told,) = outcome.warnings
    assert f"{WITHDRAWN}/anders benannt.xlsx: withdraws TESTDATEN.xlsx, which came on" in told
    assert [one.path.read_bytes() for one in outcome.vintages] == [good]
    assert "kaputt" not in newest_texts(connection)
    outcome = pick_up(connection, box)
    assert (outcome.withdrawn, outcome.warnings) == ([], [])
    assert [one.path.read_bytes() for one in store.vintages(SOURCE.id)] == [good, bad]
    # a day before it was withdrawn still knows it; a later landing than that day is not known
    (kept,) = [one for one in store.vintages(SOURCE.id) if one.withdrawn_at]
    assert kept.withdrawn_at is not None
    assert not kept.counts_on(kept.withdrawn_at.date(), UTC_ZONE)
    earlier = replace(kept, withdrawn_at=kept.withdrawn_at + timedelta(days=1))
    assert earlier.counts_on(kept.withdrawn_at.date(), UTC_ZONE)

    # put there again, it is delivered again
    moved.rename(path)
    assert not_landed(store, look(box, SOURCE).deliveries)
    assert [one.path.read_bytes() for one in pick_up(connection, box).vintages] == [good, bad]
    assert "kaputt" in newest_texts(connection)


def test_a_file_that_lay_among_the_withdrawn_before_its_bytes_came_again_withdraws_nothing(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    path = put(box, "a.xlsx", file_that_says("77", tmp_path))
    pick_up(connection, box)
    moved = path.rename(path.parent / WITHDRAWN / path.name)
    assert pick_up(connection, box).withdrawn == ["a.xlsx"]
    # a copy has the time of what it is a copy of, or any
    again = path.with_name("b.xlsx")
    shutil.copy2(moved, again)
    assert pick_up(connection, box).new == 1
    os.utime(again, (0, 0))
    again.unlink()
    for _ in range(2):
        outcome = pick_up(connection, box)
        assert outcome.withdrawn == []
        assert [one.name for one in outcome.vintages] == ["b.xlsx"]
        (told,) = outcome.warnings
        assert f"{WITHDRAWN}/a.xlsx: lay here before these bytes came again on" in told
    # open in a spreadsheet program it is not read, and not withdrawn either
    shutil.copy2(moved, again)
    lock = put(box, "~$b.xlsx")
    assert pick_up(connection, box).withdrawn == []
    lock.unlink()

    # moved over what lies there, it is withdrawn, whatever its time
    os.utime(again, (0, 0))
    again.rename(moved)
    outcome = pick_up(connection, box)
    assert outcome.withdrawn == ["b.xlsx"]
    (told,) = outcome.warnings
    assert f"{WITHDRAWN}/a.xlsx: withdraws b.xlsx, which came on" in told
    assert (outcome.vintages, pick_up(connection, box).warnings) == ([], [])


def test_a_file_withdraws_what_came_before_any_withdrawal_by_whatever_clock_it_was_moved(
    box: Path, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share's clock is not this machine's."""
    path = put(box, "a.xlsx", file_that_says("77", tmp_path))
    pick_up(connection, box)
    path.rename(path.parent / WITHDRAWN / path.name)
    monkeypatch.setattr("sozialraum.ingest.office.dropbox._changed", lambda path: 0.0)
    assert pick_up(connection, box).withdrawn == ["a.xlsx"]


def test_a_corrected_file_that_is_given_another_name_does_not_count_again(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    store = LandingStore(box.parent / "landing")
    first = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    rows = [(labels, [7, *figures[1:]]) for labels, figures in ROWS]
    second = office_file(blocks=[("", rows)]).write_xlsx(tmp_path / "neu.xlsx").read_bytes()
    old = put(box, "TESTDATEN.xlsx", first)
    pick_up(connection, box)
    put(box, "TESTDATEN korr.xlsx", second)
    pick_up(connection, box)

    old.rename(old.with_name("alt_TESTDATEN.xlsx"))
    assert not_landed(store, look(box, SOURCE).deliveries) == []
    outcome = pick_up(connection, box)
    assert (outcome.new, outcome.unreadable) == (0, [])
    (told,) = outcome.warnings
    assert "alt_TESTDATEN.xlsx: these bytes came as TESTDATEN.xlsx on" in told
    assert "Figures of TESTDATEN korr.xlsx, which came later, count" in told
    assert [one.name for one in outcome.vintages] == ["TESTDATEN.xlsx", "TESTDATEN korr.xlsx"]
    # the same bytes beside the file are a delivery of their own
    put(box, "TESTDATEN korr (Kopie).xlsx", second)
    assert pick_up(connection, box).new == 1


@pytest.mark.parametrize(
    ("source", "refused", "renamed"),
    [(YEARLY, "TESTDATEN neu.xlsx", "TESTDATEN 2025.xlsx"), (SOURCE, "TEST.csv", "TEST.xlsx")],
    ids=["without a period", "with another ending"],
)
def test_a_refused_file_that_is_renamed_as_asked_is_read_and_told_of_no_more(
    box: Path,
    connection: Connection,
    tmp_path: Path,
    source: Source,
    refused: str,
    renamed: str,
) -> None:
    path = put(box, refused, office_file().write_xlsx(tmp_path / "new.xlsx").read_bytes())
    assert len(pick_up(connection, box, source=source).problems) == 1
    path.rename(path.with_name(renamed))
    store = LandingStore(box.parent / "landing")
    assert not_landed(store, look(box, source).deliveries)
    outcome = pick_up(connection, box, source=source)
    assert (outcome.new, outcome.loaded) == (1, 1)
    assert (outcome.problems, outcome.unreadable, outcome.warnings) == ([], [], [])
    assert {one.name for one in outcome.vintages} == {refused, renamed}
    # nor once the folder is tidied up
    path.with_name(renamed).unlink()
    assert pick_up(connection, box, source=source).unreadable == []


def test_a_refused_file_that_is_renamed_in_vain_is_told_of_by_its_new_name(
    box: Path, connection: Connection
) -> None:
    path = put(box, "TESTDATEN.xlsx", b"no spreadsheet")
    pick_up(connection, box)
    path.rename(path.with_name("TESTDATEN neu.xlsx"))
    outcome = pick_up(connection, box)
    (problem,) = outcome.problems
    assert problem.startswith("TESTDATEN neu.xlsx, which came as TESTDATEN.xlsx: ")
    assert outcome.unreadable == []


def test_a_file_whose_new_name_says_another_period_is_refused_until_the_old_name_is_withdrawn(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    """Which of the two names is right, its office says with a copy under the old one."""
    content = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    path = put(box, "TESTDATEN 2023 neu.xlsx", content)
    pick_up(connection, box, source=YEARLY)
    # another name for the same period is none
    path = path.rename(path.with_name("TESTDATEN 2023.xlsx"))
    outcome = pick_up(connection, box, source=YEARLY)
    assert (outcome.new, outcome.problems) == (0, [])

    path = path.rename(path.with_name("TESTDATEN 2025.xlsx"))
    (problem,) = pick_up(connection, box, source=YEARLY).problems
    assert "TESTDATEN 2025.xlsx: the same bytes came as TESTDATEN 2023 neu.xlsx on" in problem
    assert "count for 2023." in problem
    copy = put(box, f"{WITHDRAWN}/TESTDATEN 2023 neu.xlsx", content)
    outcome = pick_up(connection, box, source=YEARLY)
    assert (outcome.new, outcome.withdrawn) == (1, ["TESTDATEN 2023 neu.xlsx"])
    assert outcome.problems == []
    (told,) = outcome.warnings
    assert f"{copy.name}: withdraws TESTDATEN 2023 neu.xlsx, which came on" in told
    assert [one.name for one in outcome.vintages] == ["TESTDATEN 2025.xlsx"]
    # the copy is of the old name, also once the folder is tidied up
    path.unlink()
    assert [one.name for one in pick_up(connection, box, source=YEARLY).vintages] == [path.name]

    # both names are right
    copy.unlink()
    put(box, "TESTDATEN 2023 neu.xlsx", content)
    put(box, "TESTDATEN 2025.xlsx", content)
    outcome = pick_up(connection, box, source=YEARLY)
    assert outcome.problems == []
    assert {one.name for one in outcome.vintages} == {path.name, copy.name}


def test_a_file_that_was_refused_for_another_period_withdraws_nothing(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    """Last year's file under this year's name, moved away as the message asks."""
    content = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    put(box, "TESTDATEN 2024.xlsx", content)
    pick_up(connection, box, source=YEARLY)
    (box / SOURCE.id / "TESTDATEN 2024.xlsx").unlink()
    path = put(box, "TESTDATEN 2025.xlsx", content)
    assert len(pick_up(connection, box, source=YEARLY).problems) == 1
    path.rename(path.parent / WITHDRAWN / path.name)
    outcome = pick_up(connection, box, source=YEARLY)
    assert (outcome.problems, outcome.withdrawn) == ([], [])
    assert [one.name for one in outcome.vintages] == ["TESTDATEN 2024.xlsx"]


def test_of_the_same_bytes_under_the_names_of_two_periods_the_one_that_is_moved_is_withdrawn(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    content = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    put(box, "TESTDATEN 2024.xlsx", content)
    path = put(box, "TESTDATEN 2025.xlsx", content, age=60)
    assert pick_up(connection, box, source=YEARLY).new == 2
    path.rename(path.parent / WITHDRAWN / path.name)
    outcome = pick_up(connection, box, source=YEARLY)
    assert outcome.withdrawn == ["TESTDATEN 2025.xlsx"]
    assert [one.name for one in outcome.vintages] == ["TESTDATEN 2024.xlsx"]


def test_of_a_file_and_its_correction_that_come_together_the_longer_name_is_younger(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    content = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    moment = put(box, "TESTDATEN 1.xlsx", content).stat().st_mtime
    os.utime(put(box, "TESTDATEN 1 korr.xlsx", content), (moment, moment))
    outcome = pick_up(connection, box)
    assert [one.name for one in outcome.vintages] == ["TESTDATEN 1.xlsx", "TESTDATEN 1 korr.xlsx"]
    assert "2 files came with one time" in outcome.warnings[0]
    assert pick_up(connection, box).warnings == []


def test_a_file_that_lies_in_the_folder_of_another_table_too_is_refused(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    other = SOURCE.model_copy(update={"id": "testdaten_aid"})
    content = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    put(box, "TESTDATEN.xlsx", content)
    assert pick_up(connection, box).problems == []
    (box / other.id).mkdir()
    path = box / other.id / "TESTDATEN anders.xlsx"
    path.write_bytes(content)
    store = LandingStore(box.parent / "landing")

    def pick_up_other(*others: Source) -> Outcome:
        return load_delivered(
            connection, other, store, [Delivery(other, path)], Withdrawal((), ()),
            lambda _: True, Words("de"), others,
        )  # fmt: skip

    (problem,) = pick_up_other(SOURCE, other).problems
    assert f"the same bytes were delivered for '{SOURCE.id}' as TESTDATEN.xlsx" in problem
    assert store.vintages(other.id) == []
    # a workbook may have a sheet for each of two tables
    sheets = SOURCE.model_copy(update={"layout": Layout(sheet="Daten")})
    assert pick_up_other(sheets, other).new == 1


def newest_texts(connection: Connection) -> list[str]:
    """The texts of the newest landing, as recorded."""
    rows = connection.execute(
        "select value_text from raw.cell "
        "join raw.landing using (source_id, dataset_id, landing_id) "
        "where retrieved_at = (select max(retrieved_at) from raw.landing)"
    ).fetchall()
    return [text for (text,) in rows]


def test_what_lies_among_the_withdrawn_and_never_came_is_named(
    box: Path, connection: Connection
) -> None:
    (box / SOURCE.id / WITHDRAWN / "TESTDATEN fremd.xlsx").write_bytes(b"never delivered")
    outcome = pick_up(connection, box)
    assert "TESTDATEN fremd.xlsx: no delivery has these bytes" in outcome.warnings[0]


def test_an_unreadable_file_leaves_the_delivery_before_it_in_use_and_is_told_in_german(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    good = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    put(box, "TESTDATEN.xlsx", good)
    pick_up(connection, box)
    put(box, "TESTDATEN.xlsx", b"no spreadsheet", age=60)
    outcome = pick_up(connection, box)
    record_look(
        connection, SOURCE, "dropbox", datetime.now(UTC), found=True, unreadable=outcome.problems
    )
    found = connection.execute("select outcome, problem from raw.retrieval").fetchone()
    assert found is not None
    assert found[0] == "unavailable"
    for text in ("TESTDATEN.xlsx", "cannot be opened", "es gelten die vorigen Lieferungen"):
        assert text in found[1]
    assert connection.execute("select count(*) from raw.cell").fetchone() == (9,)


def test_a_file_that_is_too_large_is_not_landed_and_keeps_no_other_one_out(
    box: Path, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    monkeypatch.setattr("sozialraum.ingest.office.dropbox.MAX_BYTES", len(whole))
    put(box, "Film.csv", b"x" * (len(whole) + 1), age=7200)
    put(box, "TESTDATEN.xlsx", whole)
    outcome = pick_up(connection, box)
    (problem,) = outcome.problems
    assert f"Film.csv cannot be read: it has more than {len(whole):,} bytes" in problem
    assert [one.name for one in outcome.vintages] == ["TESTDATEN.xlsx"]
    assert outcome.loaded == 1


def test_a_file_in_place_of_a_folder_is_told_and_keeps_nothing_out(tmp_path: Path) -> None:
    (tmp_path / SOURCE.id).write_bytes(b"")
    (told,) = prepare_folders(tmp_path, [SOURCE])
    assert told.startswith(f"dropbox/{SOURCE.id}: this folder")
    assert look(tmp_path, SOURCE).deliveries == ()
    (tmp_path / SOURCE.id).unlink()
    assert prepare_folders(tmp_path, [SOURCE]) == []
    (tmp_path / SOURCE.id / WITHDRAWN).rmdir()
    (tmp_path / SOURCE.id / WITHDRAWN).symlink_to(tmp_path / "nowhere")
    (told,) = prepare_folders(tmp_path, [SOURCE])
    assert WITHDRAWN in told


def test_a_file_that_is_too_large_is_not_hashed_either(tmp_path: Path) -> None:
    """A hole of hundreds of gigabytes takes no place, and minutes to hash."""
    path = tmp_path / "Film.xlsx"
    with path.open("wb") as file:
        file.truncate(dropbox.MAX_BYTES + 1)
    delivery = Delivery(declared(), path)
    assert not_landed(LandingStore(tmp_path / "landing"), [delivery]) == [(delivery, "")]


def test_a_file_with_an_impossible_name_or_date_or_right_keeps_no_other_one_out(
    box: Path, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx").read_bytes()
    put(box, "TESTDATEN.xlsx", whole)
    put(box, os.fsdecode(b"Tr\xe4ger.csv"))
    put(box, "gone.csv")
    put(box, "zukunft.csv")
    # not every file system keeps such a date
    monkeypatch.setattr(
        "sozialraum.ingest.office.dropbox._modified",
        lambda path: 4e11 if path.name == "zukunft.csv" else 0.0,
    )
    contents = look(box, SOURCE, wait=lambda _: None)
    assert contents.left == (
        f"dropbox/{SOURCE.id}/Tr?ger.csv: its name is not in UTF-8; rename it",
    )
    (box / SOURCE.id / "gone.csv").unlink()
    store = LandingStore(box.parent / "landing")
    outcome = load_delivered(
        connection,
        SOURCE,
        store,
        contents.deliveries,
        look_for_withdrawn(store, box, SOURCE, contents.deliveries),
        lambda one: True,
        Words("de"),
    )
    assert [one.name for one in outcome.vintages] == ["TESTDATEN.xlsx"]
    assert len(outcome.problems) == 2
    assert "gone.csv cannot be read: No such file" in outcome.problems[0]
    assert "zukunft.csv cannot be read: its date is none" in outcome.problems[1]


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


def _refuse(source: Source, landing: Landing) -> None:
    raise SourceError("a column is hidden.")


def _cells(connection: Connection) -> int:
    ((cells,),) = connection.execute("select count(*) from raw.cell").fetchall()
    return int(cells)


def test_what_another_program_read_of_files_that_are_refused_now_is_taken_back(
    box: Path, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a new build database would not have it; the file that was corrected, neither. What cannot
    be read just now stays."""
    for number in 555, 10:
        rows = deepcopy(ROWS)
        rows[0][1][0] = number
        whole = office_file(blocks=[("", rows)]).write_xlsx(tmp_path / "a.xlsx").read_bytes()
        put(box, "TESTDATEN.xlsx", whole)
        assert pick_up(connection, box).loaded == 1
    before = _cells(connection)

    def break_off(source: Source, landing: Landing) -> None:
        broken_off.append("out of memory")
        _refuse(source, landing)

    broken_off: list[str] = []
    monkeypatch.setattr("sozialraum.ingest.raw.BROKEN_OFF", broken_off)
    monkeypatch.setattr("sozialraum.ingest.raw.reader_version", lambda: "another")
    reader = "sozialraum.ingest.office.delivered.read_office_file"
    for refuse, left, said in (break_off, before, "bleiben"), (_refuse, 0, "wird nicht verwendet"):
        monkeypatch.setattr(reader, refuse)
        outcome = pick_up(connection, box)
        assert said in outcome.problems[0]
        assert _cells(connection) == left
    for told in outcome.problems[0], outcome.unreadable[0]:
        assert "What another version of this program read of it was taken back." in told


def test_what_another_declaration_read_of_a_file_that_is_refused_now_stays_and_is_told(
    box: Path, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With each renamed column, older files would lose their figures."""
    whole = office_file().write_xlsx(tmp_path / "a.xlsx").read_bytes()
    path = put(box, "TESTDATEN.xlsx", whole)
    assert pick_up(connection, box).loaded == 1
    before = _cells(connection)
    monkeypatch.setattr("sozialraum.ingest.office.delivered.read_office_file", _refuse)
    monkeypatch.setattr("sozialraum.ingest.raw.reader_version", lambda: "another")
    renamed = SOURCE.model_copy(update={"title": "Another"})
    (problem,) = pick_up(connection, box, source=renamed).problems
    assert "a column is hidden. Ihre Zahlen bleiben in Gebrauch" in problem
    path.unlink()
    (told,) = pick_up(connection, box, source=renamed).unreadable
    assert "Its figures stay as they were read before" in told
    assert _cells(connection) == before > 0


def test_a_damaged_landing_of_a_file_that_was_renamed_is_written_anew(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    whole = office_file().write_xlsx(tmp_path / "a.xlsx").read_bytes()
    put(box, "TESTDATEN.xlsx", whole)
    (landing,) = pick_up(connection, box).vintages
    (box / SOURCE.id / "TESTDATEN.xlsx").rename(box / SOURCE.id / "Testdaten neu.xlsx")
    landing.path.write_bytes(b"damaged")
    with duckdb.connect() as anew:
        prepare_raw(anew, [SOURCE.id])
        assert pick_up(anew, box).problems == []
        assert _cells(anew) == _cells(connection) > 0
    assert landing.is_intact


def test_a_copy_that_breaks_off_within_a_figure_is_refused_and_the_whole_one_read(
    box: Path, connection: Connection, tmp_path: Path
) -> None:
    whole = office_file().write_csv(tmp_path / "TESTDATEN.csv", "utf-8", ";").read_bytes()
    # a program that ends no last line is known by its first file
    put(box, "TESTDATEN.csv", whole.rstrip())
    assert pick_up(connection, box).problems == []
    put(box, "TESTDATEN.csv", whole)
    assert pick_up(connection, box).problems == []
    put(box, "TESTDATEN.csv", whole.rstrip()[:-1])
    (problem,) = pick_up(connection, box).problems
    assert "ends within its last line, other than TESTDATEN.csv of" in problem
    put(box, "TESTDATEN.csv", whole.replace(b"30", b"31"))
    outcome = pick_up(connection, box)
    assert (outcome.problems, outcome.loaded) == ([], 1)


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_a_text_in_utf_16_breaks_off_only_where_its_last_line_does(
    box: Path, connection: Connection, tmp_path: Path, mark: bytes, encoding: str
) -> None:
    """As Excel writes "Unicode text"."""
    whole = office_file().write_csv(tmp_path / "TESTDATEN.csv", "utf-8", ";").read_bytes()
    put(box, "TESTDATEN.csv", whole)
    assert pick_up(connection, box).problems == []
    wide = mark + whole.decode().encode(encoding)
    put(box, "TESTDATEN.csv", wide)
    assert pick_up(connection, box).problems == []
    end = len("\r\n" if whole.endswith(b"\r\n") else "\n") * 2
    for cut in (wide[: -end - 2], wide[:-1]):
        put(box, "TESTDATEN.csv", cut)
        (problem,) = pick_up(connection, box).problems
        assert "ends within its last line, other than TESTDATEN.csv of" in problem


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
