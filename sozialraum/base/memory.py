"""How much DuckDB may hold in memory; what is more goes to disk, beside the database.

By itself it would take four fifths of the machine, whoever else works there. Here it is a share of
what is free when a process first asks: of the machine's memory, or of what its container may have.
"""

import os
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sozialraum.base.errors import MonitorError
from sozialraum.base.sql import identifier, literal

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT_VARIABLE = "SOZIALRAUM_MEMORY_LIMIT"
# The rest is for Python's tables, and for what DuckDB does not count.
SHARE_OF_FREE = 0.6
# Less would not do for the bundled figures; and where the system does not say what is free.
LEAST_MB, UNKNOWN_MB = 500, 2000
LEAST_SAID_MB = 100
_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?([MGT])i?B", re.ASCII | re.IGNORECASE)
_MEGABYTES = {"M": 1, "G": 1000, "T": 1_000_000}
# At most, of the models of a city of a million figures: their rows, and what is sorted and joined.
HELD_OF_READ = 6


def memory_limit() -> str:
    """As DuckDB takes it: ``2000MB``.

    Raises:
        MonitorError: the environment says no size, or one with which nothing can be done.
    """
    said = os.environ.get(MEMORY_LIMIT_VARIABLE)
    if not said:
        return f"{_share_of_free()}MB"
    size = _SIZE.fullmatch(said)
    if size is None or float(size[1]) * _MEGABYTES[size[2].upper()] < LEAST_SAID_MB:
        raise MonitorError(
            f"{MEMORY_LIMIT_VARIABLE}={said} is no memory to work with. Expected: at least "
            f"{LEAST_SAID_MB}MB, as `2000MB` or `4GB`"
        )
    return said


@cache
def _share_of_free() -> int:
    """Asked once: what the process itself holds later is no reason to hold less."""
    free = free_megabytes()
    return UNKNOWN_MB if free is None else max(LEAST_MB, int(SHARE_OF_FREE * free))


def limit_memory(connection: "duckdb.DuckDBPyConnection") -> None:
    """Lets a connection hold no more in memory than ``memory_limit`` says."""
    # no parameter: with the first one DuckDB loads pandas, which takes half a second
    connection.execute(f"SET memory_limit = {literal(memory_limit())}")


def does_not_fit(what: str, error: Exception, needed_mb: int | None = None) -> str:
    """What to say of ``what`` (model standing, say) that DuckDB could not do for want of memory or
    of disk; with how much it would take, where that can be told (``needed_megabytes``)."""
    free = free_megabytes()
    known = "" if free is None else f"; {free} MB of memory are free here now"
    needed = (
        ""
        if needed_mb is None
        else f"By what it reads it takes about {needed_mb} MB at once: of memory, or, beyond that "
        "limit, of disk. "
    )
    enough = f"at first {needed_mb}MB" if needed_mb else "at first twice as much"
    return (
        f"{what} does not fit: it needs more than the {memory_limit()} that DuckDB may hold in "
        f"memory and the disk beside the database together{known}. {needed}What was there before "
        f"is unchanged. Free memory or disk, or set {MEMORY_LIMIT_VARIABLE} to more, {enough}, "
        f"and refresh again ({str(error).splitlines()[0]})"
    )


def needed_megabytes(
    connection: "duckdb.DuckDBPyConnection", tables: Collection[str]
) -> int | None:
    """What a model that reads ``tables`` (names without schema) may hold at once: their rows as
    they are in memory, ``HELD_OF_READ`` times. None where none of them is there.

    The rows are counted, how long they are is that of the first thousand.
    """
    columns = connection.execute(
        """
        SELECT schema_name, table_name, any_value(estimated_size),
            list(column_name), list(data_type)
        FROM duckdb_tables() JOIN duckdb_columns() USING (database_name, schema_name, table_name)
        WHERE list_contains(?, table_name) AND NOT duckdb_tables.internal
        GROUP BY ALL
        """,
        [sorted(tables)],
    ).fetchall()
    read = 0.0
    for schema, table, rows, names, kinds in columns:
        widths = " + ".join(
            f"8 + coalesce(strlen({identifier(name)}::VARCHAR), 0)"
            if kind == "VARCHAR" or kind.endswith(("[]", ")"))
            else "8"
            for name, kind in zip(names, kinds, strict=True)
        )
        (width,) = connection.execute(
            f"SELECT coalesce(avg({widths}), 0) FROM (FROM {schema}.{identifier(table)} LIMIT 1000)"
        ).fetchone() or (0,)
        read += rows * width
    return int(HELD_OF_READ * read / 1e6) + 1 if columns else None


def free_megabytes(root: Path = Path("/")) -> int | None:
    """What is free of the machine's memory and of that of each control group that the process is
    in, whichever is least; None where the system does not say."""
    found = [*_free_of_machine(root), *_free_of_groups(root)]
    return min(found) // 2**20 if found else None


def _free_of_machine(root: Path) -> Iterator[int]:
    for line in _lines(root / "proc" / "meminfo"):
        if line.startswith("MemAvailable:"):
            yield int(line.split()[1]) * 1024


def _free_of_groups(root: Path) -> Iterator[int]:
    mounted = root / "sys" / "fs" / "cgroup"
    for line in _lines(root / "proc" / "self" / "cgroup"):
        _, controllers, path = line.split(":", 2)
        if not controllers:
            top, names = mounted, ("memory.max", "memory.current", "inactive_file")
        elif "memory" in controllers.split(","):
            top = mounted / "memory"
            names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
        else:
            continue
        group = top / path.lstrip("/")
        # in a container the group that is seen as the topmost is its own
        for one in {group, *group.parents, top}:
            if one.is_relative_to(top):
                yield from _free_of_group(one, *names)


def _free_of_group(group: Path, limit: str, used: str, cache_of_files: str) -> Iterator[int]:
    allowed, held = _lines(group / limit), _lines(group / used)
    if not allowed or not held or allowed[0] == "max":
        return
    given_back = [
        int(line.split()[1])
        for line in _lines(group / "memory.stat")
        if line.split()[:1] == [cache_of_files]
    ]
    yield max(0, int(allowed[0]) - int(held[0]) + sum(given_back))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except OSError:
        return []
