"""Validation shares the database with readers, never writes, and lets go of it."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import sqlalchemy as sa

from expectations import CheckResult
from expectations.read_only_duckdb import DRIVER_NAME
from expectations.validation import DatabaseNotReadableError

Broken = Callable[[str], Path]
Gate = Callable[[Path, str], dict[str, CheckResult]]


def test_runs_beside_another_reader_in_the_same_process(synthetic_build: Path, gate: Gate) -> None:
    with duckdb.connect(str(synthetic_build), read_only=True) as reader:
        results = gate(synthetic_build, "dim_area")
        assert reader.execute("select count(*) from marts.dim_area").fetchone() == (8,)

    assert all(result.passed for result in results.values())


def test_refuses_to_write(synthetic_build: Path) -> None:
    engine = sa.create_engine(sa.URL.create(DRIVER_NAME, database=str(synthetic_build)))
    with engine.connect() as connection, pytest.raises(sa.exc.SQLAlchemyError, match="read-only"):
        connection.execute(sa.text("delete from marts.dim_area"))
    engine.dispose()


def test_a_result_can_be_read_after_a_rollback(synthetic_build: Path) -> None:
    engine = sa.create_engine(sa.URL.create(DRIVER_NAME, database=str(synthetic_build)))
    with engine.connect() as connection:
        result = connection.execute(sa.text("select area_id from marts.dim_area"))
        connection.rollback()
        assert len(result.fetchall()) == 8
    engine.dispose()


def test_columns_are_reflected_from_the_schema_that_was_asked_for(broken: Broken) -> None:
    database = broken("create schema elsewhere; create table elsewhere.dim_area (other integer)")
    engine = sa.create_engine(sa.URL.create(DRIVER_NAME, database=str(database)))

    columns = sa.inspect(engine).get_columns("dim_area", schema="elsewhere")

    assert [column["name"] for column in columns] == ["other"]
    with pytest.raises(sa.exc.NoSuchTableError, match="nothing"):
        sa.inspect(engine).get_columns("nothing", schema="elsewhere")
    engine.dispose()


def test_lets_go_of_the_database_so_that_the_build_can_go_on(broken: Broken, gate: Gate) -> None:
    database = broken("create table marts.other (i integer)")
    gate(database, "dim_area")

    with duckdb.connect(str(database)) as writer:
        writer.execute("drop table marts.other")


def test_a_database_that_a_writer_holds_is_named(broken: Broken, gate: Gate) -> None:
    database = broken("create table marts.other (i integer)")

    with (
        duckdb.connect(str(database)),
        pytest.raises(DatabaseNotReadableError, match=r"broken\.duckdb: cannot be opened"),
    ):
        gate(database, "dim_area")


def test_a_missing_database_is_named(tmp_path: Path, gate: Gate) -> None:
    with pytest.raises(DatabaseNotReadableError, match=r"none\.duckdb: no such database"):
        gate(tmp_path / "none.duckdb", "dim_area")


def test_a_path_with_blanks_and_umlauts_is_opened(broken: Broken, gate: Gate) -> None:
    database = broken("select 1")
    moved = database.rename(database.parent / "Sozialräume 2024 #1 %20.duckdb")

    assert all(result.passed for result in gate(moved, "dim_area").values())
