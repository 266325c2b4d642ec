"""What the tests share: the bundled city, and one refresh of it that many tests look at."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

from sozialraum.base.garbage import look_seldom
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.publication.store import PublicationStore

EARLIER = "2026-10-31-aaaaaaaa"
"""The other publication of the fixture ``warehouse``."""

CLI = [sys.executable, "-m", "sozialraum_cli"]

# each test loads much, and what is loaded stays
look_seldom()

# Who runs the suite in the background of a script ignores SIGINT; Dagster then ignores SIGTERM as
# well, and so would every command that a test starts and stops.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The files with several refreshes of their own, longest first: begun last, one of them would keep
# a single core busy when everything else has ended. The second one needs the small city only: its
# worker makes that one while the first worker makes the refresh that all the others look at.
LONG_FILES = ("test_vintages.py", "test_live_refresh.py", "test_bad_input.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        name = item.path.name
        return LONG_FILES.index(name) if name in LONG_FILES else len(LONG_FILES)

    items.sort(key=place)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Lets a folder be one that this user may enter, and not list; root may list all."""

    def close(folder: Path) -> None:
        def refusing(ask: Callable[..., Any]) -> Callable[..., Any]:
            def refuse(asked: Any = ".") -> Any:
                if not isinstance(asked, int) and Path(asked).is_relative_to(folder):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
                return ask(asked)

            return refuse

        for name in ("listdir", "scandir"):
            monkeypatch.setattr(os, name, refusing(getattr(os, name)))

    return close


@dataclass(frozen=True)
class Refreshed:
    """What a run of ``sozialraum refresh`` said and left behind.

    ``output``: without line ends, which depend on the width of the terminal; ``lines``: those of
    standard error as they came, where this process started the run.
    """

    warehouse: Warehouse
    returncode: int
    output: str
    lines: tuple[str, ...] = ()

    def build_rows(self, query: str) -> list[tuple[object, ...]]:
        return _rows(self.warehouse.build_database, query)

    def published_rows(self, query: str) -> list[tuple[object, ...]]:
        return _rows(self.warehouse.current / "sozialraum.duckdb", query)


def _rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(query).fetchall()


