"""Two cities in turn in one installation: each command works for the chosen one alone.

The warehouses are laid out as two refreshes leave them, which these tests do not repeat: a refresh
finds its warehouse as every command does.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sozialraum.base import warehouse as at
from sozialraum.base.errors import WarehouseError
from sozialraum.base.files import sha256_of
from sozialraum.base.project import CITY_VARIABLE
from sozialraum.base.warehouse import WAREHOUSE_VARIABLE, Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.ownership import claim, refuse_other_than_chosen
from sozialraum.publication.store import PublicationStore
from sozialraum_cli.app import app
from tests.conftest import EARLIER, Refreshed
from tests.new_city_page import CITY

Say = Callable[[Path, str], str]


@pytest.fixture
def both(
    warehouse: Warehouse, elsewhere: Refreshed, monkeypatch: pytest.MonkeyPatch
) -> tuple[Warehouse, Warehouse]:
    """The default warehouse, and within it that of the second city."""
    second = Warehouse(warehouse.root / "cities" / CITY)
    second.root.mkdir(parents=True)
    for kept in ("landing", "publications"):
        shutil.copytree(elsewhere.warehouse.root / kept, second.root / kept)
    for kept in ("city", "current"):
        shutil.copy(elsewhere.warehouse.root / kept, second.root / kept, follow_symlinks=False)
    monkeypatch.setattr(at, "PROJECT", warehouse.root.parent)
    return warehouse, second


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Say:
    """What a command says for a city, as in a process of its own."""

    def invoke(city: Path, command: str) -> str:
        for variable in (WAREHOUSE_VARIABLE, CITY_VARIABLE):
            # so that what the command sets is undone
            monkeypatch.setenv(variable, "")
            monkeypatch.delenv(variable)
        done = CliRunner().invoke(app, ["--city", str(city), *command.split()])
        assert done.exit_code == 0, done.output
        return done.output

    return invoke


def _files(warehouse: Warehouse) -> dict[str, str]:
    """By path below it, without those of a city within it."""
    paths = [path for path in warehouse.root.rglob("*") if path.is_file() or path.is_symlink()]
    names = {path.relative_to(warehouse.root).as_posix(): path for path in paths}
    return {
        name: os.readlink(path) if path.is_symlink() else sha256_of(path)
        for name, path in names.items()
        if not name.startswith("cities/")
    }


def test_in_turn_each_sees_and_changes_its_own(
    both: tuple[Warehouse, Warehouse], elsewhere: Refreshed, catalogue: Catalogue, say: Say
) -> None:
    first, second = both
    folders = (catalogue.folder, elsewhere.warehouse.root.parent / CITY)
    newest, other = (PublicationStore(one).current() for one in both)
    assert newest is not None
    assert other is not None
    for _ in range(2):
        before = _files(first)
        said = say(folders[1], "publications")
        assert other.version in said
        assert EARLIER not in said
        said = say(folders[1], "verify")
        assert f"1 publications in {second.root}" in " ".join(said.split())
        say(folders[1], f"rollback {other.version}")
        assert _files(first) == before
        before = _files(second)
        said = say(folders[0], "publications")
        assert EARLIER in said
        assert other.version not in said
        for version in (EARLIER, newest.version):
            say(folders[0], f"rollback {version}")
            assert first.current.resolve().name == version
        assert _files(second) == before


def test_the_second_city_is_refused_in_the_warehouse_of_the_first(
    both: tuple[Warehouse, Warehouse], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = both
    monkeypatch.delenv(WAREHOUSE_VARIABLE)
    before = _files(first)
    with pytest.raises(WarehouseError, match=rf"--city {CITY} \(which uses {second.root}\)"):
        claim(first, CITY)
    assert _files(first) == before


def test_what_is_read_is_that_of_the_city_that_is_meant(
    both: tuple[Warehouse, Warehouse],
    elsewhere: Refreshed,
    catalogue: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = both
    monkeypatch.delenv(WAREHOUSE_VARIABLE)
    monkeypatch.setenv(CITY_VARIABLE, str(elsewhere.warehouse.root.parent / CITY))
    refuse_other_than_chosen(second)
    with pytest.raises(WarehouseError, match="figures of two cities must not meet"):
        refuse_other_than_chosen(first)
    monkeypatch.setenv(CITY_VARIABLE, str(catalogue.folder))
    refuse_other_than_chosen(first)
