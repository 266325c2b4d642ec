"""A comparison of two publications finds each table, column and value that differs."""

from pathlib import Path

import duckdb

from bench.compare import differences


def _published(path: Path, *statements: str) -> Path:
    with duckdb.connect(path) as connection:
        connection.execute("create schema marts")
        for statement in statements:
            connection.execute(statement)
    return path


def test_differences_are_named_and_the_order_of_rows_is_none(tmp_path: Path) -> None:
    rows = "create table marts.mart as select * from (values ('a', 1.0), ('b', 2.0)) t(area, value)"
    before = _published(tmp_path / "a.duckdb", rows, "create table marts.gone as select 1 as one")
    same = _published(
        tmp_path / "b.duckdb",
        rows.replace("('a', 1.0), ('b', 2.0)", "('b', 2.0), ('a', 1.0)"),
        "create table marts.gone as select 1 as one",
    )
    assert list(differences(before, same)) == []
    other = _published(
        tmp_path / "c.duckdb",
        "create table marts.mart as select *, true as is_new "
        "from (values ('a', 1.0), ('b', 2.5)) t(area, value)",
    )
    found = "\n".join(differences(before, other))
    assert "gone: table is gone" in found
    assert "mart.is_new: absent is now BOOLEAN" in found
    assert "mart: 1 rows only before, 1 only after" in found
    assert "value: before [Decimal('2.0')], after [Decimal('2.5')]" in found
    assert "area: before" not in found
