"""A publication that proved wrong is marked, never changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from sozialraum.base.errors import PublicationError, WarehouseError
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.errata import (
    TABLE,
    add_erratum,
    errata,
    files_brought,
    now_noted,
    record_errata,
    version_of,
    version_to_read,
)
from sozialraum.publication.store import PublicationStore
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
    for one in store.versions():
        add_erratum(store, now_noted(one, "all of them", NOTED_AT))
    assert _known(store) == november


def _known(store: PublicationStore) -> str:
    known = store.known()
    assert known is not None
    return known.version


def test_the_files_that_proved_wrong_are_those_that_came_with_the_publication(
    tmp_path: Path,
) -> None:
    store = PublicationStore(Warehouse(tmp_path))

    def made_of(version: str, *files: str) -> None:
        landings = []
        for number, file in enumerate(files):
            source, table, landing = file.split("/")
            day = f"2026-01-{number + 1:02}T00:00:00+00:00"
            landings.append(
                {"source_id": source, "dataset_id": table, "landing_id": landing}
                | {"retrieved_at": day}
            )
        publish(store, version, landings=landings)

    made_of("2026-09-30-00000000", "s/t/A", "s/u/B", "other/t/C")
    # of a table the newest is in use, the older ones tell what was revised
    made_of("2026-10-31-00000000", "s/t/A", "s/u/B", "other/t/C", "s/t/D", "other/t/E")
    # a month that was made again says nothing of what came
    made_of("2026-09-30-00000001", "s/t/A", "s/u/B", "other/t/C")
    made_of("2026-11-30-00000000", "s/t/A", "s/u/B", "other/t/E", "s/t/D")
    assert files_brought(store, "2026-10-31-00000000", "s") == {"D": "t"}
    assert files_brought(store, "2026-09-30-00000000", "s") == {"A": "t", "B": "u"}
    with pytest.raises(PublicationError, match="since 2026-10-31-00000000: note it of"):
        files_brought(store, "2026-11-30-00000000", "s")
    with pytest.raises(PublicationError, match="no file of 'x'; it uses files of other, s"):
        files_brought(store, "2026-11-30-00000000", "x")


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
