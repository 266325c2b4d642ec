"""A small synthetic build that passes every check, and copies of it with one thing broken."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from expectations import DEFAULT_SUITES, CheckResult, run_checks
from tests.declared import make_published_tables

SYNTHETIC_BUILD = Path(__file__).with_name("synthetic_build.sql")

Broken = Callable[[str], Path]
Gate = Callable[[Path, str], dict[str, CheckResult]]


@pytest.fixture(scope="session")
def synthetic_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound build, made once; nobody writes to it."""
    database = tmp_path_factory.mktemp("synthetic") / "build.duckdb"
    with duckdb.connect() as connection:
        # each of the many small tables takes blocks of its own, and each test copies them all
        connection.execute(f"ATTACH '{database}' AS made (BLOCK_SIZE 16384); USE made")
        make_published_tables(connection)
        connection.execute(SYNTHETIC_BUILD.read_text(encoding="utf-8"))
    return database


@pytest.fixture
def broken(synthetic_build: Path, tmp_path: Path) -> Broken:
    """Makes a copy of the build in which a statement was run."""

    def break_by(statement: str) -> Path:
        database = tmp_path / "broken.duckdb"
        shutil.copy(synthetic_build, database)
        with duckdb.connect(str(database)) as connection:
            connection.execute(statement)
        return database

    return break_by


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    """Runs the suite of one table of `marts`; the results by check name."""

    def run(database: Path, table: str) -> dict[str, CheckResult]:
        suites = tmp_path / "suites"
        suites.mkdir(exist_ok=True)
        shutil.copy(DEFAULT_SUITES / f"{table}.yaml", suites)
        return {result.name: result for result in run_checks(database, suites=suites)}

    return run
