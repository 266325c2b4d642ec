"""Finds the table in a text that has titles above it, several header rows, or notes below."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sozialraum.declarations.layout import HEADER_SEPARATOR, Layout
from sozialraum.ingest.office.grid import normal_text
from sozialraum.ingest.office.marks import without_marks

_SEARCHED_ROWS = 60
_MOST_HEADERS = 4
_WIDE = 0.6
"""A header is at least so wide, as a part of the widest row: a name may be missing."""


@dataclass(frozen=True)
class Framed:
    """The names of a table's columns, and its rows; ``header_rows`` stand below ``titles`` lines,
    and ``notes`` lines were left out below."""

    names: list[str]
    rows: list[list[str]]
    titles: int
    header_rows: int
    notes: int

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands around it."""
        return not (self.titles or self.header_rows > 1 or self.notes)

    @property
    def text(self) -> str:
        """The table alone, as CSV with commas."""
        into = io.StringIO()
        csv.writer(into, lineterminator="\n").writerows([self.names, *self.rows])
        return into.getvalue()


def framed(text: str, delimiter: str, most: int, is_figure: Callable[[str], bool]) -> Framed | None:
    """The table of a text, of at most so many rows; None where no row is its header."""
    rows = [
        [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)
    ]
    widest = max(map(_filled, rows), default=0)
    if widest < 2:
        return None
    top = next(
        (
            at
            for at, row in enumerate(rows[:_SEARCHED_ROWS])
            if _filled(row) >= _WIDE * widest and 2 * sum(map(is_figure, row)) <= _filled(row)
        ),
        None,
    )
    if top is None:
        return None
    first = top
    while _goes_on(rows, top, is_figure):
        top += 1
    above = max(_groups_above(rows, top), top - first)
    width = max(len(row) for row in rows[top:])
    names = _names(rows[top - above : top + 1], width)
    body = rows[top + 1 :]
    told = [row for row in body if _filled(row) > 1 or (widest == 2 and _filled(row))]
    titles, notes = top - above, len(body) - len(told)
    filled = [(row + [""] * width)[:width] for row in told[:most]]
    return Framed(names, filled, titles, above + 1, notes)


def _groups_above(rows: Sequence[Sequence[str]], bottom: int) -> int:
    """How many rows above one in which names stand twice say which is meant."""
    above = 0
    while above < min(bottom, _MOST_HEADERS - 1):
        width = max(len(row) for row in rows[bottom - above : bottom + 1])
        names = _names(rows[bottom - above : bottom + 1], width)
        if not _is_doubled(names) or _filled(rows[bottom - above - 1]) < 2:
            break
        above += 1
    return above


def _names(headers: Sequence[Sequence[str]], width: int) -> list[str]:
    """By all header rows; a name of those above speaks for the empty cells to its right. Each is
    as a table with a layout is read: on one line, without footnote marks."""
    marks = Layout().label_marks
    headers = [[without_marks(normal_text(cell), marks) for cell in row] for row in headers]
    spread = []
    for row in headers[:-1]:
        left, full = "", []
        for cell in [*row, *[""] * (width - len(row))]:
            left = cell or left
            full.append(left)
        spread.append(full)
    last = [*headers[-1], *[""] * (width - len(headers[-1]))]
    return [
        HEADER_SEPARATOR.join(filter(None, [*(row[at] for row in spread), last[at]]))
        for at in range(width)
    ]


def _is_doubled(names: Sequence[str]) -> bool:
    return max(Counter(filter(None, names)).values(), default=1) > 1


def _goes_on(rows: Sequence[Sequence[str]], top: int, is_figure: Callable[[str], bool]) -> bool:
    """Whether the row below a header is one, too: names stand twice above, or nothing does where it
    says something; it holds no figure, and the next one does."""
    if top + 2 >= len(rows) or any(map(is_figure, rows[top + 1])):
        return False
    gaps = any(below and not above for above, below in zip(rows[top], rows[top + 1], strict=False))
    return (gaps or _is_doubled(rows[top])) and any(map(is_figure, rows[top + 2]))


def _filled(row: Sequence[str]) -> int:
    return sum(cell != "" for cell in row)
