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
    (tmp_path / "O'Hara").mkdir()
    same = _published(
        tmp_path / "O'Hara" / "b.duckdb",
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


def test_the_last_digits_may_differ_where_that_is_said(tmp_path: Path) -> None:
    mart = "create table marts.mart as select 'a' as area, {} as n, {}::double as value"
    published = [
        _published(tmp_path / f"{number}.duckdb", mart.format(*of))
        for number, of in enumerate([(1, "1e6"), (1, "1e6 + 1e-6"), (1, "1e6 + 1e-2"), (2, "1e6")])
    ]
    before, near, far, other = published
    assert list(differences(before, near, is_close=True)) == []
    assert list(differences(before, near)) != []
    assert list(differences(before, far, is_close=True)) == [
        "mart: value: 1 of 1, first 1000000.0, after 1000000.01"
    ]
    assert list(differences(before, other, is_close=True)) == ["mart: n: 1 of 1, first 1, after 2"]
