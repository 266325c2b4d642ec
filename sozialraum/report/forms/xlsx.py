"""The annex: every table of the report's model as a sheet of one workbook.

Texts are written as texts, never as formulas, links or numbers, whatever they begin with.
"""

from datetime import UTC, date, datetime, time
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozialraum.report.chapters.shapes import (
    DataColumn,
    DataTable,
    DataValue,
    Labels,
    ReportModel,
    Section,
)
from sozialraum.report.forms.glyphs import printable
from sozialraum.words import Text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_767
"""Signs that a cell can hold."""
_SHEET_NAME = 31
_COMMAND = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = {
    "integer": "#,##0",
    "year": "0",
    "number": "#,##0.0##",
    "share": "0.0%",
    "amount": "#,##0.0##",
}
_HEAD_ROWS = 3
_LINE, _LEAD, _REST = 15, 30, 105
"""Of the reading aid: height of a line in points, signs in a line of a word and beside it."""


def write_xlsx(model: ReportModel, path: Path) -> Path:
    """Writes the workbook and returns its path; the same model gives the same bytes."""
    import xlsxwriter

    as_of = datetime.combine(date.fromisoformat(model.as_of), time(12), UTC).replace(tzinfo=None)
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(str(path), options) as workbook:
        workbook.set_properties(
            {
                "title": str(model.labels["workbook"]),
                "author": model.city,
                "comments": model.attribution,
                "created": as_of,
            }
        )
        formats = _Formats(workbook)
        sheets = {table.name: printable(table.sheet)[:_SHEET_NAME] for table in model.tables}
        contents = workbook.add_worksheet(str(model.labels["workbook_contents"]))
        _write_contents(contents, model, sheets, formats)
        if model.reading is not None:
            sheet = workbook.add_worksheet(_reading_sheet(model.reading))
            _write_reading(sheet, model.reading, model, sheets, formats)
        for table in model.tables:
            sheet = workbook.add_worksheet(sheets[table.name])
            _write_table(sheet, table, model.labels, formats)
    return path


class _Formats:
    """The cell formats of a workbook."""

    def __init__(self, workbook: "Workbook") -> None:
        base = {"valign": "top"}
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.bold = workbook.add_format({"bold": True, **base})
        self.wrapped = workbook.add_format({"text_wrap": True, **base})
        self.about = workbook.add_format({"font_color": "#4d5965"})
        self.head = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#f3f6f9"}
        )
        self.unit = workbook.add_format(
            {"italic": True, "text_wrap": True, "valign": "top", "font_color": "#4d5965"}
        )
        self.text = workbook.add_format({**base, "num_format": "@"})
        # The mark of a leading apostrophe: also a cell that is edited stays a text.
        self.command = workbook.add_format({**base, "num_format": "@", "quote_prefix": True})
        self.date = workbook.add_format({**base, "num_format": "dd.mm.yyyy"})
        self.link = workbook.add_format({"font_color": "#0b3c68", "underline": 1})
        self.numbers: dict[str, Format] = {
            kind: workbook.add_format({**base, "num_format": pattern})
            for kind, pattern in _NUMBERS.items()
        }


def _write_contents(
    sheet: "Worksheet", model: ReportModel, sheets: dict[str, str], formats: _Formats
) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 36)
    sheet.set_column(2, 2, 90)
    sheet.write_string(0, 0, str(model.labels["workbook_title"]), formats.title)
    sheet.write_string(1, 0, model.city, formats.about)
    row = 2
    for term, text in model.facts:
        _write_text(sheet, row, 0, term, formats)
        _write_text(sheet, row, 1, text, formats)
        row += 1
    if model.attribution:
        _write_text(sheet, row, 0, model.labels["attribution"], formats)
        _write_text(sheet, row, 1, model.attribution, formats)
        row += 1
    row += 1
    for column, label in enumerate(("sheet", "table", "about")):
        sheet.write_string(row, column, str(model.labels[label]), formats.head)
    listed = [(sheets[table.name], table.title, table.about) for table in model.tables]
    if model.reading is not None:
        listed.insert(
            0, (_reading_sheet(model.reading), model.reading.title, _about(model.reading))
        )
    for name, title, about in listed:
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats.link, name)
        _write_text(sheet, row, 1, title, formats)
        _write_text(sheet, row, 2, about, formats)
    _fit_to_width(sheet)


def _fit_to_width(sheet: "Worksheet") -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _reading_sheet(reading: Section) -> str:
    return printable(reading.title)[:_SHEET_NAME]


