"""`sozialraum verify` names what is damaged in a warehouse and what to do, and changes nothing."""

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from sozialraum import verification
from sozialraum.base.files import LET_READ
from sozialraum.base.warehouse import Warehouse
from sozialraum.verification import verify
from sozialraum_cli.exits import Exit
from tests.conftest import Refreshed, run_cli


@pytest.fixture
def warehouse(refreshed: Refreshed, tmp_path: Path) -> Warehouse:
    """What is verified of a refreshed warehouse, to be damaged."""
    copy = Warehouse(tmp_path / "warehouse")
    for name in ("landing", "publications"):
        shutil.copytree(refreshed.warehouse.root / name, copy.root / name)
    copy.current.symlink_to(refreshed.warehouse.current.readlink())
    return copy


def _landed(warehouse: Warehouse) -> Path:
    return next((warehouse.landing / "unemployed").glob("*/*.csv"))


def _flip(path: Path) -> Path:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    return path


def _emptied(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def _removed(path: Path) -> Path:
    path.unlink()
    return path


def _linked(path: Path) -> Path:
    path.replace(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")
    return path


def _added(path: Path) -> Path:
    path.write_text("figures of mine")
    return path


def _manifest_changed(warehouse: Warehouse) -> Path:
    path = warehouse.current.resolve() / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["tables"]["mart_need"] += 1
    path.write_text(json.dumps(manifest))
    return warehouse.current.resolve() / "sozialraum.duckdb"


def _figure_changed_with_its_hash(warehouse: Warehouse) -> Path:
    folder = warehouse.current.resolve()
    database, manifest = folder / "sozialraum.duckdb", folder / "manifest.json"
    with duckdb.connect(database) as connection:
        connection.execute(
            "UPDATE marts.mart_need SET value = value + 1 WHERE value = "
            "(SELECT max(value) FROM marts.mart_need)"
        )
    listed = json.loads(manifest.read_bytes())
    listed["files"][database.name] = sha256(database.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(listed))
    return database


def _letter_changed(path: Path, key: str) -> Path:
    said = json.loads(path.read_bytes())
    last = said[key][-1]
    said[key] = said[key][:-1] + ("1" if last == "2" else "2")
    path.write_text(json.dumps(said))
    return path


def _landing_lost_whole(warehouse: Warehouse) -> Path:
    path = _landed(warehouse)
    shutil.rmtree(path.parent)
    return path


def _aside(warehouse: Warehouse) -> Path:
    """A publication that was renamed: its manifest speaks of another version."""
    folder = warehouse.current.resolve()
    other = folder.with_name("2026-01-01-00000000")
    shutil.copytree(folder, other)
    return other / "manifest.json"


DAMAGES: dict[str, tuple[Callable[[Warehouse], Path], str, str]] = {
    "a digit of a landing": (lambda w: _flip(_landed(w)), "was changed", verification.LANDED_AGAIN),
    "a landing taken away": (
        lambda w: _removed(_landed(w)),
        "is missing",
        verification.LANDED_AGAIN,
    ),
    "a landing that is a link": (
        lambda w: _linked(_landed(w)),
        "is a link",
        verification.LANDED_AGAIN,
    ),
    "an empty record": (
        lambda w: _emptied(next(_landed(w).parent.glob("*.json"))),
        "is no record",
        verification.WRITTEN_AGAIN,
    ),
    "a record of another source": (
        lambda w: _letter_changed(next(_landed(w).parent.glob("*.json")), "source_id"),
        "is no record",
        verification.WRITTEN_AGAIN,
    ),
    "a record of another table": (
        lambda w: _letter_changed(next(_landed(w).parent.glob("*.json")), "dataset_id"),
        "is no record",
        verification.WRITTEN_AGAIN,
    ),
    "a manifest of another day": (
        lambda w: _letter_changed(w.current.resolve() / "manifest.json", "as_of"),
        "speaks for another day",
        verification.MADE_AGAIN,
    ),
    "a landing without a trace": (
        _landing_lost_whole,
        "was made from it",
        verification.FROM_BACKUP,
    ),
    "a record taken away": (
        lambda w: _removed(next(_landed(w).parent.glob("*.json"))),
        "is missing; publication",
        verification.RECORDED_AGAIN,
    ),
    "a byte of the published database": (
        lambda w: _flip(w.current.resolve() / "sozialraum.duckdb"),
        "was changed after publication",
        verification.MADE_AGAIN,
    ),
    "a report taken away": (
        lambda w: _removed(w.current.resolve() / "report" / "bericht.pdf"),
        "is missing",
        verification.MADE_AGAIN,
    ),
    "a file put into a publication": (
        lambda w: _added(w.current.resolve() / "parquet" / "mine.csv"),
        "was added",
        verification.ADDED,
    ),
    "a manifest cut short": (
        lambda w: _emptied(w.current.resolve() / "manifest.json"),
        "is no JSON",
        verification.MADE_AGAIN,
    ),
    "rows that are not those listed": (
        _manifest_changed,
        "other tables or rows than listed: mart_need",
        verification.MADE_AGAIN,
    ),
    "a figure of the published database, with its hash": (
        _figure_changed_with_its_hash,
        "differs in mart_need from mart_need.parquet",
        verification.MADE_AGAIN,
    ),
    "an old publication": (_aside, "is that of version", verification.OLD_EDITION),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damage_is_named_with_what_to_do(warehouse: Warehouse, kind: str) -> None:
    damage, problem, todo = DAMAGES[kind]
    path = damage(warehouse).relative_to(warehouse.root).as_posix()
    (found,) = verify(warehouse).damages
    assert (found.path, found.todo) == (path, todo)
    assert problem in found.problem


def test_a_folder_of_landings_that_may_not_be_listed_is_named_once(
    warehouse: Warehouse, closed: Callable[[Path], None]
) -> None:
    folder = _landed(warehouse).parent
    closed(folder)
    (found,) = verify(warehouse).damages
    assert (found.path, found.todo) == (
        folder.relative_to(warehouse.root).as_posix(),
        LET_READ,
    )


@pytest.mark.parametrize("target", ["publications/none", "landing"])
def test_a_current_that_leads_elsewhere_is_named(warehouse: Warehouse, target: str) -> None:
    warehouse.current.unlink()
    warehouse.current.symlink_to(target)
    (found,) = verify(warehouse).damages
    assert (found.path, found.todo) == ("current", verification.LINK)


def test_an_earlier_publication_is_verified_by_what_it_has_and_that_is_said(
    warehouse: Warehouse,
) -> None:
    path = warehouse.current.resolve() / "manifest.json"
    manifest = json.loads(path.read_bytes())
    del manifest["tables"]
    path.write_text(json.dumps(manifest))
    found = verify(warehouse)
    assert (found.damages, len(found.notes)) == ([], 1)
    assert "without a list of its tables" in found.notes[0]


def test_the_command_ends_with_6_and_groups_what_is_damaged(warehouse: Warehouse) -> None:
    whole = run_cli("verify", warehouse=warehouse.root)
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "as they were written" in whole.stdout
    newest = [max(folder.glob("*.json")) for folder in warehouse.landing.glob("unemployed/*")]
    lost = [path.with_name(json.loads(path.read_bytes())["path"]) for path in newest]
    for path in lost:
        os.unlink(path)
    said = run_cli("verify", warehouse=warehouse.root)
    assert said.returncode == Exit.DAMAGED
    assert all(path.name in said.stderr for path in lost)
    assert said.stderr.count("→") == 1


def test_nothing_is_kept_in_a_folder_that_is_not_the_one_meant(tmp_path: Path) -> None:
    done = run_cli("verify", warehouse=tmp_path / "elsewhere")
    assert done.returncode == Exit.DAMAGED
    for text in ("elsewhere has nothing in it", "SOZIALRAUM_WAREHOUSE", "make refresh"):
        assert text in " ".join(done.stderr.split())
    (damage,) = json.loads(run_cli("verify", "--json", warehouse=tmp_path).stdout)["damages"]
    assert damage["problem"] == "has nothing in it"


def test_a_figure_that_was_changed_in_the_build_database_is_found(
    warehouse: Warehouse, refreshed: Refreshed
) -> None:
    shutil.copyfile(refreshed.warehouse.build_database, warehouse.build_database)
    shutil.copyfile(refreshed.warehouse.root / "city", warehouse.root / "city")
    with warehouse.connect() as connection:
        connection.execute(
            "UPDATE raw.cell SET number = number + 1 WHERE source_id = 'doctors' "
            "AND number = (SELECT max(number) FROM raw.cell WHERE source_id = 'doctors')"
        )
    said = run_cli("verify", warehouse=warehouse.root)
    assert said.returncode == Exit.DAMAGED
    assert "build.duckdb has 2 cells of 'doctors' that are not those of its landings" in said.stderr
    assert "→ delete it" in said.stderr
    warehouse.build_database.unlink()
    assert run_cli("verify", warehouse=warehouse.root).returncode == 0
