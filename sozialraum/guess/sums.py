"""Areas of a table that are larger ones or the whole, by figures that are sums of others."""

from typing import TYPE_CHECKING

from sozialraum.base.sql import identifier
from sozialraum.base.sums import Figures, in_order, sums_among
from sozialraum.guess.shape import Column, Guess
from sozialraum.guess.signs import value_sql

if TYPE_CHECKING:
    import duckdb


def find_sums(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """Of a table whose areas are sums of others only the others are read, and the whole."""
    if not found.areas or found.of("level"):
        return
    column = found.areas[0]
    sums = sums_among(_rows(connection, found, column))
    column.total = sums.whole
    column.sums = sums.labels
    for label in column.sums:
        del column.texts[label]
    if column.sums:
        found.doubts.append(
            f"rows of {column.name!r} whose figures are the sums of rows beside them are left out: "
            f"{', '.join(map(repr, column.sums))}; figures of larger areas need none of these, for "
            "a `level` above is added up"
        )
    _find_uncoded(connection, found, column)


def _rows(
    connection: "duckdb.DuckDBPyConnection", found: Guess, area: Column
) -> list[tuple[str, Figures]]:
    """Of each area all whole figures, of every period and part, in the order of the table."""
    figures = [one for one in found.of("figure") if not one.decimals]
    if not figures:
        return []
    others = [identifier(one.name) for one in (*found.of("period"), *found.of("breakdown"))]
    values = ", ".join(f"coalesce({value_sql(found, one)}, 0)" for one in figures)
    rows = connection.execute(
        f"SELECT trim({identifier(area.name)}), ({', '.join(['0', *others])}), [{values}] "
        f"FROM found WHERE trim({identifier(area.name)}) <> '' ORDER BY rowid"
    ).fetchall()
    return in_order(
        (label, (key, at), figure) for label, key, told in rows for at, figure in enumerate(told)
    )


def _find_uncoded(connection: "duckdb.DuckDBPyConnection", found: Guess, area: Column) -> None:
    """Labels without a code, where all other areas have one."""
    codes = [one for one in found.of("code") if "" in one.texts]
    if len(codes) != 1:
        return
    bare = connection.execute(
        f"SELECT trim({identifier(area.name)}) FROM found GROUP BY 1 "
        f"HAVING count({identifier(codes[0].name)}) = 0 ORDER BY 1"
    ).fetchall()
    area.uncoded = [one for (one,) in bare if one in area.texts and one != area.total]