def run_cli(
    *arguments: str, warehouse: Path, city: Path | None = None, columns: str = "200"
) -> subprocess.CompletedProcess[str]:
    """Runs the command as a person would, with its own warehouse and city."""
    environment = {
        **os.environ,
        "SOZIALRAUM_WAREHOUSE": str(warehouse),
        "COLUMNS": columns,
        "NO_COLOR": "1",
    }
    if city is not None:
        environment["SOZIALRAUM_CITY"] = str(city)
    return subprocess.run(
        [*CLI, *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def refresh(warehouse: Path, city: Path | None = None, *arguments: str) -> Refreshed:
    done = run_cli("refresh", *arguments, warehouse=warehouse, city=city)
    said = " ".join((done.stdout + done.stderr).split())
    return Refreshed(Warehouse(warehouse), done.returncode, said, (*done.stderr.splitlines(),))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    """What dbt knows of the project."""
    from orchestration.defs.transform.assets import read_manifest

    return read_manifest(Warehouse.default())


def _once(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    make: Callable[[Path], Refreshed],
    returncode: int = 0,
) -> Refreshed:
    """One refresh for all workers, made in a folder ``name`` by the first that asks for it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, said = shared / name, shared / f"{name}.txt"
    with FileLock(shared / f"{name}.lock"):
        if not said.exists():
            outcome = make(folder)
            assert outcome.returncode == returncode, outcome.output
            said.write_text(outcome.output, encoding="utf-8")
    return Refreshed(Warehouse(folder / "warehouse"), returncode, said.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """One refresh on the bundled figures; tests only read it."""
    return _once(tmp_path_factory, "refreshed", lambda folder: refresh(folder / "warehouse"))


@pytest.fixture(scope="session")
def lived_in(
    refreshed: Refreshed, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Refreshed:
    """A second refresh, after what a year brings: an edited register, a new table and indicator,
    layers of places and outlines, files of offices. Tests only read it."""
    from tests.guide import follow_guide
    from tests.layers.made_up_city import made_up_layers, put_layers
    from tests.office.deliveries import INDICATORS, delivered_areas, put_into_dropbox, release
    from tests.registers.edit import edit_services

    def make(folder: Path) -> Refreshed:
        warehouse, city = copied(folder, refreshed, catalogue)
        edit_services(city)
        follow_guide(city, refreshed)
        put_layers(city, made_up_layers(refreshed))
        release(city, *INDICATORS)
        put_into_dropbox(warehouse, catalogue, delivered_areas(catalogue, refreshed.warehouse))
        return refresh(warehouse.root, city)

    return _once(tmp_path_factory, "lived_in", make)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """A small city of another alphabet, made as the page about a new city says. Tests only read
    it."""
    from tests.new_city_page import follow_page

    return _once(tmp_path_factory, "elsewhere", follow_page)


@pytest.fixture(scope="session")
def wrong(
    refreshed: Refreshed, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Refreshed:
    """A second refresh, over files whose content is wrong; it publishes nothing."""
    from tests.spoilt import spoil_contents

    def make(folder: Path) -> Refreshed:
        warehouse, city = copied(folder, refreshed, catalogue)
        spoil_contents(city)
        return refresh(warehouse.root, city)

    return _once(tmp_path_factory, "wrong", make, returncode=3)


def newest_file(catalogue: Catalogue, source_id: str) -> Path:
    """The bundled file of a source; of a yearly series the newest one."""
    pattern = catalogue.source(source_id).dataset.replace("{year}", "*")
    return sorted(catalogue.snapshot_folder.glob(f"{pattern}.csv"))[-1]


def copied(folder: Path, refreshed: Refreshed, catalogue: Catalogue) -> tuple[Warehouse, Path]:
    """The warehouse as a refresh left it, and the city, to be changed."""
    warehouse, city = Warehouse(folder / "warehouse"), folder / catalogue.city.id
    shutil.copytree(refreshed.warehouse.root, warehouse.root, symlinks=True)
    shutil.copytree(catalogue.folder, city)
    return warehouse, city


@pytest.fixture
def published(refreshed: Refreshed) -> Iterator[duckdb.DuckDBPyConnection]:
    database = refreshed.warehouse.current / "sozialraum.duckdb"
    with duckdb.connect(database, read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def area_names(refreshed: Refreshed) -> dict[str, str]:
    """What the areas are called, by id: tests write no name of the bundled city."""
    rows = refreshed.published_rows("select area_id, area_name from marts.dim_area")
    return {str(area): str(name) for area, name in rows}


@pytest.fixture
def build_copy(refreshed: Refreshed, tmp_path: Path) -> Callable[[], Warehouse]:
    """Copies what dbt needs of a refresh: the build database and the parsed project."""

    def copy() -> Warehouse:
        warehouse = Warehouse(tmp_path / "build")
        shutil.copytree(refreshed.warehouse.dbt_target, warehouse.dbt_target)
        shutil.copy(refreshed.warehouse.build_database, warehouse.build_database)
        return warehouse

    return copy


@pytest.fixture
def city_copy(tmp_path: Path, catalogue: Catalogue) -> Path:
    """The bundled city, to be spoilt."""
    copy = tmp_path / catalogue.city.id
    shutil.copytree(catalogue.folder, copy)
    return copy


@pytest.fixture
def snapshot_file(city_copy: Path) -> Callable[[str], Path]:
    """The copied file of a source; of a yearly series the newest one."""

    return lambda source_id: newest_file(load_catalogue(city_copy), source_id)


@pytest.fixture
def warehouse(refreshed: Refreshed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """A copy with two publications: that of the refresh, and as if it were of a month before, with
    the manifest that early versions of this project wrote. Without build database."""
    found = Warehouse(tmp_path / "warehouse")
    for kept in ("landing", "publications", "city", "current"):
        source, target = refreshed.warehouse.root / kept, found.root / kept
        if source.is_dir() and not source.is_symlink():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target, follow_symlinks=False)
    current = PublicationStore(found).current()
    assert current is not None
    shutil.copytree(current.folder, found.publications / EARLIER)
    path = found.publications / EARLIER / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for later in ("number", "tables"):
        manifest.pop(later)
    changed = {"version": EARLIER, "as_of": "2026-10-31"}
    path.write_text(json.dumps(manifest | changed), "utf-8")
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(found.root))
    return found
