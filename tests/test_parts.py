"""A model that does not fit into memory at once is made in parts, and is the same."""

from collections.abc import Callable

import duckdb
import pytest

from orchestration.lib import parts
from orchestration.lib.dbt_in_process import compiled_sql
from sozialraum.base.warehouse import Warehouse

MARK = "in_part: "


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
        monkeypatch.setattr(parts, "parts_needed", lambda connection, read: 3)
        for name, sql in sorted(marked.items()):
            first, *others = parts.in_parts(connection, sql, {name})
            assert len(others) == 2
            assert MARK not in first
            connection.execute(f"CREATE TABLE made.whole AS ({sql})")
            connection.execute(f"CREATE TABLE made.together AS ({first})")
            for one in others:
                connection.execute(f"INSERT INTO made.together ({one})")
            if rows := _unlike(connection):
                differ[name] = rows
            connection.execute("DROP TABLE made.whole; DROP TABLE made.together")
    assert differ == {}


def _unlike(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    """Rows of one that the other has not; numbers to nine digits, as sums depend on their order."""
    columns = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = 'made' AND table_name = 'whole'"
    ).fetchall()
    told = ", ".join(
        f'printf(\'%.9g\', "{name}") AS "{name}"' if kind == "DOUBLE" else f'"{name}"'
        for name, kind in columns
    )
    whole, together = (f"SELECT {told} FROM made.{one}" for one in ("whole", "together"))
    return connection.execute(
        f"(({whole} EXCEPT ALL {together}) UNION ALL ({together} EXCEPT ALL {whole})) LIMIT 4"
    ).fetchall()


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
