"""Two publications cell by cell."""

from collections.abc import Iterator
from typing import Any

import duckdb

NUMBERS = ("DOUBLE", "FLOAT", "DECIMAL")
TOLERANCE = 1e-9


def differences(connection: duckdb.DuckDBPyConnection) -> tuple[int, list[str]]:
    """Of all tables of the attached databases `duck` and `spark`.

    Rows are laid side by side in the order of their whole numbers, days and texts, then numbers.
    A number may differ by 1e-9 of itself, below 1 by 1e-9; everything else is equal.

    Returns:
        How many cells were compared, and a line for each column that differs.
    """
    cells, found = 0, []
    tables = {name: _tables(connection, name) for name in ("duck", "spark")}
    if tables["duck"].keys() != tables["spark"].keys():
        found.append(f"tables: {sorted(tables['duck'].keys() ^ tables['spark'].keys())}")
    for table in sorted(tables["duck"].keys() & tables["spark"].keys()):
        columns = tables["duck"][table]
        if columns != tables["spark"][table]:
            changed = set(columns.items()) ^ set(tables["spark"][table].items())
            found.append(f"{table}: columns {sorted(changed)}")
            continue
        (rows,) = connection.execute(f"SELECT count(*) FROM duck.{table}").fetchone() or (0,)
        cells += rows * len(columns)
        lines = unlike(connection, f"duck.{table}", f"spark.{table}", columns)
        found += [f"{table}: {line}" for line in lines]
    return cells, found


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for schema, table, column, kind in connection.execute(
        "SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = ? AND NOT internal ORDER BY column_index",
        [database],
    ).fetchall():
        found.setdefault(f"{schema}.{table}", {})[column] = kind
    return found


def unlike(
    connection: duckdb.DuckDBPyConnection, duck: str, spark: str, columns: dict[str, str]
) -> Iterator[str]:
    """A line for each column of two tables or queries that differs."""
    ours, theirs = (_rows(connection, one, columns) for one in (duck, spark))
    if len(ours) != len(theirs):
        yield f"{len(ours)} rows, on Spark {len(theirs)}"
        return
    yield from _unequal(columns, ours, theirs)


def _rows(
    connection: duckdb.DuckDBPyConnection, source: str, columns: dict[str, str]
) -> list[tuple[Any, ...]]:
    exact = [f'"{name}"' for name, kind in columns.items() if not kind.startswith(NUMBERS)]
    order = [*exact, *(f'"{name}"' for name in columns if f'"{name}"' not in exact)]
    chosen = ", ".join(f'"{name}"' for name in columns)
    query = f"SELECT {chosen} FROM {source} ORDER BY {', '.join(order)}"
    return connection.execute(query).fetchall()


def _unequal(
    columns: dict[str, str], duck: list[tuple[Any, ...]], spark: list[tuple[Any, ...]]
) -> Iterator[str]:
    for number, (name, kind) in enumerate(columns.items()):
        is_number = kind.startswith(NUMBERS)
        pairs = [
            (one[number], other[number])
            for one, other in zip(duck, spark, strict=True)
            if not same(one[number], other[number], is_number)
        ]
        if pairs:
            one, other = pairs[0]
            yield f"{name}: {len(pairs)} of {len(duck)}, first {one!r}, on Spark {other!r}"


def same(one: Any, other: Any, is_number: bool) -> bool:
    if not is_number or one is None or other is None:
        return bool(one == other)
    if isinstance(one, list):
        return len(one) == len(other) and all(
            same(*pair, True) for pair in zip(one, other, strict=True)
        )
    one, other = float(one), float(other)
    if one == other or (one != one and other != other):
        return True
    return bool(abs(one - other) <= TOLERANCE * max(1.0, abs(one), abs(other)))
