"""The registers as one Excel workbook, and back: a round trip that loses nothing.

Export. One sheet per register, a header, every cell as text, so that Excel changes no number, date
or code; choices have lists to choose from, the header explains itself, a first sheet says how to
work with it. Import reads each sheet as offices' files are read: as its cells look; one that says
something else than is seen is refused. It checks each like a file, and replaces the CSV files only
when every sheet is free of errors; each file is written beside its place and then renamed.
"""

import csv
import io
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sozialraum.base.errors import MonitorError, SourceError
from sozialraum.base.files import read_ordinary, write_asked
from sozialraum.declarations import Catalogue
from sozialraum.declarations.register import Column, Register
from sozialraum.ingest.office.conditions import CONDITION
from sozialraum.ingest.office.grid import Cell, Grid, address, cell_text, days_as_seen
from sozialraum.ingest.office.looks import NO_INK, STRUCK, THOUSANDS
from sozialraum.ingest.office.reading import read_grids
from sozialraum.ingest.office.sheet_xml import UNCOMPUTED
from sozialraum.registers.areas import KnownAreas
from sozialraum.registers.problem import Problem, named
from sozialraum.registers.reading import UnreadableRegisterError, read_register
from sozialraum.registers.validation import CheckedRegister, allowed_values, check_register
from sozialraum.words import Joined, Message, Name, Words
from sozialraum.words.numbers import decimal_sign

EMPTY_ROWS = 200  # below the last row, prepared for new ones
NAMED = 5
"""Cells that are named of those that say something else than is seen."""
_UNSEEN = {STRUCK: "struck", NO_INK: "ink", CONDITION: "condition", THOUSANDS: "format"}
"""What makes a cell of a register one that nobody sees as it is. A column that a planner has hidden
is none: nothing is published of what he did not mean to keep."""


class WorkbookError(MonitorError):
    """The workbook cannot be read; the text says what to do."""


@dataclass(frozen=True)
class Imported:
    """``written`` are the files that changed; nothing is written while there are errors."""

    checked: tuple[CheckedRegister, ...]
    changes: Mapping[str, int]
    written: tuple[Path, ...]

    @property
    def sound(self) -> bool:
        return not any(one.errors for one in self.checked)


def export_workbook(catalogue: Catalogue, path: Path) -> dict[str, int]:
    """Writes the workbook; rows by register.

    Raises:
        MonitorError: a register is missing or cannot be read; the workbook cannot be written.
    """
    import xlsxwriter

    words = catalogue.city.words
    lists_name = words.say(Message("registers-lists"))
    counts: dict[str, int] = {}
    content = io.BytesIO()
    options = {"strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as book:
        text = book.add_format({"num_format": "@", "valign": "top"})
        head = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
        _write_guide(book, catalogue, words)
        lists = book.add_worksheet(lists_name)
        used_lists = 0
        for register in catalogue.registers:
            header, rows = _rows_as_written(catalogue, register)
            sheet = book.add_worksheet(register.id)
            sheet.freeze_panes(1, 1)
            for number, name in enumerate(header):
                sheet.write_string(0, number, name, head)
                column = _declared(register, name)
                sheet.set_column(number, number, 18 if column is None else _width(column), text)
                if column is None:
                    continue
                sheet.write_comment(0, number, column.meaning, {"x_scale": 2})
                if column.type != "choice":
                    continue
                values = list(allowed_values(catalogue, column))
                for position, value in enumerate(values):
                    lists.write_string(position, used_lists, value, text)
                letter = _column_name(used_lists)
                used_lists += 1
                sheet.data_validation(
                    1, number, len(rows) + EMPTY_ROWS, number,
                    {
                        "validate": "list",
                        "source": f"='{lists_name}'!{letter}$1:{letter}${len(values)}",
                        "error_type": "warning",
                        "input_message": column.meaning[:255],
                    },
                )  # fmt: skip
            for position, row in enumerate(rows, start=1):
                for number, cell in enumerate(row):
                    if cell:
                        sheet.write_string(position, number, cell, text)
            sheet.autofilter(0, 0, len(rows), len(header) - 1)
            counts[register.id] = len(rows)
        lists.hide()
    write_asked(path, content.getvalue())
    return counts


def import_workbook(
    catalogue: Catalogue, path: Path, areas: KnownAreas, today: date, *, dry_run: bool = False
) -> Imported:
    """Checks the workbook's sheets and, if they are sound, replaces the files that differ.

    Raises:
        WorkbookError: no workbook, a register's sheet is missing, or a cell of one says something
            else than is seen.
        MonitorError: a register is missing or cannot be read.
    """
    words = catalogue.city.words
    grids = _read_grids(path, words)
    missing = [register.id for register in catalogue.registers if register.id not in grids]
    if missing:
        absent = Message("registers-no-sheet", path=Name(str(path)), sheets=named(missing))
        raise WorkbookError(words.say(absent))
    _refuse_unseen(path, [grids[register.id] for register in catalogue.registers], words)
    decimal = decimal_sign(catalogue.city.language)
    sheets = {
        register.id: _rows_of(grids[register.id], decimal) for register in catalogue.registers
    }
    contents = {id_: _as_csv(_without_empty(rows)) for id_, rows in sheets.items()}
    # rows are counted as the workbook shows them: its empty rows count, the file gets none
    checked = tuple(
        check_register(catalogue, register, _as_csv(sheets[register.id]), areas, today)
        for register in catalogue.registers
    )
    changes: dict[str, int] = {
        register.id: _changed_rows(catalogue, register, _without_empty(sheets[register.id]))
        for register in catalogue.registers
    }
    written = []
    if not dry_run and not any(one.errors for one in checked):
        for register in catalogue.registers:
            place = catalogue.register_path(register)
            if place.read_bytes() != contents[register.id]:
                _replace(place, contents[register.id])
                written.append(place)
    return Imported(checked, changes, tuple(written))


def problems_of(imported: Imported) -> list[Problem]:
    return [problem for one in imported.checked for problem in one.errors]


def _rows_as_written(catalogue: Catalogue, register: Register) -> tuple[list[str], list[list[str]]]:
    """Header and cells as they stand in the file, columns that are not declared included."""
    path = catalogue.register_path(register)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        absent = Message("registers-absent", path=Name(str(path)))
        raise MonitorError(catalogue.city.words.say(absent)) from None
    try:
        written = read_register(register, content)
    except UnreadableRegisterError as error:
        raise MonitorError(catalogue.city.words.say(error.problem.said)) from None
    text = content.decode("utf-8-sig" if written.encoding == "utf-8" else "cp1252")
    if text.lower().startswith("sep="):
        text = text.partition("\n")[2]
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=written.delimiter)
    return header, [row + [""] * (len(header) - len(row)) for row in rows if any(row)]


