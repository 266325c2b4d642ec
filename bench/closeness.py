"""Two tables cell by cell, where the last digits of numbers may differ: of two engines."""

from collections.abc import Iterator
from typing import Any

import duckdb

NUMBERS = ("DOUBLE", "FLOAT", "DECIMAL")
TOLERANCE = 1e-9
"""Of itself; below 1 absolutely."""


def unlike(
    connection: duckdb.DuckDBPyConnection, before: str, after: str, columns: dict[str, str]
) -> Iterator[str]:
    """A line for each column of two tables or queries that differs.

    Rows are laid side by side in the order of their whole numbers, days and texts, then numbers.
    A number may differ by ``TOLERANCE``; everything else is equal.
    """
    ours, theirs = (_rows(connection, one, columns) for one in (before, after))
    if len(ours) != len(theirs):
        yield f"{len(ours)} rows before, {len(theirs)} after"
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
    columns: dict[str, str], before: list[tuple[Any, ...]], after: list[tuple[Any, ...]]
) -> Iterator[str]:
    for number, (name, kind) in enumerate(columns.items()):
        is_number = kind.startswith(NUMBERS)
        pairs = [
            (one[number], other[number])
            for one, other in zip(before, after, strict=True)
            if not same(one[number], other[number], is_number)
        ]
        if pairs:
            one, other = pairs[0]
            yield f"{name}: {len(pairs)} of {len(before)}, first {one!r}, after {other!r}"


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
