"""A model that does not fit into memory at once is made in parts, and is the same."""

from collections.abc import Callable

import duckdb
import pytest

from orchestration.lib import parts
from orchestration.lib.dbt_in_process import compiled_sql
from sozialraum.base.warehouse import Warehouse

MARK = "in_part: "
REPEAT = "plausibility_repeat"


def test_models_made_in_parts_are_the_same(
    build_copy: Callable[[], Warehouse], monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = build_copy()
    marked = {
        key.split(".")[-1]: sql for key, sql in compiled_sql(warehouse).items() if MARK in sql
    }
    assert len(marked) > 10
    differ = {}
    with warehouse.connect() as connection:
        connection.execute("ATTACH ':memory:' AS made")
        for name, sql in sorted(marked.items()):
            monkeypatch.setattr(parts, "needed_megabytes", lambda connection, read: 1e9)
            first, *others = parts.in_parts(connection, sql, {name})
            assert others
            assert MARK not in first
            connection.execute(f"CREATE TABLE made.{name} AS ({sql})")
            connection.execute(f"CREATE TABLE made.{name}_in_parts AS ({first})")
            for one in others:
                connection.execute(f"INSERT INTO made.{name}_in_parts ({one})")
            # sums of logarithms, added in whatever order
            as_told = "* REPLACE (round(score, 9) AS score)" if name == REPEAT else "*"
            whole, together = (
                f"SELECT {as_told} FROM made.{one}" for one in (name, f"{name}_in_parts")
            )
            (rows,) = connection.execute(
                f"SELECT count(*) FROM (({whole} EXCEPT ALL {together}) "
                f"UNION ALL ({together} EXCEPT ALL {whole}))"
            ).fetchone() or (0,)
            if rows:
                differ[name] = rows
    assert differ == {}


def test_what_fits_is_made_at_once() -> None:
    sql = f"select * from x where true /* {MARK}source source_id */"
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE SCHEMA declared; CREATE TABLE declared.source AS SELECT 's' AS source_id;"
            "CREATE TABLE x AS SELECT 's' AS source_id"
        )
        assert parts.in_parts(connection, sql, {"x"}) == [sql]
        connection.execute("SET memory_limit = '100MB'")
        connection.execute(
            "CREATE OR REPLACE TABLE x AS "
            "SELECT 's' AS source_id, range::VARCHAR AS y FROM range(3000000)"
        )
        assert parts.in_parts(connection, sql, {"x"}) == [
            "select * from x where source_id IN ('s')"
        ]
        assert parts.in_parts(connection, "select * from x", {"x"}) == ["select * from x"]
