"""A model that would not fit into memory at once is made in parts, by ids of what is declared.

What DuckDB sorts or joins and cannot hold it puts aside on disk, which takes half as long again,
and some of it cannot be put aside. A model each of whose rows rests on figures of one source (or
indicator, or owner of terms) says so by the macro ``in_part``, and is made of some of them after
the others.
"""

import math
import re
from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from sozialraum.base.memory import HELD_OF_READ, needed_megabytes
from sozialraum.base.sql import literal

if TYPE_CHECKING:
    import duckdb

IDS = {
    "source": ("declared.source", "source_id"),
    "indicator": ("declared.indicator", "indicator_id"),
    "owner": ("declared.term", "owner_id"),
}
"""What the macro's ``ids`` may be: the table of all of them, and its column."""
SHARE_OF_LIMIT = 0.5
"""What a part may take of what DuckDB may hold: ids differ in size, and sorting takes more."""
LONGEST_ROW_MB = 0.001
"""What models made in parts read has shorter rows, on average."""
_IN_PART = re.compile(r"true /\* in_part: (\w+) ([\w.]+) \*/")


def in_parts(connection: "duckdb.DuckDBPyConnection", sql: str, read: Collection[str]) -> list[str]:
    """The queries whose rows together are those of ``sql``; itself, where it fits or has no parts.

    Args:
        read: the tables that it reads, without their schemas.
    """
    asked = {found[1] for found in _IN_PART.finditer(sql)}
    if not asked:
        return [sql]
    count = parts_needed(connection, read)
    if count < 2:
        return [sql]
    (name,) = asked
    table, column = IDS[name]
    ids = [
        one
        for (one,) in connection.execute(
            f"SELECT DISTINCT {column} FROM {table} ORDER BY {column}"
        ).fetchall()
    ]
    # those that follow each other: what is sorted by them stays so
    size = math.ceil(len(ids) / count) or 1
    return [
        _IN_PART.sub(partial(_of_part, ids[first : first + size]), sql)
        for first in range(0, len(ids), size)
    ] or [sql]


def parts_needed(connection: "duckdb.DuckDBPyConnection", read: Collection[str]) -> int:
    """In how many parts a model fits that reads these tables."""
    limit, rows = connection.execute(
        """
        SELECT
            any_value(parse_formatted_bytes(current_setting('memory_limit'))) / 1e6,
            coalesce(sum(estimated_size), 0)
        FROM duckdb_tables() WHERE list_contains(?, table_name) AND NOT internal
        """,
        [sorted(read)],
    ).fetchone() or (None, 0)
    # how long rows are takes longer to find than a small model to make
    if limit is None or HELD_OF_READ * rows * LONGEST_ROW_MB < SHARE_OF_LIMIT * limit:
        return 1
    parts: float = (needed_megabytes(connection, read) or 0) / (SHARE_OF_LIMIT * limit)
    return math.ceil(parts)


def _of_part(ids: Collection[str], found: re.Match[str]) -> str:
    return f"{found[2]} IN ({', '.join(map(literal, ids))})"
