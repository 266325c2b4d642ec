"""Only what another publication replaced goes, and nothing that somebody may want back."""

import errno
import os
from pathlib import Path

import pytest

from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations.city import Retention
from sozialraum.mending import mend
from sozialraum.publication.errata import add_erratum, now_noted
from sozialraum.publication.retention import clear
from sozialraum.publication.store import PublicationStore
from tests.publication.test_errata import NOTED_AT
from tests.publication.test_store import publish

KEEP = Retention(publications=2, damaged=1, runs=1)
VERSIONS = [f"2026-{month}-{day}-00000000" for month in ("09", "10") for day in range(10, 16)]


@pytest.fixture
def store(tmp_path: Path) -> PublicationStore:
    found = PublicationStore(Warehouse(tmp_path))
    for version in VERSIONS:
        publish(found, version)
    return found


def test_newest_editions_current_the_one_before_and_marked_ones_stay(
    store: PublicationStore,
) -> None:
    warehouse = Warehouse(store.root.parent)
    store.make_current(VERSIONS[3])
    add_erratum(store, now_noted(VERSIONS[0], "falsch", NOTED_AT))
    removed = clear(warehouse, KEEP, pytest.fail)
    stay = [VERSIONS[number] for number in (0, 2, 3, 5, 10, 11)]
    assert store.versions() == stay
    assert set(removed) == set(VERSIONS) - set(stay)
    assert clear(warehouse, KEEP, pytest.fail) == []


def test_the_only_witness_that_a_file_was_published_stays(store: PublicationStore) -> None:
    landing = {
        "source_id": "deaths",
        "dataset_id": "deaths",
        "landing_id": "a",
        "retrieved_at": "2026-10-01T00:00:00+00:00",
    }
    publish(store, "2026-10-16-00000000", landings=[landing])
    for day in range(17, 22):
        publish(store, f"2026-10-{day}-00000000")
    clear(Warehouse(store.root.parent), KEEP, pytest.fail)
    assert "2026-10-16-00000000" in store.versions()
    assert "2026-10-17-00000000" not in store.versions()


def test_landings_stay_also_damaged_ones(store: PublicationStore) -> None:
    warehouse = Warehouse(store.root.parent)
    for path in ("landing/deaths/t/a.csv.damaged", "landing/deaths/t/b.csv.damaged"):
        (warehouse.root / path).parent.mkdir(parents=True, exist_ok=True)
        (warehouse.root / path).write_text("")
    for number in ("", ".2", ".3"):
        (warehouse.root / f"build.duckdb.damaged{number}").write_text("")
        (store.root / f"{VERSIONS[0]}.damaged{number}").mkdir()
    clear(warehouse, KEEP, pytest.fail)
    assert len(list(warehouse.root.glob("landing/*/*/*.damaged"))) == 2
    assert len([*warehouse.root.glob("*.damaged*"), *store.root.glob("*.damaged*")]) == 1


def test_a_removal_that_is_broken_off_leaves_no_half_of_a_publication(
    store: PublicationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(store.root.parent)

    def killed(folder: Path) -> None:
        next(path for path in folder.iterdir() if path.is_file()).unlink()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            clear(warehouse, KEEP, pytest.fail)
    assert [one.version for one in store.all() if store.damages(one)] == []
    assert store.unreadable() == []
    mend(warehouse)
    clear(warehouse, KEEP, pytest.fail)
    assert [path.name for path in store.root.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOTEMPTY, errno.EBUSY])
def test_what_cannot_be_removed_is_told_with_its_place_and_stops_nothing(
    number: int, store: PublicationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(store.root.parent)

    def refuse(folder: Path) -> None:
        # as the system names it in a folder that is open
        raise OSError(number, os.strerror(number), "bericht.html")

    store.make_current(VERSIONS[-1])
    told: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr("shutil.rmtree", refuse)
        removed = clear(warehouse, KEEP, told.append)
        left = [path for path in store.root.iterdir() if path.name.startswith(".")]
        assert len(removed) == len(told) == len(left) > 0
        again = mend(warehouse)
    for said in (told, again):
        assert sorted(one.partition(",")[0] for one in said) == sorted(map(str, left))
        assert all(os.strerror(number) in one for one in said)
    assert mend(warehouse) == []
    assert not any(path.exists() for path in left)


def test_a_part_of_which_something_cannot_be_removed_is_begun_anew_beside(
    store: PublicationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = store.open_version("2026-11-01-00000000")
    (begun.folder / "report").mkdir()
    with monkeypatch.context() as patched:
        patched.setattr("shutil.rmtree", lambda folder, ignore_errors: None)
        anew = store.open_version("2026-11-01-00000000")
    assert anew.folder == begun.folder
    assert list(anew.folder.iterdir()) == []
