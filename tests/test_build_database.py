"""The build database can be made again: a damaged one is set aside, a reader is waited for."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from orchestration.refresh import run_refresh
from sozialraum.audit.status import Blocked
from sozialraum.base.errors import BusyError
from sozialraum.base.warehouse import Warehouse
from sozialraum.beginning import Asking
from sozialraum.ingest.connector import SNAPSHOT
from sozialraum_cli.status import tell_failure


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    found = Warehouse(tmp_path)
    with found.connect() as connection:
        connection.execute("create table t as select range as n from range(100000)")
    return found


@contextmanager
def _opened_elsewhere(path: Path, seconds: float, *, read_only: bool = True) -> Iterator[None]:
    code = (
        f"import duckdb, time; c = duckdb.connect({str(path)!r}, read_only={read_only}); "
        f"print('open', flush=True); time.sleep({seconds})"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        yield
        reader.terminate()


@pytest.mark.parametrize("kept", [0, 10, 4096, 200_000])
def test_a_truncated_one_is_kept_beside_and_made_again(warehouse: Warehouse, kept: int) -> None:
    content = warehouse.build_database.read_bytes()[:kept]
    warehouse.build_database.write_bytes(content)
    said: list[str] = []
    warehouse.free_build(said.append)
    with warehouse.connect() as connection:
        connection.execute("create or replace table fresh as select 1")
    if said:
        assert "is kept as build.duckdb.damaged" in said[0]
        damaged = warehouse.build_database.with_name("build.duckdb.damaged")
        assert damaged.read_bytes() == content


@pytest.mark.parametrize("damage", ["truncated", "changed"])
def test_one_that_opens_and_cannot_be_read_is_made_again(tmp_path: Path, damage: str) -> None:
    warehouse = Warehouse(tmp_path)
    with warehouse.connect() as connection:
        connection.execute("create table long as select hash(range) as n from range(1_000_000)")
    content = bytearray(warehouse.build_database.read_bytes())
    if damage == "truncated":
        del content[len(content) - 300_000 :]
    else:
        content[len(content) // 2] ^= 0xFF
    warehouse.build_database.write_bytes(content)
    said: list[str] = []
    warehouse.free_build(said.append)
    assert "could not be read and is kept as build.duckdb.damaged" in said[0]
    assert not warehouse.build_database.exists()


def test_one_of_which_a_killed_process_half_wrote_a_block_is_made_again_at_once(
    warehouse: Warehouse,
) -> None:
    content = bytearray(warehouse.build_database.read_bytes())
    header, checksum = 3 * 4096, 8
    content[header + checksum + 100] ^= 0xFF
    warehouse.build_database.write_bytes(content)
    with pytest.raises(duckdb.IOException, match="block"):
        duckdb.connect(warehouse.build_database)
    said: list[str] = []
    began = time.monotonic()
    warehouse.free_build(said.append, patience=5)
    assert time.monotonic() - began < 2
    assert "could not be read and is kept as build.duckdb.damaged" in said[0]
    assert not warehouse.build_database.exists()


def test_a_reader_is_waited_for_and_then_named(warehouse: Warehouse) -> None:
    said: list[str] = []
    with _opened_elsewhere(warehouse.build_database, 30):
        with pytest.raises(BusyError, match=r"is being read by .*\(PID \d+\)"):
            warehouse.free_build(said.append, patience=0.5)
        assert len(said) == 1
        assert "waiting" in said[0]


def test_a_refresh_ends_with_the_name_of_a_reader_that_does_not_go(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(warehouse.root))
    monkeypatch.setitem(Warehouse.free_build.__kwdefaults__, "patience", 0.5)
    with _opened_elsewhere(warehouse.build_database, 60):
        outcome = run_refresh(warehouse, Asking(SNAPSHOT))
    assert not outcome.succeeded
    (reason,) = outcome.failed_steps
    assert re.search(r"is being read by .*\(PID \d+\).* Close it there, and refresh again", reason)


def test_why_a_run_published_nothing_is_told_also_while_another_one_builds(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = Blocked("raw.reject", "rejected_within_limit", "7 failing rows", [])
    for own, stopped in (([blocked], True), ([], False)):
        monkeypatch.setattr("sozialraum_cli.status.STOPPED_BY", own)
        with _opened_elsewhere(warehouse.build_database, 60, read_only=False):
            assert tell_failure(warehouse, "a-run", ("a_step",)) is stopped
        said = capsys.readouterr().err
        assert ("7 failing rows" in said, "Failed: a_step" in said) == (stopped, not stopped)


def test_a_reader_that_ends_lets_the_refresh_go_on(warehouse: Warehouse) -> None:
    said: list[str] = []
    with _opened_elsewhere(warehouse.build_database, 1):
        started = time.monotonic()
        warehouse.free_build(said.append, patience=20)
        assert time.monotonic() - started < 15
    with _opened_elsewhere(warehouse.build_database, 1), warehouse.connect() as connection:
        connection.execute("delete from t where n < 0")
    with duckdb.connect(warehouse.build_database) as connection:
        assert connection.execute("select count(*) from t").fetchone() == (100_000,)


def test_a_build_kept_open_is_one_database_until_it_is_let_go(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    with warehouse.kept_open():
        with warehouse.connect() as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
        with warehouse.connect(read_only=True) as connection:
            assert connection.execute("FROM kept").fetchall() == [(1,)]
        with pytest.raises(duckdb.ConnectionException):
            duckdb.connect(warehouse.build_database, config={"custom_user_agent": "another"})
        warehouse.let_go()
        # as dbt opens it: with options of its own
        duckdb.connect(warehouse.build_database, config={"custom_user_agent": "another"}).close()
        with warehouse.connect() as connection:
            assert connection.execute("FROM kept").fetchall() == [(1,)]
    duckdb.connect(warehouse.build_database, config={"custom_user_agent": "another"}).close()
