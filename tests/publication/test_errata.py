"""A publication that proved wrong is marked, never changed."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest
from typer.testing import CliRunner

from sozialraum.base.errors import PublicationError, WarehouseError
from sozialraum.base.warehouse import Warehouse
from sozialraum.beginning import lasting
from sozialraum.publication.errata import (
    TABLE,
    WrongFile,
    add_erratum,
    errata,
    files_meant,
    in_use_still,
    may_become_current,
    now_noted,
    record_errata,
    still_wrong,
    version_of,
    version_to_read,
)
from sozialraum.publication.last_check import LastCheck, read_instead, write_last_check
from sozialraum.publication.manifest import MANIFEST
from sozialraum.publication.store import PublicationStore
from sozialraum.publication.to_come import not_told_right
from sozialraum_cli.app import app
from tests.publication.test_store import publish

OCTOBER = "2026-10-31-00000001"
NOTED_AT = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> PublicationStore:
    found = PublicationStore(Warehouse(tmp_path))
    for version in ("2026-10-31-00000000", OCTOBER, "2026-11-22-00000002"):
        publish(found, version)
    return found


@pytest.mark.parametrize("named", [OCTOBER, "2026-10"])
def test_a_version_or_an_edition_is_marked_and_stays_as_it_is(
    store: PublicationStore, named: str
) -> None:
    for text in ("Spalten vertauscht", "  und zwei \n Summen  "):
        add_erratum(store, now_noted(version_of(store, named), text, NOTED_AT))
    said = [(one.version, one.text, one.as_of) for one in errata(store)]
    day = date(2026, 10, 31)
    assert said == [(OCTOBER, "Spalten vertauscht", day), (OCTOBER, "und zwei Summen", day)]
    assert all(store.damages(one) == [] for one in store.all())


def test_who_reads_an_edition_reads_what_did_not_prove_wrong(store: PublicationStore) -> None:
    november = date(2026, 11, 5)
    assert version_to_read(store, "2026-10") == OCTOBER
    add_erratum(store, now_noted(version_of(store, "2026-10"), "columns exchanged", NOTED_AT))
    assert version_to_read(store, "2026-10") == "2026-10-31-00000000"
    before = store.edition_before(november)
    assert before is not None
    assert before.version == "2026-10-31-00000000"
    # what is asked for by its name is meant, and so is what is left where nothing else is
    assert version_to_read(store, OCTOBER) == OCTOBER
    add_erratum(store, now_noted("2026-10-31-00000000", "this one, too", NOTED_AT))
    assert version_to_read(store, "2026-10") == OCTOBER


def _said(store: PublicationStore, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What the command says, in one line."""
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(store.root.parent))
    ended = CliRunner().invoke(app, [*arguments])
    assert ended.exit_code == 0, ended.output
    return " ".join(ended.output.split())