def _declared(register: Register, name: str) -> Column | None:
    wanted = name.strip().lower()
    return next((column for column in register.columns if column.name == wanted), None)


def _width(column: Column) -> int:
    return 60 if column.name.endswith(("_de", "_name", "_title", "summary", "remark")) else 18


def _column_name(number: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return "$" + str(xl_col_to_name(number))


def _write_guide(book: Any, catalogue: Catalogue, words: Words) -> None:
    sheet = book.add_worksheet(words.say(Message("registers-guide")))
    sheet.set_column(0, 0, 110)
    guide = Message("registers-guide-text", city=Name(catalogue.city.official_name))
    for number, line in enumerate(words.say(guide).split("\n")):
        sheet.write_string(number, 0, line)


def _read_grids(path: Path, words: Words) -> dict[str, Grid]:
    """The sheets that are seen, by name."""
    try:
        return {str(grid.sheet): grid for grid in read_grids(read_ordinary(path), ".xlsx")}
    except FileNotFoundError:
        absent = Message("registers-no-workbook", path=Name(str(path)))
        raise WorkbookError(words.say(absent)) from None
    except (OSError, SourceError) as error:
        other = Message(
            "registers-not-a-workbook", path=Name(str(path)), reason=Name(str(error).rstrip("."))
        )
        raise WorkbookError(words.say(other)) from None


def _refuse_unseen(path: Path, grids: Sequence[Grid], words: Words) -> None:
    cells = [
        Message(
            "registers-cell-unseen", sheet=Name(str(grid.sheet)), cell=Name(address(*at)), why=why
        )
        for grid in grids
        for at, why in sorted(dict(_unseen(grid)).items())
    ]
    if cells:
        unseen = Message(
            "registers-cells-unseen",
            path=Name(str(path)),
            cells=Joined(cells[:NAMED], ", "),
            more=max(len(cells) - NAMED, 0),
        )
        raise WorkbookError(words.say(unseen))


def _unseen(grid: Grid) -> Iterator[tuple[tuple[int, int], str]]:
    """(row, column) of cells that say something else than is seen, and why."""
    looks = [(one.cells, _UNSEEN[one.why]) for one in grid.unseen if one.why in _UNSEEN]
    merged = [(one, "merged") for one in grid.merged]
    for cells, why in (*looks, *merged):
        yield from ((at, why) for at in grid.cells(cells) if grid.rows[at[0]][at[1]] != "")
    for one in grid.shown:
        if not one.how.is_number and not one.how.before.strip():
            yield from ((at, "format") for at in grid.cells(one.cells))
    for row, cells_of_row in enumerate(grid.rows):
        for column, cell in enumerate(cells_of_row):
            if cell == UNCOMPUTED:
                yield (row, column), "formula"


def _rows_of(grid: Grid, decimal: str) -> list[list[str]]:
    """Rows as wide as the header, wider where more is filled."""
    rows = [[_text(cell, decimal) for cell in row] for row in days_as_seen(grid).rows]
    width = max((n for n, name in enumerate(rows[0], start=1) if name), default=0) if rows else 0
    return [[*row[:width], *filter(None, row[width:])] for row in rows]


def _text(cell: Cell, decimal: str) -> str:
    """A cell as a planner would type it: whole numbers without decimals, days as ISO dates."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell if type(cell) is str else cell_text(cell, decimal)


def _without_empty(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    return [row for row in rows if any(row)]


def _as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """In the form of the files: UTF-8 with its mark, semicolon, CRLF."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _changed_rows(catalogue: Catalogue, register: Register, after: Sequence[Sequence[str]]) -> int:
    """Rows that are new, gone or different."""
    header, before = _rows_as_written(catalogue, register)
    old = {tuple(row) for row in [header, *before]}
    new = {tuple(row) for row in after}
    keys = {row[0] for row in old ^ new if row}
    return len(keys)


def _replace(place: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            os.chmod(name, place.stat().st_mode & 0o777)
        os.replace(name, place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
