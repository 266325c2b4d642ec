"""Reads an office's file by its layout, into the form that the loader knows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sozialraum.base.errors import SourceError
from sozialraum.declarations.periods import would_fit
from sozialraum.declarations.source import PERIOD_OUTSIDE, SPREADSHEETS, Source
from sozialraum.declarations.unit import COUNTED
from sozialraum.ingest.formats.reading import decoded, table_bytes
from sozialraum.ingest.formats.texts import text_table
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.office.grid import (
    Grid,
    address,
    cell_text,
    column_texts,
    days_as_seen,
    letter,
    normal_text,
)
from sozialraum.ingest.office.header import Header, OtherTableError, find_header
from sozialraum.ingest.office.looks import MONTH, YEAR
from sozialraum.ingest.office.reading import read_grids
from sozialraum.ingest.office.rows import Rows, sort_rows
from sozialraum.ingest.wire import (
    CheckedTable,
    TotalCell,
    WireError,
    normal_header,
    period_of_file,
    periods_in,
)

EXCEL_BLOCK = 16
SEEN_OF = {"month": (MONTH,), "year": (YEAR,)}
"""By cadence, what is seen of a day that Excel made of a period: of ``Juni 2025`` the month."""


def read_office_file(
    source: Source, landing: Landing, content: bytes | None = None
) -> CheckedTable:
    """Reads the one sheet of the file that has the declared columns.

    Args:
        content: the bytes of a file that is not landed yet.

    Raises:
        WireError: names file, sheet, row and column (as the cell's address), what was expected
            and what was found.
    """
    try:
        whole = landing.content() if content is None else content
        grid, header = _choose_sheet(source, list(_grids(source, landing, whole)))
        return _read(source, landing, grid, header)
    except SourceError as error:
        found = error.finding if isinstance(error, WireError) else error
        raise WireError(f"source '{source.id}', file {landing.name}", f"{found}.") from None


def _grids(source: Source, landing: Landing, content: bytes) -> Iterator[Grid]:
    """What an office's file is its name says, and a CSV file itself; what a table that is fetched
    is its declaration says."""
    if source.delivery == "office":
        return read_grids(content, Path(landing.name).suffix.lower())
    content = table_bytes(source, content)
    if source.format in SPREADSHEETS:
        return read_grids(content, f".{source.format}")
    return read_grids(decoded(content, source).encode(), ".csv", source.separator)


def _choose_sheet(source: Source, grids: list[Grid]) -> tuple[Grid, Header]:
    assert source.layout is not None
    if source.layout.sheet is not None:
        named = [g for g in grids if g.sheet is None or re.search(source.layout.sheet, g.sheet)]
        if not named:
            raise SourceError(
                f"no visible sheet is called '{source.layout.sheet}', there are "
                f"{[grid.sheet for grid in grids]}. Expected: such a sheet (`layout.sheet`)"
            )
        grids = named
    found, problems, near = [], [], []
    for grid in grids:
        try:
            found.append((grid, find_header(grid, source)))
        except SourceError as error:
            problems.append(str(error))
            if grid.sheet is not None and not isinstance(error, OtherTableError):
                near.append(str(error))
    if len(found) > 1:
        sheets = [grid.sheet for grid, _ in found]
        raise SourceError(
            f"the sheets {sheets} all have the table. Expected: one of them, or `layout.sheet`"
        )
    if not found:
        # the sheet (or delimiter) that comes closest tells best what is wrong
        telling = [problem for problem in problems if "but lack " in problem]
        # a delimiter that is not the file's breaks sound quotes
        broken = [grid.broken for grid in grids] if all(grid.broken for grid in grids) else []
        empty = ["it has no cells. Expected: a table"]
        raise SourceError(min(telling or broken or problems or empty, key=len))
    if near:
        raise SourceError(
            f"the sheet '{found[0][0].sheet}' has the table, and another one nearly: {near[0]}, or "
            "say in `layout.sheet` which sheet counts"
        )
    if found[0][0].broken:
        raise SourceError(found[0][0].broken)
    return found[0]


def _read(source: Source, landing: Landing, grid: Grid, header: Header) -> CheckedTable:
    assert source.layout is not None
    if "date" not in source.period_columns:
        grid = days_as_seen(grid, SEEN_OF.get(source.cadence, ()))
    measures = [one.header for one in source.figure_columns_in(list(header.columns))]
    rows = sort_rows(grid, header, source.layout, source.label_columns, measures)
    if not rows.data:
        raise SourceError(
            f"there is a header in row {header.top + 1} but no row of data below it. "
            "Expected: figures"
        )
    nameless = _nameless_columns(grid, header, rows)
    if grid.sheet is None and (beyond := [*_longer_rows(grid, header, rows), *nameless]):
        row, column = beyond[0]
        raise SourceError(
            f"row {row + 1} has more fields than the header, {address(row, column)} says "
            f"'{normal_text(grid.rows[row][column])}'. Expected: quotes around a text or figure "
            "with the delimiter in it, or as many fields in the header"
        )
    if shorter := _shorter_rows(grid, header, rows):
        row = shorter[0]
        raise SourceError(
            f"row {row + 1} has {grid.fields[row]} fields, the header {_width(grid, header)}: "
            f"what stands in {address(row, grid.fields[row] - 1)} may belong elsewhere. Expected: "
            "a delimiter for each field, also for an empty one"
        )
    _refuse_unseen(grid, rows, {header.columns[name]: name for name in measures})
    columns: dict[str, list[str]] = dict(rows.labels)
    if source.period.is_outside_table:
        period = _period_outside(source, landing, grid, header, rows)
        columns[PERIOD_OUTSIDE] = [period] * len(rows.data)
    for name in measures:
        at = header.columns[name]
        columns[name] = column_texts([grid.rows[row][at] for row in rows.data], source.decimal)
    table = CheckedTable(
        landing=landing,
        columns=tuple(normal_header(name) for name in columns),
        cells=text_table(columns.values()),
        row_numbers=[number + 1 for number in rows.data],
        undeclared=(
            *header.undeclared,
            *sorted({f"{letter(column)} (without a header)" for _, column in nameless}),
        ),
        sheet=grid.sheet,
        letters={name: letter(column) for name, column in header.columns.items()},
        notes=tuple(rows.notes),
        totals=_totals(source, grid, header, rows, measures),
    )
    return table.read_rows(source)


def _refuse_unseen(grid: Grid, rows: Rows, figures: Mapping[int, str]) -> None:
    """
    Args:
        figures: column of the grid -> its name.
    """
    data = set(rows.data)
    for unseen in (*grid.unseen, *grid.covered()):
        for row, column in grid.cells(unseen.cells):
            if row in data and column in figures and grid.rows[row][column] != "":
                raise SourceError(f"{grid.place(row, column)} ('{figures[column]}') {unseen.why}")


def _longer_rows(grid: Grid, header: Header, rows: Rows) -> list[tuple[int, int]]:
    """(row, column) of the first field of a CSV row beyond those of the header, also of an empty
    one: a delimiter within a field has moved what follows. All rows of a table may end with one,
    unless it is a comma, which may stand in all figures of a column."""
    if not grid.fields:
        return []
    width = _width(grid, header)
    read = _rows_read(rows)
    if grid.delimiter != "," and len({grid.fields[row] for row in read}) == 1:
        return []
    return [(row, width) for row in read if grid.fields[row] > width]


def _shorter_rows(grid: Grid, header: Header, rows: Rows) -> list[int]:
    """CSV rows with fewer fields than the header: which one is missing nobody knows.

    Excel writes no delimiters for last columns that are empty in all of 16 rows: such rows are
    sound where they are alike and have all declared columns.
    """
    if not grid.fields:
        return []
    width, needed = _width(grid, header), max(header.columns.values()) + 1
    read = _rows_read(rows)
    of_block: dict[int, set[int]] = {}
    for row in read:
        of_block.setdefault(row // EXCEL_BLOCK, set()).add(grid.fields[row])
    return [
        row
        for row in read
        if grid.fields[row] < width
        and (grid.fields[row] < needed or len(of_block[row // EXCEL_BLOCK]) > 1)
    ]


def _width(grid: Grid, header: Header) -> int:
    return max(grid.fields[header.top : header.below])


def _rows_read(rows: Rows) -> list[int]:
    """Rows of data and of sums."""
    return sorted([*rows.data, *(total.row for total in rows.totals)])


def _nameless_columns(grid: Grid, header: Header, rows: Rows) -> list[tuple[int, int]]:
    """(row, column) of the first filled data cell of each column that has no header at all."""
    found = []
    head = range(header.top, header.below)
    covered = {
        column for merged in grid.merged if merged.top in head for _, column in grid.cells(merged)
    }
    for column in range(grid.width):
        if column in covered or any(grid.rows[row][column] != "" for row in head):
            continue
        first = next((row for row in rows.data if grid.rows[row][column] != ""), None)
        if first is not None:
            found.append((first, column))
    return found


def _period_of(source: Source, labels: Sequence[str]) -> str:
    """The texts of the period among the labels of a row; empty where one is."""
    said = dict(zip(source.label_columns, labels, strict=True))
    inside = {} if source.period.is_outside_table else source.period.columns
    texts = [said[column] for column in inside.values()]
    return " ".join(texts) if all(texts) else ""


def _totals(
    source: Source, grid: Grid, header: Header, rows: Rows, measures: Sequence[str]
) -> tuple[TotalCell, ...]:
    counted = {m.column for m in source.measures if m.unit in COUNTED and not m.where}
    summed = [one.header for one in source.figure_columns_in(measures) if one.declared in counted]
    return tuple(
        TotalCell(
            cell=grid.place(total.row, header.columns[name]),
            column=name,
            text=cell_text(grid.rows[total.row][header.columns[name]], source.decimal),
            first_row=total.first + 1,
            last_row=total.last + 1,
            period=_period_of(source, total.labels),
        )
        for total in rows.totals
        for name in summed
    )


def _period_outside(
    source: Source, landing: Landing, grid: Grid, header: Header, rows: Rows
) -> str:
    """The text that names the period of the whole file."""
    if source.period.dataset or source.period.fixed:
        return period_of_file(source, landing)
    if source.period.caption:
        outside = [*range(header.top), *range(rows.end, grid.height)]
        places, texts = _captioned(source, _captions(source, grid, outside))
        where = " and ".join(places)
        expected = f"one cell that begins with {' or '.join(source.period.caption)}"
    else:
        named = source.period.sheet_name or source.period.file_name
        assert named is not None
        name = (grid.sheet or "") if source.period.sheet_name else landing.name
        where = f"the name '{name}'"
        texts = periods_in(source, named, name)
        expected = f"a name like {named}"
    if len(texts) != 1:
        found = f"{where} say {sorted(texts)}" if texts else "no period is named"
        raise SourceError(f"{found}. Expected: {expected}, then a {source.cadence}")
    text = texts.pop()
    (role,) = source.period_columns
    if source.read_period({role: text}) is None:
        raise SourceError(
            f"{where} says '{text}', which is no {source.cadence}"
            + would_fit(text)
            + f". Expected: a period such as {EXAMPLES[source.cadence]}"
        )
    return text


EXAMPLES = {
    "day": "'30.06.2025' (`format`)",
    "week": "'KW 5/2025' or '2025-W05'",
    "month": "'Juni 2025', '06/2025' or '30.06.2025'",
    "quarter": "'2. Quartal 2025', '2025-Q2' or '30.06.2025'",
    "half_year": "'1. Halbjahr 2025', '2025-H1' or '30.06.2025'",
    "year": "'2025' or '31.12.2025'",
    "school_year": "'2024/25'",
    "survey": "'2025'",
}


def _captioned(source: Source, found: Sequence[tuple[str, str, str]]) -> tuple[list[str], set[str]]:
    """Where the period stands, and its texts: behind the first declared caption that is there.
    What another one says counts where it is another period (``Stand: 15.08.2025`` is no half-year,
    ``Stand: 30.06.2025`` the first one of 2025)."""
    (role,) = source.period_columns
    first = next((c for c in source.period.caption if any(c == one[0] for one in found)), None)
    read = {text: source.read_period({role: text}) for _, _, text in found}
    said = {text: read[text] for caption, _, text in found if caption == first}
    said |= {text: one for text, one in read.items() if one and one not in said.values()}
    return [place for _, place, text in found if text in said], set(said)


def _captions(source: Source, grid: Grid, outside: list[int]) -> list[tuple[str, str, str]]:
    """Caption, place and text behind it: in the same cell, or in the next filled one to the
    right."""
    found = []
    for row in outside:
        for column, cell in enumerate(grid.rows[row]):
            text = normal_text(cell)
            caption = next((c for c in source.period.caption if _begins_with(text, c)), None)
            if caption is None:
                continue
            rest = text[len(caption) :].lstrip(" :")
            if not rest:
                beside = (
                    (normal_text(grid.rows[row][right]), right)
                    for right in range(column + 1, grid.width)
                )
                rest, column = next((one for one in beside if one[0]), ("", column))
            found.append((caption, grid.place(row, column), rest))
            break
    return [one for one in found if one[2]]


def _begins_with(text: str, caption: str) -> bool:
    """Whether it does, and not with a longer word: ``Standort`` is no ``Stand``."""
    ends_within_a_word = caption[-1:].isalpha() and text[len(caption) :][:1].isalpha()
    return text.lower().startswith(caption.lower()) and not ends_within_a_word
