"""Rows of areas that are the sums of rows beside them: of larger areas, or of the whole.

Offices write a sum below its parts or above them, sums of sums, too. A row is one where each of its
figures is the sum of those of the rows next to it; areas that only share a figure by chance do
not, as soon as there are several figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sozialraum.base.sql import identifier
from sozialraum.guess.shape import Column, Guess
from sozialraum.guess.signs import value_sql

if TYPE_CHECKING:
    import duckdb

MOST_AREAS = 3_000
# with fewer figures a row may be a sum by chance
_FEWEST_FIGURES = 4

Figures = tuple[float, ...]


@dataclass(frozen=True)
class Sums:
    """Labels of rows that are sums; ``whole`` is the one that all others add up to."""

    labels: list[str]
    whole: str | None


@dataclass(frozen=True)
class _Row:
    label: str
    figures: Figures
    is_sum: bool = False


def find_sums(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """Of a table whose areas are sums of others only the others are read, and the whole."""
    if not found.areas or found.of("level"):
        return
    column = found.areas[0]
    rows = _rows(connection, found, column)
    if not 4 <= len(rows) <= MOST_AREAS:
        return
    sums = max(
        (sums_among(rows), sums_among(reversed(rows))),
        key=lambda one: (one.whole is not None, len(one.labels)),
    )
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


def sums_among(rows: Iterable[tuple[str, Figures]]) -> Sums:
    """
    Args:
        rows: label and figures of each area, all as long, parts before their sum.
    """
    open_: list[_Row] = []
    labels: list[str] = []
    for label, figures in rows:
        if parts := _parts(open_, figures):
            del open_[-parts:]
            labels.append(label)
        open_.append(_Row(label, figures, bool(parts)))
    whole = open_[0].label if len(open_) == 1 else _half(open_)
    if whole is None and any(_told(one) < _FEWEST_FIGURES for one in open_ if one.is_sum):
        return Sums([], None)
    return Sums([one for one in labels if one != whole], whole)


def _told(row: _Row) -> int:
    return sum(figure != 0 for figure in row.figures)


def _parts(open_: list[_Row], figures: Figures) -> int:
    """How many of the last rows add up to the figures; 0 where no number of them does."""
    if not any(figures):
        return 0
    added = [0.0] * len(figures)
    found = 0
    for count, row in enumerate(reversed(open_), start=1):
        added = [one + other for one, other in zip(added, row.figures, strict=True)]
        if any(one > other for one, other in zip(added, figures, strict=True)):
            break
        # two areas alike are no sum, but of a district with one part
        is_one = count == 1 and _told(row) < _FEWEST_FIGURES
        if tuple(added) == figures and not is_one:
            found = count
    return found


def _half(open_: list[_Row]) -> str | None:
    """The row that is the sum of all others, wherever it stands."""
    total = tuple(sum(column) for column in zip(*(one.figures for one in open_), strict=True))
    halves = [one for one in open_ if tuple(2 * figure for figure in one.figures) == total]
    return halves[0].label if len(halves) == 1 and len(open_) > 2 and any(total) else None


def _rows(
    connection: "duckdb.DuckDBPyConnection", found: Guess, area: Column
) -> list[tuple[str, Figures]]:
    """Of each area all whole figures, of every period and part, in the order of the table."""
    figures = [one for one in found.of("figure") if not one.decimals]
    if not figures:
        return []
    others = [identifier(one.name) for one in (*found.of("period"), *found.of("breakdown"))]
    key = f"concat_ws('|', {', '.join(others)})" if others else "''"
    values = ", ".join(
        f"coalesce(sum({value_sql(found, one)}), 0) AS f{at}" for at, one in enumerate(figures)
    )
    names = ", ".join(f"f{at}" for at in range(len(figures)))
    told = connection.execute(
        f"""
        WITH told AS (
            SELECT trim({identifier(area.name)}) AS label, {key} AS key, min(rowid) AS place,
                {values}
            FROM found WHERE {identifier(area.name)} IS NOT NULL GROUP BY ALL
        ),
        places AS (SELECT label, min(place) AS place FROM told GROUP BY label),
        keys AS (SELECT DISTINCT key FROM told),
        wide AS (
            SELECT label, places.place, key, [{names}] AS figures
            FROM places CROSS JOIN keys LEFT JOIN told USING (label, key)
        )
        SELECT label, flatten(list(figures ORDER BY key)) FROM wide
        GROUP BY label, place ORDER BY place
        """
    ).fetchall()
    return [(label, tuple(one or 0.0 for one in figures)) for label, figures in told]


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
