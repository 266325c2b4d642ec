"""What differs between two publications: ``python -m bench.compare A B [--close]``.

A and B are published databases (``…/sozialraum.duckdb``). For a rebuilding that is to change
nothing: each table and column in which rows differ is named, with examples. Ends with 1 where
anything differs. ``--close`` lets the last digits of numbers differ (``bench.closeness``).
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import duckdb

from bench.closeness import unlike
from sozialraum.base.sql import literal

EXAMPLES = 3


def differences(before: Path, after: Path, *, is_close: bool = False) -> Iterator[str]:
    """One line for each missing or new table or column, and each column whose values differ.

    Rows are compared as multisets: their order does not matter, how often one occurs does.

    Args:
        is_close: the last digits of numbers may differ.
    """
    with duckdb.connect() as db:
        for name, path in (("before", before), ("after", after)):
            db.execute(f"ATTACH {literal(path)} AS {name} (READ_ONLY)")
        old, new = (_columns(db, name) for name in ("before", "after"))
        for table in sorted({*old, *new}):
            if table not in old or table not in new:
                yield f"{table}: {'new table' if table in new else 'table is gone'}"
                continue
            for column in sorted({*old[table], *new[table]}):
                then, now = old[table].get(column), new[table].get(column)
                if then != now:
                    yield f"{table}.{column}: {then or 'absent'} is now {now or 'absent'}"
            kept = {name: kind for name, kind in old[table].items() if name in new[table]}
            if is_close:
                sides = (f"{name}.marts.{table}" for name in ("before", "after"))
                yield from (f"{table}: {line}" for line in unlike(db, *sides, kept))
            else:
                yield from _rows(db, table, list(kept))


def _columns(db: duckdb.DuckDBPyConnection, name: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in db.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = ? AND schema_name = 'marts' ORDER BY table_name, column_index",
        [name],
    ).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def _rows(db: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> Iterator[str]:
    counts = [_only(db, table, ", ".join(columns), *sides)[0] for sides in _SIDES]
    if not any(counts):
        return
    yield f"{table}: {counts[0]} rows only before, {counts[1]} only after"
    for column in columns:
        (_, then), (_, now) = (_only(db, table, column, *sides) for sides in _SIDES)
        if then or now:
            yield f"  {column}: before {then}, after {now}"


_SIDES = (("before", "after"), ("after", "before"))


def _only(
    db: duckdb.DuckDBPyConnection, table: str, columns: str, side: str, other: str
) -> tuple[int, list[object]]:
    """How many rows only ``side`` has, and the first of them."""
    query = (
        f"SELECT {columns} FROM {side}.marts.{table} "
        f"EXCEPT ALL SELECT {columns} FROM {other}.marts.{table} ORDER BY ALL"
    )
    rows = db.execute(query).fetchall()
    return len(rows), [row[0] if len(row) == 1 else row for row in rows[:EXAMPLES]]


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.compare")
    asked.add_argument("before", type=Path)
    asked.add_argument("after", type=Path)
    asked.add_argument("--close", action="store_true", help="the last digits may differ")
    of = asked.parse_args()
    found = list(differences(of.before, of.after, is_close=of.close))
    print("\n".join(found) or "no difference")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
