"""Writes the XLSX file that an office fills in: what the reader expects, and nothing else."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozialraum.base.errors import DeclarationError
from sozialraum.base.files import write_asked
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.declarations.layout import HEADER_SEPARATOR
from sozialraum.declarations.periods import name_period
from sozialraum.declarations.source import Source
from sozialraum.declarations.unit import COUNTED
from sozialraum.ingest import refresh_day
from sozialraum.ingest.office.dropbox import office_sources
from sozialraum.ingest.office.grid import address
from sozialraum.names import Directory, Named
from sozialraum.template.areas import area_labels
from sozialraum.template.hints import ASKED, hints
from sozialraum.words import Joined, Message, Name, Period, Words, code
from sozialraum.words.numbers import NBSP

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

TITLE_ROWS = 4
OFFERED_PERIODS = 8


def write_template(
    catalogue: Catalogue,
    warehouse: Warehouse,
    source_id: str,
    path: Path,
    *,
    today: date | None = None,
) -> None:
    """Writes the template of ``source_id`` to ``path``.

    Raises:
        UnknownNameError: the source does not come from an office.
        DeclarationError: its layout does not accept the template.
        MonitorError: the file cannot be written.
    """
    import xlsxwriter

    words = catalogue.city.words
    source = catalogue.source(choose_table(catalogue, source_id))
    name = words.say(Message("template-sheet"))
    _check_sheet(source, name)
    areas = area_labels(catalogue, warehouse, source)
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True})
    # no time of creation: the same declarations give the same bytes
    workbook.set_properties(
        {
            "title": source.title,
            "author": catalogue.city.official_name,
            "created": catalogue.snapshot.retrieved_at.replace(tzinfo=None),
        }
    )
    formats = _Formats(workbook)
    data = _Data(source, areas, formats, today or refresh_day.today(catalogue), words)
    data.write(workbook.add_worksheet(name))
    lines = hints(catalogue, source, with_total=data.has_total)
    sheet = workbook.add_worksheet(words.say(Message("template-hints")))
    title = words.say(Message("template-hints-of", title=Name(source.title)))
    _write_hints(
        sheet, title, [(words.say(head), words.say(text)) for head, text in lines], formats
    )
    workbook.close()
    write_asked(path, content.getvalue())


def choose_table(catalogue: Catalogue, wanted: str) -> str:
    """The id of a table that an office delivers, by its id or title.

    Raises:
        UnknownNameError: nothing goes by the name, or several do; names them.
    """
    known = [Named(source.id, source.title) for source in office_sources(catalogue)]
    listing = ", ".join(one.id for one in known) or "none"
    return Directory("table of office_files.yaml", known, listing).resolve(wanted)


def _check_sheet(source: Source, name: str) -> None:
    assert source.layout is not None
    if source.layout.sheet is not None and not re.search(source.layout.sheet, name):
        raise DeclarationError(
            f"office_files.yaml: {source.id}: `layout.sheet` does not accept the sheet '{name}' "
            "of the template"
        )


class _Formats:
    def __init__(self, workbook: "Workbook") -> None:
        lined = {"border": 1, "border_color": "#8C8C8C", "valign": "vcenter"}
        given = {**lined, "bg_color": "#E8EDF2", "text_wrap": True}
        asked = {**lined, "bg_color": "#FFFBE6", "locked": False}
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.plain = workbook.add_format({})
        self.header = workbook.add_format({**given, "bold": True, "align": "center"})
        self.label = workbook.add_format(given)
        self.caption = workbook.add_format({"bold": True, "align": "right"})
        self.figure = workbook.add_format({**asked, "num_format": "0.##########", "align": "right"})
        self.period = workbook.add_format({**asked, "num_format": "@", "align": "center"})
        self.heading = workbook.add_format({"bold": True, "valign": "top"})
        self.hint = workbook.add_format({"text_wrap": True, "valign": "top"})


@dataclass(frozen=True)
class _Data:
    """The sheet to fill in."""

    source: Source
    areas: Sequence[tuple[str, ...]]
    formats: _Formats
    today: date
    words: Words

    @property
    def total(self) -> str:
        return self.words.say(Message("template-total"))

    @property
    def has_total(self) -> bool:
        assert self.source.layout is not None
        return any(re.search(total.label, self.total) for total in self.source.layout.totals)

    @property
    def first_row(self) -> int:
        assert self.source.layout is not None
        return TITLE_ROWS + self.source.layout.header_rows

    def write(self, sheet: "Worksheet") -> None:
        source = self.source
        sheet.write_string(0, 0, source.title, self.formats.title)
        fill_in = Message("template-fill-in", office=Name(source.office))
        sheet.write_string(1, 0, self.words.say(fill_in), self.formats.plain)
        if source.period.caption:
            sheet.write_string(2, 0, f"{source.period.caption[0]}:", self.formats.caption)
            sheet.write_blank(2, 1, None, self.formats.period)
            self._validate_period(sheet, 2, 1, 2)
        labels = source.label_columns
        names = [*labels, *(measure.column for measure in source.measures)]
        _write_header(sheet, TITLE_ROWS, self.first_row - TITLE_ROWS, names, self.formats)
        rows = list(self._rows())
        self._write_labels(sheet, rows)
        last = self.first_row + len(rows) - 1
        with_total = self.has_total and bool(labels)
        if with_total:
            for column in range(len(labels)):
                text = self.total if column == self._total_column else ""
                sheet.write_string(last + 1, column, text, self.formats.label)
        for column, measure in enumerate(source.measures, start=len(labels)):
            for row in range(self.first_row, last + 1 + with_total):
                sheet.write_blank(row, column, None, self.formats.figure)
            self._validate_figures(sheet, column, last + with_total, measure.unit)
        sheet.set_column(0, max(len(labels) - 1, 0), 30)
        sheet.set_column(len(labels), len(names) - 1, 16)
        sheet.freeze_panes(self.first_row, len(labels))
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(TITLE_ROWS, self.first_row - 1)

    @property
    def _period_columns(self) -> list[int]:
        if self.source.period.is_outside_table:
            return []
        return list(range(len(self.source.period.columns)))

    @property
    def _total_column(self) -> int:
        columns = len(self.source.label_columns)
        return min(len(self._period_columns), columns - 1)

    def _rows(self) -> Iterator[list[str]]:
        """Labels of areas and breakdowns, row by row."""
        combinations: list[list[str]] = [[]]
        for breakdown in self.source.breakdowns:
            combinations = [[*before, one] for before in combinations for one in breakdown.values]
        for area in self.areas:
            for combination in combinations:
                yield [*area, *combination]

    def _write_labels(self, sheet: "Worksheet", rows: Sequence[Sequence[str]]) -> None:
        last = self.first_row + len(rows) - 1
        for column in self._period_columns:
            if len(rows) > 1:
                sheet.merge_range(self.first_row, column, last, column, "", self.formats.period)
            else:
                sheet.write_blank(last, column, None, self.formats.period)
            self._validate_period(sheet, self.first_row, column, last)
        for number, texts in enumerate(rows, start=self.first_row):
            for column, text in enumerate(texts, start=len(self._period_columns)):
                sheet.write_string(number, column, text, self.formats.label)

    def _validate_period(self, sheet: "Worksheet", row: int, column: int, last: int) -> None:
        cadence = self.source.cadence
        is_text = "label" in self.source.period.columns
        if cadence not in ASKED or not is_text:
            return
        say = self.words.say
        sheet.data_validation(
            row, column, last, column,
            {
                "validate": "list",
                "source": _offered(cadence, self.today, self.words, self.source.period.begins),
                "error_type": "warning",
                "input_title": say(Message("template-period-title")),
                "input_message": say(Message("template-period-asked", cadence=cadence))[:255],
                "error_title": say(Message("template-other-period-title")),
                "error_message": say(Message("template-other-period", cadence=cadence))[:255],
            },
        )  # fmt: skip

    def _validate_figures(self, sheet: "Worksheet", column: int, last: int, unit: str) -> None:
        cell = address(self.first_row, column)
        whole = f",INT({cell})={cell}" if unit in COUNTED else ""
        most = f",{cell}<=100" if unit == "percent" else ""
        marks = [mark for mark in self.source.missing if mark]
        allowed = "".join(f',{cell}="{mark}"' for mark in marks)
        no_number = Message(
            "template-no-number",
            kind="percent" if unit == "percent" else "count" if unit in COUNTED else "other",
            has_marks=code(bool(marks)),
            marks=Joined(map(Name, marks)),
        )
        sheet.data_validation(
            self.first_row, column, last, column,
            {
                "validate": "custom",
                "value": f"=OR(IF(ISNUMBER({cell}),AND({cell}>=0{whole}{most}),FALSE){allowed})",
                "error_title": self.words.say(Message("template-no-number-title")),
                "error_message": self.words.say(no_number),
            },
        )  # fmt: skip


def _write_header(
    sheet: "Worksheet", top: int, height: int, names: Sequence[str], formats: _Formats
) -> None:
    """Groups are merged over their columns; the last part of a name down to the last row."""
    parts = [name.split(HEADER_SEPARATOR) for name in names]
    for depth in range(height):
        column = 0
        while column < len(parts):
            own = parts[column]
            last = column
            bottom = depth
            if depth < len(own) - 1:
                while last + 1 < len(parts) and (
                    len(parts[last + 1]) > depth + 1
                    and parts[last + 1][: depth + 1] == own[: depth + 1]
                ):
                    last += 1
            elif depth == len(own) - 1:
                bottom = height - 1
            if depth < len(own):
                cells: Any = (top + depth, column, top + bottom, last)
                if (depth, column) == (bottom, last):
                    sheet.write_string(top + depth, column, own[depth], formats.header)
                else:
                    sheet.merge_range(*cells, own[depth], formats.header)
            column = last + 1


def _write_hints(
    sheet: "Worksheet", title: str, lines: Sequence[tuple[str, str]], formats: _Formats
) -> None:
    sheet.write_string(0, 0, title, formats.title)
    for row, (heading, text) in enumerate(lines, start=2):
        sheet.write_string(row, 0, heading, formats.heading)
        sheet.write_string(row, 1, text, formats.hint)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    sheet.protect()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _offered(cadence: str, today: date, words: Words, begins: int) -> list[str]:
    """The latest periods that had ended on ``today`` (of those such as 2024/25: begun), the
    newest first."""
    parts = {"half_year": 2, "quarter": 4, "month": 12}.get(cadence, 1)
    if cadence == "school_year":
        year = today.year if today.month >= begins else today.year - 1
        return [name_period(cadence, year - back).text for back in range(OFFERED_PERIODS)]
    if cadence == "week":
        weeks = (today - timedelta(weeks=back) for back in range(1, OFFERED_PERIODS + 1))
        return [written_out(cadence, *day.isocalendar()[:2], words) for day in weeks]
    position = today.year * parts + (today.month - 1) * parts // 12
    return [
        written_out(cadence, (position - back) // parts, (position - back) % parts + 1, words)
        for back in range(1, OFFERED_PERIODS + 1)
    ]


def written_out(cadence: str, year: int, part: int, words: Words) -> str:
    """A period as an office writes it, and as it is read: ``1. Halbjahr 2025``, ``Q2 2025``."""
    told = Period(name_period(cadence, year, part).text, cadence)
    return words.say(told).replace(NBSP, " ")
