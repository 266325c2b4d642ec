"""Finds the header of an office's table, and the names that its columns have by all its rows."""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sozialraum.base.errors import SourceError
from sozialraum.declarations.layout import HEADER_SEPARATOR, Layout
from sozialraum.declarations.places import Places
from sozialraum.declarations.source import Source
from sozialraum.ingest.office.grid import Grid, address, could_be_figure, normal_text
from sozialraum.ingest.office.marks import without_marks

# Offices put titles, logos and notes above a table, not whole pages.
SEARCHED_ROWS = 60


class OtherTableError(SourceError):
    """A sheet without half of the declared columns, or without any figure below them."""


@dataclass(frozen=True)
class Header:
    """``columns``: declared name -> column; ``undeclared``: other names that stand there."""

    top: int
    rows: int
    columns: dict[str, int]
    undeclared: tuple[str, ...]

    @property
    def below(self) -> int:
        return self.top + self.rows


def find_header(grid: Grid, source: Source) -> Header:
    """The first rows under which all declared columns stand, and one at least that fits each of
    their patterns.

    Raises:
        SourceError: no such rows, or a column that stands there twice; names the cells.
        OtherTableError: nothing like such rows.
    """
    layout, patterns = source.layout or Layout(), source.figure_patterns
    declared = [*source.label_columns, *source.figure_columns]
    wanted = {_as_read(name, layout): name for name in declared}
    if len(wanted) < len(set(declared)):
        wanted = {normal_text(name): name for name in declared}
    best_top, best_names, best_count = 0, list[str](), -1

    def is_declared(name: str) -> bool:
        return name in wanted or any(re.fullmatch(p, name) for p in patterns)

    for top in range(min(SEARCHED_ROWS, max(grid.height - layout.header_rows + 1, 1))):
        names = _names(grid, top, layout, is_declared)
        count = len(set(names) & set(wanted))
        told = {name: name for name in names if any(re.fullmatch(p, name) for p in patterns)}
        fitting = sum(any(re.fullmatch(p, name) for name in names) for p in patterns)
        if count == len(wanted) and fitting == len(patterns):
            return _header(grid, top, source, names, told | wanted)
        count += fitting
        if count > best_count:
            best_top, best_names, best_count = top, names, count
    is_near = _is_near(grid, layout, [*wanted], best_top, best_count, len(patterns))
    raise (SourceError if is_near else OtherTableError)(
        _not_found(grid, layout, wanted, patterns, best_top, best_names, best_count, source.places)
    )


def _is_near(
    grid: Grid, layout: Layout, wanted: list[str], top: int, count: int, patterns: int
) -> bool:
    """Whether rows are a changed header and no legend's: half of the names stand there, or of the
    texts that names of several rows consist of, and half of the rows below have a figure."""
    below = top + layout.header_rows
    parts = {part for name in wanted for part in name.split(HEADER_SEPARATOR)}
    there = {
        without_marks(normal_text(cell), layout.label_marks)
        for row in grid.rows[top:below]
        for cell in row
    }
    if 2 * count < len(wanted) + patterns and 2 * len(parts & there) < len(parts) + patterns:
        return False
    rows = [row for row in grid.rows[below:] if sum(cell != "" for cell in row) > 1]
    with_figures = sum(
        any(isinstance(cell, float) or could_be_figure(cell) for cell in row) for row in rows
    )
    return 0 < len(rows) <= 2 * with_figures


def _as_read(declared: str, layout: Layout) -> str:
    """A declared name as it is read in a file: ``Area in m²`` ends in what may be a footnote."""
    parts = normal_text(declared).split(HEADER_SEPARATOR)
    return HEADER_SEPARATOR.join(without_marks(part, layout.label_marks) for part in parts)


def _header(
    grid: Grid, top: int, source: Source, names: list[str], wanted: dict[str, str]
) -> Header:
    rows = source.layout.header_rows if source.layout else 1
    columns: dict[str, int] = {}
    for column, name in enumerate(names):
        if name not in wanted:
            continue
        declared = wanted[name]
        if declared in columns:
            bottom = top + rows - 1
            raise SourceError(
                f"{_of_sheet(grid)}column '{declared}' stands in "
                f"{address(bottom, columns[declared])} and {address(bottom, column)}. "
                "Expected: each column once"
            )
        columns[declared] = column
    layout = source.layout or Layout()
    known = {*wanted, *(_as_read(name, layout) for name in source.ignored_columns)}
    undeclared = tuple(
        name for name in names if name and name not in known and not source.ignores(name)
    )
    return Header(top, rows, columns, undeclared)


def _names(grid: Grid, top: int, layout: Layout, is_declared: Callable[[str], bool]) -> list[str]:
    """The name of each column; one that is declared is preferred over one that is not.

    A group's heading speaks for all columns that it is merged over. Where a file has no merged
    cells (CSV), it may also speak for the empty cells to its right.
    """
    rows = range(top, min(top + layout.header_rows, grid.height))
    origin = {
        (row, column): (merged.top, merged.left)
        for merged in grid.merged
        if merged.top >= top and merged.top < top + layout.header_rows
        for row, column in grid.cells(merged)
    }
    names = []
    left: dict[int, str] = {}
    for column in range(grid.width):
        own: list[str] = []
        spread: list[str] = []
        seen = set()
        for row in rows:
            cell = origin.get((row, column), (row, column))
            if cell in seen:
                continue
            seen.add(cell)
            text = without_marks(normal_text(grid.rows[cell[0]][cell[1]]), layout.label_marks)
            if text:
                left[row] = text
                own.append(text)
                spread.append(text)
            elif row != rows[-1] and left.get(row):
                spread.append(left[row])
        candidates = [HEADER_SEPARATOR.join(spread if own else []), HEADER_SEPARATOR.join(own)]
        names.append(next(filter(is_declared, candidates), candidates[1]))
    return names


def _not_found(
    grid: Grid,
    layout: Layout,
    wanted: dict[str, str],
    patterns: Sequence[str],
    top: int,
    names: list[str],
    count: int,
    places: Places,
) -> str:
    sheet = _of_sheet(grid)
    rows = f"row {top + 1}"
    if layout.header_rows > 1:
        rows = f"rows {top + 1}-{top + layout.header_rows}"
    if count <= 0:
        first = [name for name in names if name][:5]
        return (
            f"{sheet}no row is the header: none of the declared columns was found in the first "
            f"{SEARCHED_ROWS} rows (row 1 says {first}). Expected: "
            f"{sorted([*wanted.values(), *patterns])}"
        )
    unused = {name: column for column, name in enumerate(names) if name and name not in wanted}
    hints = []
    for name in wanted:
        if name in names:
            continue
        close = difflib.get_close_matches(name, list(unused), n=1, cutoff=0.5)
        hint = ""
        if close:
            cell = address(top + layout.header_rows - 1, unused[close[0]])
            hint = f" (is it {cell}, which says '{close[0]}'?)"
        hints.append(f"column '{name}'{hint}, declared in {places.column(wanted[name])}")
    hints += [
        f"a column that fits {pattern!r}, declared in {places.entry}"
        for pattern in patterns
        if not any(re.fullmatch(pattern, name) for name in names)
    ]
    return (
        f"{sheet}{rows} look like the header, but lack {'; '.join(hints)}. Expected: the columns "
        "that are declared; change the line if the office renamed one"
    )


def _of_sheet(grid: Grid) -> str:
    return f"sheet '{grid.sheet}': " if grid.sheet is not None else ""
