"""A spreadsheet or CSV file as rows of cells, with the places a person would call them by."""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from sozialraum.base.errors import SourceError
from sozialraum.ingest.office.looks import SEEN
from sozialraum.ingest.office.number_format import Shown

Cell = str | float | int | bool


class ShownNumber(float):
    """A number that its cell shows as another one: 0.125 as 12.5 %, 12 as 12 thousand."""

    how: Shown


HIDDEN_COLUMN = (
    "stands in a hidden column. Expected: a column that is seen, or that is not there: what nobody "
    "saw is not published"
)
_COVERED = (
    "stands behind the cell that it is merged with. Expected: cells that are not merged, or none "
    "behind others: what nobody saw is not published"
)
ROWS, COLUMNS = 1_048_576, 16_384
"""As many as a sheet can have."""
# What an office writes fits many times over; a file beyond it is not one of its tables.
MAX_CELLS = 2_000_000
_FIGURE = re.compile(r"[\W_]*\d[\W\d_]*[^\W\d_]{0,2}[\W_]*")
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True)
class Merged:
    """A merged range of cells, first and last included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True)
class AsShown:
    """How the numbers of cells are shown, or texts that could be some."""

    cells: Merged
    how: Shown


@dataclass(frozen=True)
class Unseen:
    """Cells that nobody sees as they are, and why."""

    cells: Merged
    why: str


@dataclass(frozen=True)
class Grid:
    """One sheet (or CSV file): ``rows`` of equal length from A1 on; empty cells are ``""``.

    ``shown``: where numbers are shown as others; ``unseen``: where what stands is not seen. Of CSV
    ``fields``: how many each row has; ``broken``: why the next row cannot be read.
    """

    sheet: str | None
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()
    shown: tuple[AsShown, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    fields: tuple[int, ...] = ()
    delimiter: str = ""
    broken: str = ""

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def covered(self) -> Iterator[Unseen]:
        """Cells behind the first one of those that they are merged with."""
        for one in self.merged:
            yield Unseen(replace(one, bottom=one.top, left=one.left + 1), _COVERED)
            yield Unseen(replace(one, top=one.top + 1), _COVERED)

    def place(self, row: int, column: int) -> str:
        """``sheet 'Daten', cell D7``."""
        where = f"cell {address(row, column)}"
        return f"sheet '{self.sheet}', {where}" if self.sheet is not None else where

    def extent(self, merged: Merged) -> int:
        """How many cells of a merged range the sheet has."""
        height = min(merged.bottom + 1, self.height) - merged.top
        return max(height, 0) * max(min(merged.right + 1, self.width) - merged.left, 0)

    def cells(self, merged: Merged) -> Iterator[tuple[int, int]]:
        """(row, column) of the cells of a merged range that the sheet has; the range may reach to
        the end of what a sheet can have."""
        return product(
            range(merged.top, min(merged.bottom + 1, self.height)),
            range(merged.left, min(merged.right + 1, self.width)),
        )


def with_merged(grid: Grid, merged: Sequence[Merged], as_saved: str) -> Grid:
    """
    Raises:
        SourceError: more cells are merged than there are.
    """
    if sum(map(grid.extent, merged)) > grid.height * grid.width:
        raise SourceError(f"sheet '{grid.sheet}': its merged cells overlap. Expected: {as_saved}")
    return replace(grid, merged=tuple(merged))


def as_shown(grid: Grid) -> Grid:
    """The grid with numbers, and texts that could be some, as their cells show them."""
    for shown in grid.shown:
        for row, column in grid.cells(shown.cells):
            cell, how = grid.rows[row][column], shown.how
            if not (isinstance(cell, float) or could_be_figure(cell)):
                continue
            if not how.is_number:
                grid.rows[row][column] = how.before
            elif isinstance(cell, float):
                cell = ShownNumber(cell)
                cell.how = how
                grid.rows[row][column] = cell
            else:
                percent = " %" * how.is_percent
                grid.rows[row][column] = f"{how.before}{cell}{how.after}{percent}"
    return grid


def days_as_seen(grid: Grid, parts: Container[str] = SEEN) -> Grid:
    """The grid with days of which no more than the month or year is seen as that: ``2025-06``.

    Args:
        parts: which of both.
    """
    for one in grid.unseen:
        if one.why in parts:
            for row, column in grid.cells(one.cells):
                # a format may put words before the day
                if (text := str(grid.rows[row][column]))[:1].isdigit():
                    grid.rows[row][column] = text[: SEEN[one.why]]
    return grid


def could_be_figure(cell: Cell) -> bool:
    """Whether it is a text of digits, with a mark of one or two letters (``12 p``) at the most; a
    label or heading is none."""
    return isinstance(cell, str) and len(cell) <= 40 and bool(_FIGURE.fullmatch(cell))


def check_extent(sheet: str, height: int, width: int, before: int = 0) -> None:
    """Refuses cells so far from the others that room for all between them is not to be had.

    Args:
        before: the number of cells in the sheets before it.
    """
    if before + height * width > MAX_CELLS:
        raise SourceError(
            f"{sheet}it reaches to cell {address(height - 1, width - 1)}, and has "
            f"{before + height * width:,} cells with the empty ones. Expected: at most "
            f"{MAX_CELLS:,}; delete what stands far from the table"
        )


def column_texts(cells: Sequence[Cell], decimal: str) -> list[str]:
    """Cells as text: numbers with the declared decimal sign and without grouping, with what is
    shown beside them; text as it stands."""
    return [cell.strip() if type(cell) is str else cell_text(cell, decimal) for cell in cells]


def cell_text(cell: Cell, decimal: str) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "WAHR" if cell else "FALSCH"
    if isinstance(cell, ShownNumber):
        how = cell.how
        number = float(cell) * (100 if how.is_percent else 1)
        return f"{how.before}{cell_text(number, decimal)}{how.after}{' %' * how.is_percent}".strip()
    if isinstance(cell, float):
        if cell.is_integer():
            return str(int(cell))
        # Excel itself knows 15 digits
        text = f"{cell:.15g}"
        return (f"{cell:.15f}".rstrip("0") if "e" in text else text).replace(".", decimal)
    return str(cell)


def normal_text(cell: Cell) -> str:
    """A label or header as it is compared: one line, single blanks, no soft hyphens, composed."""
    text = cell if isinstance(cell, str) else cell_text(cell, ",")
    text = unicodedata.normalize("NFC", text).replace("\N{SOFT HYPHEN}", "")
    joined = ""
    for line in text.splitlines():
        line = line.strip()
        # a word that was broken at the end of a line goes on in lower case
        if joined.endswith("-") and line[:1].islower() and not line.startswith(("und ", "oder ")):
            joined = joined[:-1] + line
        else:
            joined = f"{joined} {line}"
    return " ".join(joined.split())


def letter(column: int) -> str:
    """0 -> A, 26 -> AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def address(row: int, column: int) -> str:
    return f"{letter(column)}{row + 1}"


def place(text: str) -> tuple[int, int]:
    """``B7`` -> (6, 1)."""
    match = _PLACE.fullmatch(text)
    if match is None:
        raise SourceError(f"a cell is called '{text}'")
    letters, row = match.groups()
    return int(row) - 1, _column(letters.upper())


@lru_cache(maxsize=COLUMNS)
def _column(letters: str) -> int:
    number = 0
    for one in letters:
        number = number * 26 + ord(one) - ord("A") + 1
    return number - 1
