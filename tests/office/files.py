"""Makes tables as offices deliver them. All figures are made up; files and sheets say TESTDATEN."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sozialraum.declarations.layout import HEADER_SEPARATOR
from sozialraum.declarations.source import Source

SHEET = "Daten TESTDATEN"


@dataclass
class OfficeFile:
    """A table with title lines above, a header of several merged rows, sums and footnotes.

    ``blocks``: for each block of rows the period's text and the rows (labels, figures); below
    each block stands its sum, computed from the figures unless ``sums`` says otherwise.
    """

    source: Source
    blocks: Sequence[tuple[str, Sequence[tuple[Sequence[str], Sequence[Any]]]]]
    caption: Sequence[Any] = ()
    footnotes: Sequence[str] = ("1) TESTDATEN: erfunden, keine echten Zahlen", "* geheim")
    sums: Mapping[int, Sequence[Any]] = field(default_factory=dict)
    column_numbers: bool = True

    def grid(self) -> tuple[list[list[Any]], list[tuple[int, int, int, int]]]:
        """Rows, and merged ranges (first row, first column, last row, last column, from 0)."""
        rows: list[list[Any]] = [["TESTDATEN – " + self.source.title], list(self.caption), []]
        header, merged = self._header(len(rows))
        rows += header
        labels = len(self.source.label_columns)
        if self.column_numbers:
            rows.append(list(range(1, labels + len(self.source.measures) + 1)))
        for number, (period, block) in enumerate(self.blocks):
            for position, (texts, figures) in enumerate(block):
                inside = not self.source.period.is_outside_table
                first = [period if position == 0 else ""] if inside else []
                if inside and not (self.source.layout and self.source.layout.fill_down):
                    first = [period]
                rows.append([*first, *texts, *figures])
            sums = self.sums.get(number) or [
                sum(f for f in column if isinstance(f, int | float))
                for column in zip(*(figures for _, figures in block), strict=True)
            ]
            rows.append([*[""] * (labels - 1), "Insgesamt", *sums])
        rows.append([])
        rows += [[note] for note in self.footnotes]
        width = max(map(len, rows))
        return [[*row, *[""] * (width - len(row))] for row in rows], merged

    def _header(self, top: int) -> tuple[list[list[Any]], list[tuple[int, int, int, int]]]:
        assert self.source.layout is not None
        height = self.source.layout.header_rows
        names = [*self.source.label_columns, *(m.column for m in self.source.measures)]
        rows: list[list[Any]] = [[""] * len(names) for _ in range(height)]
        merged = []
        before: list[str] = []
        for column, name in enumerate(names):
            parts = name.split(HEADER_SEPARATOR)
            for depth, part in enumerate(parts):
                if depth < len(parts) - 1 and parts[: depth + 1] == before[: depth + 1]:
                    continue
                rows[depth][column] = part
                last = column
                while (
                    depth < len(parts) - 1
                    and last + 1 < len(names)
                    and names[last + 1].split(HEADER_SEPARATOR)[: depth + 1] == parts[: depth + 1]
                ):
                    last += 1
                bottom = height - 1 if depth == len(parts) - 1 else depth
                if (bottom, last) != (depth, column):
                    merged.append((top + depth, column, top + bottom, last))
            before = parts
        return rows, merged

    def write_xlsx(self, path: Path) -> Path:
        workbook = Workbook()
        sheet = workbook.active
        assert isinstance(sheet, Worksheet)
        sheet.title = SHEET
        rows, merged = self.grid()
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value != "":
                    sheet.cell(number, column, value)
        for top, left, bottom, right in merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        workbook.save(path)
        return path

    def write_csv(self, path: Path, encoding: str, delimiter: str) -> Path:
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(self.grid()[0])
        return path