def _about(section: Section) -> Text:
    return next((one.text for one in section.blocks if one.kind == "paragraph"), "")


def _write_reading(
    sheet: "Worksheet",
    reading: Section,
    model: ReportModel,
    sheets: dict[str, str],
    formats: _Formats,
) -> None:
    """What marks and figures mean; then each column of each sheet, with a link to the sheet."""
    for column, width in enumerate((32, 40, 36, 20)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, printable(reading.title), formats.title)
    sheet.write_string(1, 0, printable(_about(reading)), formats.about)
    row = 2
    for part in reading.sections:
        row += 1
        sheet.write_string(row, 0, printable(part.title), formats.bold)
        for block in part.blocks:
            for item in block.items if block.kind == "bullets" else ():
                row += 1
                lead, text = printable(item.lead), printable(item.text)
                sheet.write_string(row, 0, lead, formats.wrapped)
                sheet.merge_range(row, 1, row, 3, text, formats.wrapped)
                lines = max(ceil(len(lead) / _LEAD), ceil(len(text) / _REST))
                sheet.set_row(row, _LINE * lines)
    row += 2
    for column, label in enumerate(("sheet", "column", "unit", "content")):
        sheet.write_string(row, column, str(model.labels[label]), formats.head)
    for table in model.tables:
        name = sheets[table.name]
        for one in table.columns:
            row += 1
            sheet.write_url(row, 0, f"internal:'{name}'!A1", formats.link, name)
            _write_text(sheet, row, 1, one.title, formats)
            _write_text(sheet, row, 2, one.unit or _unit_of(one, model.labels), formats)
            sheet.write_string(row, 3, str(model.labels[f"kind_{one.kind}"]))
    _fit_to_width(sheet)


def _write_table(sheet: "Worksheet", table: DataTable, labels: Labels, formats: _Formats) -> None:
    """Title, what it holds, units, headings, rows; notes below."""
    sheet.write_string(0, 0, str(table.title), formats.title)
    sheet.write_string(1, 0, str(table.about), formats.about)
    head = _HEAD_ROWS
    last = max(len(table.columns) - 1, 0)
    for index, column in enumerate(table.columns):
        sheet.write_string(
            head - 1, index, str(column.unit or _unit_of(column, labels)), formats.unit
        )
        sheet.write_string(head, index, str(column.title), formats.head)
        sheet.set_column(index, index, _width(table, index))
    row = head
    for record in table.rows:
        row += 1
        for index, (column, value) in enumerate(zip(table.columns, record, strict=True)):
            _write_value(sheet, row, index, column, value, labels, formats)
    sheet.freeze_panes(head + 1, _frozen(table))
    if table.rows:
        sheet.autofilter(head, 0, row, last)
    for number, note in enumerate(table.notes):
        _write_text(sheet, row + 2 + number, 0, note, formats)
    sheet.repeat_rows(head)
    _fit_to_width(sheet)


def _frozen(table: DataTable) -> int:
    """The columns that stay in sight: up to the one that names the row for people."""
    return 2 if len(table.columns) > 6 else 1


def _unit_of(column: DataColumn, labels: Labels) -> Text:
    return {"share": labels["in_percent"], "flag": labels["yes_or_no"]}.get(column.kind, "")


def _write_value(
    sheet: "Worksheet",
    row: int,
    index: int,
    column: DataColumn,
    value: DataValue,
    labels: Labels,
    formats: _Formats,
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(row, index, str(labels["yes" if value else "no"]), formats.text)
    elif isinstance(value, int | float):
        shown = formats.numbers.get(column.kind, formats.numbers["number"])
        sheet.write_number(row, index, value, shown)
    elif isinstance(value, date):
        sheet.write_datetime(row, index, datetime.combine(value, time()), formats.date)
    else:
        _write_text(sheet, row, index, value, formats)


def _write_text(sheet: "Worksheet", row: int, index: int, text: Text, formats: _Formats) -> None:
    clean = printable(text)[:_LONGEST]
    sheet.write_string(row, index, clean, formats.command if clean.startswith(_COMMAND) else None)


def _width(table: DataTable, index: int) -> int:
    longest = max((_signs(record[index]) for record in table.rows[:200]), default=0)
    heading = max((len(word) for word in str(table.columns[index].title).split()), default=0)
    return max(8, min(60, max(longest, heading) + 3))


def _signs(value: Any) -> int:
    return 10 if isinstance(value, int | float | date) else len(str(value or ""))