def test_an_erratum_names_what_is_read_for_its_month_now(
    store: PublicationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several versions of a month, each has the fault of a declaration."""
    said = _said(store, monkeypatch, "erratum", "2026-10", "--text", "columns exchanged")
    assert "The edition 2026-10 is read from 2026-10-31-00000000 now" in said
    assert "sozialraum erratum 2026-10-31-00000000 --text" in said
    said = _said(store, monkeypatch, "erratum", "2026-10-31-00000000", "--text", "too")
    assert "is read from" not in said


def test_what_was_rolled_back_and_is_still_the_edition_is_told(
    store: PublicationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store, "2026-11-29-00000003")
    store.make_current("2026-11-22-00000002")
    left = read_instead(store)
    assert left is not None
    assert left.version == "2026-11-29-00000003"
    # a refresh has found that the current one is right
    checked_at = datetime(2026, 12, 1, tzinfo=UTC)
    check = LastCheck(checked_at, "2026-11-22-00000002", date(2026, 11, 22))
    write_last_check(Warehouse(store.root.parent), check)
    said = _said(store, monkeypatch, "publications")
    assert "2026-11-29-00000003, which is not current any more, is still the edition" in said
    add_erratum(store, now_noted("2026-11-29-00000003", "columns exchanged", NOTED_AT))
    assert read_instead(store) is None
    store.make_current("2026-11-29-00000003")
    assert read_instead(store) is None


def test_files_that_came_with_what_proved_wrong_are_named_where_no_file_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another file of another table makes another publication, of the wrong one still."""
    store = PublicationStore(Warehouse(tmp_path / "of files"))
    first, wrong, other, later = (
        {"source_id": source, "dataset_id": "t", "landing_id": landing, "retrieved_at": moment}
        for source, landing, moment in (
            ("hze", "aaaaaaaa", "2026-10-05T06:00:00+00:00"),
            ("hze", "bbbbbbbb", "2026-11-05T06:00:00+00:00"),
            ("kita", "cccccccc", "2026-11-12T06:00:00+00:00"),
            ("hze", "dddddddd", "2026-12-05T06:00:00+00:00"),
        )
    )
    publish(store, "2026-10-05-00000000", landings=[first])
    marked = publish(store, "2026-11-05-00000000", landings=[first, wrong])
    add_erratum(store, now_noted(marked.version, "columns exchanged", NOTED_AT))
    now = publish(store, "2026-11-12-00000000", landings=[first, wrong, other])
    store.make_current(now.version)
    in_use = {marked.version: [WrongFile("hze", "t", "bbbbbbbb")]}
    assert in_use_still(store, now) == in_use
    said = _said(store, monkeypatch, "publications")
    assert "2026-11-12-00000000 uses t (landing bbbbbbbb). If one of them was wrong" in said
    # nobody reads what a refresh says that a timer starts
    (told,) = lasting(Warehouse(store.root.parent), [])
    assert told.line in said
    # made again, for it was damaged, it has the highest number
    (marked.folder / MANIFEST).write_text("{")
    marked = publish(store, marked.version, landings=[first, wrong])
    assert marked.order > now.order
    assert in_use_still(store, now) == in_use
    assert files_meant(store, marked.version, "hze", []) == in_use[marked.version]
    assert in_use_still(store, marked) == {}
    december = publish(store, "2026-12-05-00000000", landings=[first, wrong, other, later])
    assert in_use_still(store, december) == {}
    # with the first one all came that there was
    add_erratum(store, now_noted("2026-10-05-00000000", "no umlauts", NOTED_AT))
    assert list(in_use_still(store, now)) == [marked.version]


def test_the_erratum_of_a_publication_whose_folder_is_deleted_still_tells_its_twins(
    tmp_path: Path,
) -> None:
    """Folders are deleted, as the program itself advises: the errata beside them stay."""
    store = PublicationStore(Warehouse(tmp_path))
    good, wrong, again = "2026-09-05-00000000", "2026-10-05-00000000", "2026-10-12-00000000"
    _made_of(store, good, "kita/plaetze/aaaaaaa")
    _made_of(store, wrong, "kita/plaetze/aaaaaaa", "kita/plaetze/bbbbbbb")
    add_erratum(store, now_noted(wrong, "columns exchanged", NOTED_AT))
    store.make_current(good)
    shutil.rmtree(store.root / wrong)
    _made_of(store, again, "kita/plaetze/aaaaaaa", "kita/plaetze/bbbbbbb")
    twin = store.get(again)
    assert store.proved_wrong() == {wrong, again}
    assert [one.version for one in still_wrong(store, twin)] == [wrong]
    assert not may_become_current(store, twin)
    assert in_use_still(store, twin) == {wrong: [WrongFile("kita", "plaetze", "bbbbbbb")]}
    # what it says to do can be done
    (told,) = not_told_right(store, twin)
    assert f"sozialraum erratum {again} --source ID --file LANDING" in told.text
    assert files_meant(store, again, "kita", ["bbbbbbb"])


def test_an_erratum_of_an_earlier_program_says_that_nothing_tells_where_its_folder_is_gone(
    store: PublicationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.errata_of(OCTOBER).write_text(
        f'[{{"version": "{OCTOBER}", "text": "columns exchanged",'
        ' "marked_at": "2026-11-25T23:30:00Z", "files": []}]'
    )
    store.make_current("2026-11-22-00000002")
    assert not_told_right(store, store.get("2026-11-22-00000002")) == []
    shutil.rmtree(store.root / OCTOBER)
    said = _said(store, monkeypatch, "publications")
    assert "its fault is in 2026-11-22-00000002, too, cannot be told" in said
    (told,) = lasting(Warehouse(store.root.parent), [])
    # a path may be broken anywhere
    assert told.line.replace(" ", "") in said.replace(" ", "")


def test_an_erratum_that_another_user_wrote_is_given_back_not_written_again(
    store: PublicationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_erratum(store, now_noted(OCTOBER, "columns exchanged", NOTED_AT))

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("sozialraum.publication.errata.read_ordinary", refuse)
    with pytest.raises(PublicationError, match=r"Nothing is published without it\. Let this user"):
        errata(store)


@pytest.mark.parametrize("named", ["2026-09", "2026-10-31-ffffffff", "../x", ""])
def test_what_is_marked_has_to_be_there(store: PublicationStore, named: str) -> None:
    with pytest.raises(PublicationError, match="there is no publication or edition"):
        version_of(store, named)


def test_what_comes_is_compared_with_what_did_not_prove_wrong(store: PublicationStore) -> None:
    november = "2026-11-22-00000002"
    store.make_current(november)
    # a month that was made again came last, and is not what figures are compared with
    publish(store, "2026-09-30-00000000")
    assert _known(store) == november
    add_erratum(store, now_noted(november, "columns exchanged", NOTED_AT))
    assert _known(store) == OCTOBER
    # nor is one of a day to come, as of a clock that was wrong
    publish(store, "2099-01-01-00000000")
    assert _known(store) == OCTOBER
    for one in store.versions():
        add_erratum(store, now_noted(one, "all of them", NOTED_AT))
    assert _known(store) == november


def _known(store: PublicationStore) -> str:
    known = store.known()
    assert known is not None
    return known.version


def _made_of(store: PublicationStore, version: str, *files: str) -> None:
    """A publication of files as ``source/table/landing``, oldest first."""
    landings = [
        dict(zip(("source_id", "dataset_id", "landing_id"), file.split("/"), strict=True))
        | {"retrieved_at": f"2026-01-{number:02}T00:00:00+00:00"}
        for number, file in enumerate(files, start=1)
    ]
    publish(store, version, landings=landings)


FIRST, SECOND, THIRD = "2026-07-31-00000000", "2026-08-31-00000000", "2026-09-30-00000000"


@pytest.fixture
def three(tmp_path: Path) -> PublicationStore:
    """The second brought a file of each source, the third one of the other source."""
    store = PublicationStore(Warehouse(tmp_path))
    _made_of(store, FIRST, "s/t/aaaaaaa", "s/u/bbbbbbb", "other/t/ccccccc")
    _made_of(store, SECOND, "s/t/aaaaaaa", "s/u/bbbbbbb", "other/t/ccccccc", "s/t/ddddddd")
    # a month that was made again says nothing of what came
    _made_of(store, "2026-07-31-00000001", "s/t/aaaaaaa", "s/u/bbbbbbb", "other/t/ccccccc")
    _made_of(store, THIRD, "s/t/aaaaaaa", "s/u/bbbbbbb", "s/t/ddddddd", "other/t/fffffff")
    return store


def test_the_file_that_proved_wrong_is_the_one_that_came_or_is_named(
    three: PublicationStore,
) -> None:
    wrong = [WrongFile("s", "t", "ddddddd")]
    assert files_meant(three, SECOND, "s", []) == wrong
    assert files_meant(three, THIRD, "s", ["dddddd"]) == wrong
    assert files_meant(three, FIRST, "s", ["u"]) == [WrongFile("s", "u", "bbbbbbb")]
    # several came, or none; a table has two; nothing is called so
    for version, named in ((FIRST, []), (THIRD, []), (SECOND, ["t"]), (SECOND, ["x"])):
        with pytest.raises(PublicationError, match=r"say which file.*u \(landing bbbbbbb\) of"):
            files_meant(three, version, "s", named)
    # neither is one that nothing is called made up for by one that two are
    with pytest.raises(PublicationError, match=r"for --file 't' is 2 files, --file 'x' is 0 files"):
        files_meant(three, SECOND, "s", ["t", "x"])
    assert files_meant(three, SECOND, "s", ["u", "bbbbbb"]) == [WrongFile("s", "u", "bbbbbbb")]
    with pytest.raises(PublicationError, match="no file of 'x'; it uses files of other, s"):
        files_meant(three, THIRD, "x", [])


def test_a_file_for_which_none_stands_in_is_not_barred(three: PublicationStore) -> None:
    (file,) = files_meant(three, THIRD, "other", [])
    add_erratum(three, now_noted(THIRD, "exchanged", NOTED_AT, [file]))
    with pytest.raises(PublicationError, match="no other file of 'other' was ever published"):
        files_meant(three, FIRST, "other", [])


def test_a_file_is_not_barred_if_another_entry_has_none_but_it(three: PublicationStore) -> None:
    version = "2026-10-31-00000000"
    files = ["s/t/aaaaaaa", "other/t/fffffff", "s/t/eeeeeee", "new/t/eeeeeee"]
    _made_of(three, version, *files)
    # an entry that is gone, or has another name now, needs no file
    assert files_meant(three, version, "s", []) == [WrongFile("s", "t", "eeeeeee")]
    three.make_current(version)
    with pytest.raises(PublicationError, match="no other file of 'new' was ever published"):
        files_meant(three, version, "s", [])


def test_what_a_publication_uses_is_not_told_of_a_damaged_manifest(
    three: PublicationStore,
) -> None:
    (three.get(SECOND).folder / MANIFEST).write_text("{")
    with pytest.raises(PublicationError, match=f"publication '{SECOND}' is damaged"):
        files_meant(three, SECOND, "s", [])


def test_what_uses_a_file_that_proved_wrong_has_the_erratum_too(three: PublicationStore) -> None:
    _made_of(
        three, "2026-10-05-00000000", "s/t/aaaaaaa", "s/u/bbbbbbb", "s/t/ddddddd", "s/t/eeeeeee"
    )
    add_erratum(three, now_noted(SECOND, "wrong", NOTED_AT, files_meant(three, SECOND, "s", [])))
    with_erratum = {one for one in three.versions() if three.has_erratum(one)}
    # one that has the next file as well only tells what was revised
    assert with_erratum == {SECOND, THIRD}
    assert version_to_read(three, "2026-09") == THIRD
    three.make_current(THIRD)
    assert _known(three) == "2026-10-05-00000000"
    assert [one.version for one in still_wrong(three, three.get(THIRD))] == [SECOND]
    three.make_current("2026-10-05-00000000")
    assert not may_become_current(three, three.get(THIRD))


def test_what_is_made_of_the_same_as_what_proved_wrong_is_no_edition_either(
    tmp_path: Path,
) -> None:
    store = PublicationStore(Warehouse(tmp_path))
    earlier, good, wrong, again = (f"2026-11-{day}-00000000" for day in ("01", "05", "12", "19"))
    # for a day before something turned
    _made_of(store, earlier, "s/t/aaaaaaa", "s/t/bbbbbbb")
    _made_of(store, good, "s/t/aaaaaaa")
    _made_of(store, wrong, "s/t/aaaaaaa", "s/t/bbbbbbb")
    _made_of(store, again, "s/t/aaaaaaa", "s/t/bbbbbbb")
    add_erratum(store, now_noted(wrong, "columns exchanged", NOTED_AT))
    assert store.proved_wrong() == {wrong, again}
    assert version_to_read(store, "2026-11") == good
    before = store.edition_before(date(2026, 12, 5))
    assert before is not None
    assert before.version == good


@pytest.mark.parametrize(
    "mended",
    [
        ("s/t/aaaaaaa", "s/t/bbbbbbb", "s/t/aaaaaaa"),
        # last year's bytes under the name of the new year, which is barred since
        ("s/u/bbbbbbb", "s/t/aaaaaaa"),
    ],
    ids=["put back", "of another table"],
)
def test_what_was_mended_is_not_made_of_the_same(tmp_path: Path, mended: tuple[str, ...]) -> None:
    store = PublicationStore(Warehouse(tmp_path))
    _made_of(store, FIRST, "s/t/aaaaaaa")
    _made_of(store, SECOND, "s/t/aaaaaaa", "s/t/bbbbbbb")
    _made_of(store, THIRD, *mended)
    store.make_current(FIRST)
    add_erratum(store, now_noted(SECOND, "a column was moved", NOTED_AT))
    assert still_wrong(store, store.get(THIRD)) == []
    assert may_become_current(store, store.get(THIRD))
    assert store.proved_wrong() == {SECOND}


def test_what_nothing_says_of_what_it_was_made_has_its_own_errata_only(
    three: PublicationStore,
) -> None:
    three.make_current(THIRD)
    add_erratum(three, now_noted(FIRST, "wrong", NOTED_AT))
    for version in (FIRST, THIRD):
        (three.root / version / "manifest.json").write_bytes(b"{")
    assert still_wrong(three, three.get(THIRD)) == []


def test_an_erratum_says_something() -> None:
    with pytest.raises(PublicationError, match="needs a text"):
        now_noted(OCTOBER, " \n", NOTED_AT)


@pytest.mark.parametrize("text", ["\x1b[31mrot", "a\x00b", "x" * 2001])
def test_an_erratum_is_what_a_report_can_tell(text: str) -> None:
    with pytest.raises(PublicationError, match="at most 2,000 characters"):
        now_noted(OCTOBER, text, NOTED_AT)


NO_DAY = b'[{"version": "x", "text": "y", "marked_at": "2026-11-26T00:00:00Z"}]'


@pytest.mark.parametrize("junk", [b"", b"{}", b"\xff", b'[{"version": 1}]', NO_DAY])
def test_a_damaged_note_is_named_and_not_passed_over(store: PublicationStore, junk: bytes) -> None:
    (store.root / f"{OCTOBER}.errata.json").write_bytes(junk)
    with pytest.raises(PublicationError, match=r"errata\.json.*cannot be read.*sozialraum erratum"):
        errata(store)


def test_notes_in_a_folder_that_may_not_be_listed_are_not_none(
    store: PublicationStore, closed: Callable[[Path], None]
) -> None:
    add_erratum(store, now_noted(version_of(store, OCTOBER), "columns exchanged", NOTED_AT))
    closed(store.root)
    for ask in (lambda: errata(store), store.versions):
        with pytest.raises(WarehouseError, match="publications cannot be listed: Permission"):
            ask()


@pytest.mark.parametrize(
    ("until", "known"), [(None, 1), (date(2026, 11, 26), 1), (date(2026, 11, 25), 0)]
)
def test_an_edition_that_is_made_again_knows_the_errata_of_its_day(
    store: PublicationStore, until: date | None, known: int
) -> None:
    add_erratum(store, now_noted(OCTOBER, "falsch", NOTED_AT))
    with duckdb.connect() as connection:
        connection.execute("create schema declared")
        record_errata(connection, store, ZoneInfo("Europe/Berlin"), until)
        rows = connection.execute(f"select version, marked_on, erratum from {TABLE}").fetchall()
    assert rows == [(OCTOBER, date(2026, 11, 26), "falsch")][:known]
