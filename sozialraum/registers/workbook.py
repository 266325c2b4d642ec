"""The registers as one Excel workbook, and back: a round trip that loses nothing.

Export. One sheet per register, a header, every cell as text, so that Excel changes no number, date
or code; choices have lists to choose from, the header explains itself, a first sheet says how to
work with it. Import reads each sheet, checks it like a file, and replaces the CSV files only when
every sheet is free of errors; each file is written beside its place and then renamed.
"""

import csv
import io
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from sozialraum.base.errors import MonitorError
from sozialraum.base.files import write_asked
from sozialraum.declarations import Catalogue
from sozialraum.declarations.register import Column, Register
from sozialraum.registers.areas import KnownAreas
from sozialraum.registers.problem import Problem, named
from sozialraum.registers.reading import read_register
from sozialraum.registers.validation import CheckedRegister, allowed_values, check_register
from sozialraum.words import Message, Name, Words

EMPTY_ROWS = 200  # below the last row, prepared for new ones


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
        WorkbookError: no workbook, or a register's sheet is missing.
    """
    words = catalogue.city.words
    sheets = _read_sheets(path, words)
    missing = [register.id for register in catalogue.registers if register.id not in sheets]
    if missing:
        absent = Message("registers-no-sheet", path=Name(str(path)), sheets=named(missing))
        raise WorkbookError(words.say(absent))
    contents = {register.id: _as_csv(sheets[register.id]) for register in catalogue.registers}
    # rows are counted as the workbook shows them: its empty rows count, the file gets none
    checked = tuple(
        check_register(
            catalogue, register, _as_csv(sheets[register.id], keep_empty=True), areas, today
        )
        for register in catalogue.registers
    )
    changes: dict[str, int] = {
        register.id: _changed_rows(catalogue, register, contents[register.id])
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
    written = read_register(register, content)
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


def _read_sheets(path: Path, words: Words) -> dict[str, list[list[str]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except FileNotFoundError:
        absent = Message("registers-no-workbook", path=Name(str(path)))
        raise WorkbookError(words.say(absent)) from None
    except (InvalidFileException, BadZipFile, KeyError, OSError):
        other = Message("registers-not-a-workbook", path=Name(str(path)))
        raise WorkbookError(words.say(other)) from None
    try:
        return {
            sheet.title: [
                [_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
            ]
            for sheet in book.worksheets
        }
    finally:
        book.close()


def _text(value: object) -> str:
    """A cell as a planner would type it: whole numbers without decimals, the comma as the decimal
    sign, days as ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    return str(value)


def _as_csv(rows: Sequence[Sequence[str]], *, keep_empty: bool = False) -> bytes:
    """In the form of the files: UTF-8 with its mark, semicolon, CRLF."""
    width = max((n for n, name in enumerate(rows[0], start=1) if name), default=0) if rows else 0
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in rows:
        cells = [*row, *[""] * (width - len(row))]
        if any(cells) or keep_empty:
            surplus = [cell for cell in cells[width:] if cell]
            writer.writerow([*cells[:width], *surplus])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _changed_rows(catalogue: Catalogue, register: Register, content: bytes) -> int:
    """Rows that are new, gone or different."""
    header, before = _rows_as_written(catalogue, register)
    after = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
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
