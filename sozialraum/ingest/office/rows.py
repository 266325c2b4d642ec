"""Which rows below a header are data, which are sums of them, and which are neither."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sozialraum.base.errors import SourceError
from sozialraum.declarations.layout import Layout, Total
from sozialraum.ingest.office.grid import Cell, Grid, normal_text
from sozialraum.ingest.office.header import Header
from sozialraum.ingest.office.marks import without_marks

# a number, whatever stands behind it, or a mark in its place
_ONE_FIGURE = re.compile(r"[(\[]?[+–-]?\s*\d|[.,\s]+$|[.*x/–-]$")
_DIGIT = re.compile("[1-9]")


@dataclass(frozen=True)
class TotalRow:
    """A row that adds up the rows of data from ``first`` to ``last`` (rows of the grid);
    ``labels`` are what it says in the columns of labels."""

    row: int
    first: int
    last: int
    labels: tuple[str, ...] = ()


@dataclass
class Rows:
    """Rows of the grid by what they are; ``labels`` are those of the data rows, column by
    column, without footnote marks and filled down."""

    data: list[int] = field(default_factory=list)
    labels: dict[str, list[str]] = field(default_factory=dict)
    totals: list[TotalRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    end: int = 0


def sort_rows(
    grid: Grid,
    header: Header,
    layout: Layout,
    label_columns: Sequence[str],
    measure_columns: Sequence[str],
) -> Rows:
    """Sorts the rows below the header.

    The table ends with the last row that has a figure; what follows is data (an area without any
    figure) until an empty row or a line that begins like a footnote.

    Raises:
        SourceError: figures beside the declared columns, or a merged cell over several figures.
    """
    labels = [header.columns[name] for name in label_columns]
    measures = [header.columns[name] for name in measure_columns]
    _refuse_merged_figures(grid, header, measures)
    above_merged = _merged_downwards(grid, labels)
    has_figure = [
        any(_filled(row[column]) for column in measures) for row in grid.rows[header.below :]
    ]
    last_figure = header.below + max((i for i, has in enumerate(has_figure) if has), default=-1)
    found = Rows(labels={name: [] for name in label_columns}, end=last_figure + 1)
    fills = [name in layout.fill_down for name in label_columns]

    def labels_of(number: int) -> list[str]:
        said = (above_merged.get((number, at), grid.rows[number][at]) for at in labels)
        return [without_marks(normal_text(one), layout.label_marks) for one in said]

    filled = dict.fromkeys(label_columns, "")
    first = group = header.below
    for number in range(header.below, grid.height):
        row = grid.rows[number]
        texts = labels_of(number)
        if not any(map(_filled, row)):
            if number > last_figure:
                break
            continue
        with_figure = has_figure[number - header.below]
        if number > last_figure and (_is_footnote(row, layout) or not any(texts)):
            break
        if (
            not found.data
            and _is_counted(row)
            and not _is_like(
                texts, _filled_down(map(labels_of, range(number + 1, grid.height)), fills)
            )
        ):
            first = group = number + 1
            continue
        # a sum or a heading may carry what the rows below leave empty
        filled |= {name: text for name, text in zip(label_columns, texts, strict=True) if text}
        total = next((t for t in layout.totals if _any_matches([t.label], texts)), None)
        if total is not None:
            _end_of_parts(found, number)
            found.totals.append(
                replace(_total_row(total, number, first, group), labels=tuple(texts))
            )
            group = found.end = number + 1
            continue
        if not with_figure and _any_matches(layout.sections, texts):
            group = number + 1
            continue
        for name, text in zip(label_columns, texts, strict=True):
            found.labels[name].append(filled[name] if name in layout.fill_down else text)
        found.data.append(number)
        found.end = number + 1
    _end_of_parts(found, found.end)
    found.notes = _notes(grid, found.end)
    return found


def _filled(cell: Cell) -> bool:
    return cell != "" and not (isinstance(cell, str) and not cell.strip())


def _end_of_parts(found: Rows, number: int) -> None:
    """A sum of the rows below it ends before the next one."""
    if found.totals and found.totals[-1].last < found.totals[-1].first:
        found.totals[-1] = replace(found.totals[-1], last=number - 1)


def _total_row(total: Total, number: int, first: int, group: int) -> TotalRow:
    if total.of == "below":
        return TotalRow(number, number + 1, number)
    return TotalRow(number, first if total.of == "all" else group, number - 1)


def _any_matches(patterns: Sequence[str], texts: Sequence[str]) -> bool:
    return any(re.search(pattern, text) for pattern in patterns for text in texts if text)


def _is_footnote(row: Sequence[Cell], layout: Layout) -> bool:
    texts = [normal_text(cell) for cell in row if _filled(cell)]
    return any(re.search(pattern, texts[0]) for pattern in layout.footnotes)


def _is_counted(row: Sequence[Cell]) -> bool:
    """Whether it says ``1 2 3 4``, as the row that statistical tables have below their header, or
    as that of area 1 with the figures 2, 3 and 4."""
    said = [normal_text(cell).strip("()") for cell in row if _filled(cell)]
    return len(said) > 1 and said == [str(n) for n in range(1, len(said) + 1)]


def _is_like(labels: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether labels of one digit are some as the rows ``below`` have: each of their columns has
    such ones there, too, and no row has all of these again."""
    columns = zip(labels, *below, strict=True)
    return list(labels) not in below and all(
        _DIGIT.fullmatch(one) and any(map(_DIGIT.fullmatch, others)) for one, *others in columns
    )


def _filled_down(rows: Iterable[Sequence[str]], fills: Sequence[bool]) -> list[list[str]]:
    """Labels row by row, with those from above where a column ``fills``."""
    found = []
    above = [""] * len(fills)
    for row in rows:
        above = [
            before if fill and not text else text
            for before, fill, text in zip(above, fills, row, strict=True)
        ]
        found.append(above)
    return found


def _notes(grid: Grid, end: int) -> list[str]:
    texts = (
        " ".join(normal_text(cell) for cell in row if _filled(cell)) for row in grid.rows[end:]
    )
    return [text for text in texts if text]


def _merged_downwards(grid: Grid, labels: Sequence[int]) -> dict[tuple[int, int], Cell]:
    """What the cells of merged labels say: the first one's text."""
    return {
        (row, column): grid.rows[merged.top][merged.left]
        for merged in grid.merged
        if merged.left == merged.right and merged.left in labels
        for row, column in grid.cells(merged)
    }


def _refuse_merged_figures(grid: Grid, header: Header, measures: Sequence[int]) -> None:
    for merged in grid.merged:
        if merged.top < header.below:
            continue
        columns = [column for column in measures if merged.left <= column <= merged.right]
        cells = len(columns) * (merged.bottom - merged.top + 1)
        value = grid.rows[merged.top][merged.left] if merged.top < grid.height else ""
        one_figure = _ONE_FIGURE.match(normal_text(value)) is not None
        if merged.left in measures and cells > 1 and one_figure:
            sheet = f"sheet '{grid.sheet}', " if grid.sheet is not None else ""
            raise SourceError(
                f"{sheet}cells {merged.address} are merged over {cells} figures and say "
                f"'{normal_text(value)}'. Expected: a figure in each cell"
            )
