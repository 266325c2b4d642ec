"""A spreadsheet or CSV file as rows of cells, with the places a person would call them by."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sozialraum.base.errors import SourceError
from sozialraum.ingest.office.xlsx_faults import faulty_cells

Cell = str | float | int | bool | date | object
DELIMITERS = (";", ",", "\t")
# What an office writes fits many times over; a file beyond it is not one of its tables.
MAX_BYTES = 100_000_000


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
class Grid:
    """One sheet (or CSV file): ``rows`` of equal length from A1 on; empty cells are ``""``."""

    sheet: str | None
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def place(self, row: int, column: int) -> str:
        """``sheet 'Daten', cell D7``."""
        where = f"cell {address(row, column)}"
        return f"sheet '{self.sheet}', {where}" if self.sheet is not None else where


def read_grids(path: Path, name: str) -> Iterator[Grid]:
    """The visible sheets of an XLSX file, or a CSV file under each delimiter it may have.

    Args:
        name: the file's name at the office; its ending says what it is.

    Raises:
        SourceError: not a readable spreadsheet or text, too large, protected by a password.
    """
    if path.stat().st_size > MAX_BYTES:
        raise SourceError(
            f"the file has {path.stat().st_size:,} bytes. Expected: at most {MAX_BYTES:,}"
        )
    if name.lower().endswith(".xlsx"):
        yield from _read_xlsx(path)
    else:
        yield from _read_csv(path)


def _read_xlsx(path: Path) -> Iterator[Grid]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            faults = faulty_cells(path)
            for sheet in workbook.sheets_metadata:
                if sheet.visible is not SheetVisibleEnum.Visible:
                    continue
                content = workbook.get_sheet_by_name(sheet.name)
                rows: list[list[Cell]] = [
                    list(row) for row in content.to_python(skip_empty_area=False)
                ]
                merged = tuple(
                    Merged(top, left, bottom, right)
                    for (top, left), (bottom, right) in content.merged_cell_ranges or []
                )
                _show_faults(rows, faults.get(sheet.name, {}))
                yield Grid(sheet.name, rows, merged)
    except PasswordError:
        raise SourceError(
            "the file is protected by a password. Expected: an XLSX file that opens without one"
        ) from None
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError(
            f"it cannot be opened as a spreadsheet ({error}). Expected: an XLSX file as Excel or "
            "LibreOffice saves it"
        ) from None


def _show_faults(rows: list[list[Cell]], faults: dict[tuple[int, int], str]) -> None:
    """The reader of spreadsheets leaves cells with errors empty; they must not count as empty."""
    for (row, column), text in faults.items():
        if rows:
            width = max(len(rows[0]), column + 1)
            while len(rows) <= row:
                rows.append([""] * width)
            for one in rows:
                one.extend([""] * (width - len(one)))
            rows[row][column] = text


def _read_csv(path: Path) -> Iterator[Grid]:
    text = _decode(path.read_bytes())
    if not text.strip():
        raise SourceError("the file is empty. Expected: a table")
    for delimiter in DELIMITERS:
        if delimiter not in text:
            continue
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            continue
        width = max(map(len, rows))
        yield Grid(None, [[*row, *[""] * (width - len(row))] for row in rows])


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            row = content[: error.start].count(b"\n") + 1
            where = f"row {row}, byte {error.start}: {content[error.start : error.end]!r}"
    raise SourceError(f"{where} is no text. Expected: UTF-8 or Windows-1252")


def column_texts(cells: Sequence[Cell], decimal: str) -> list[str]:
    """Cells as text: numbers with the declared decimal sign and without grouping, dates as
    2025-06-30, text as it stands."""
    return [cell.strip() if type(cell) is str else cell_text(cell, decimal) for cell in cells]


def cell_text(cell: Cell, decimal: str) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "WAHR" if cell else "FALSCH"
    if isinstance(cell, float):
        if cell.is_integer():
            return str(int(cell))
        # Excel itself knows 15 digits
        text = f"{cell:.15g}"
        return (f"{cell:.15f}".rstrip("0") if "e" in text else text).replace(".", decimal)
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
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
