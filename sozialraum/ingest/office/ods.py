"""The visible sheets of an OpenDocument spreadsheet: calamine reads them, within limits.

Such files come from portals. Their cells are read once; the limits of the process in which that
happens stop one whose few cells are repeated a billion times.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from sozialraum.base.errors import SourceError
from sozialraum.ingest.office.conditions import unseen
from sozialraum.ingest.office.grid import (
    HIDDEN_COLUMN,
    Grid,
    Merged,
    Unseen,
    check_extent,
    with_merged,
)
from sozialraum.ingest.office.looks import with_signs
from sozialraum.ingest.office.ods_xml import SheetFormat, check_content
from sozialraum.ingest.office.package import pack, unpack

AS_SAVED = "an ODS file as LibreOffice saves it, without cells far from its table"
_READ = ("content.xml", "styles.xml", "meta-inf/manifest.xml")
_KIND = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}


def read_ods(content: bytes) -> Iterator[Grid]:
    """
    Raises:
        SourceError: a password, too much, cells far from the others, no spreadsheet, or one that
            was damaged.
    """
    parts = unpack(content, _READ)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise SourceError("the file is protected by a password. Expected: one without a password")
    try:
        formats = check_content(parts.get("content.xml", b""), parts.get("styles.xml"))
    except SourceError as error:
        raise SourceError(f"{error}. Expected: {AS_SAVED}") from None
    read = 0
    try:
        with CalamineWorkbook.from_filelike(pack(_KIND | parts)) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.visible is not SheetVisibleEnum.Visible:
                    continue
                if sheet.typ is not SheetTypeEnum.WorkSheet:
                    continue
                table = workbook.get_sheet_by_name(sheet.name)
                check_extent(f"sheet '{sheet.name}': ", table.total_height, table.total_width, read)
                rows: list[list[Any]] = table.to_python(skip_empty_area=False)
                read += len(rows) * len(rows[0]) if rows else 0
                seen = formats.get(sheet.name, SheetFormat())
                grid = Grid(sheet.name, rows, shown=tuple(seen.shown))
                merged = [
                    Merged(row, column, row + height - 1, column + width - 1)
                    for cells, height, width in seen.spans
                    for row, column in grid.cells(cells)
                ]
                grid = with_merged(grid, merged, AS_SAVED)
                for cells, signs in seen.signs:
                    for row, column in grid.cells(cells):
                        text = str(rows[row][column])
                        rows[row][column] = with_signs(grid.place(row, column), text, signs)
                hidden = (Unseen(one, HIDDEN_COLUMN) for one in seen.hidden)
                yield replace(grid, unseen=(*hidden, *seen.unseen, *unseen(grid, seen.conditions)))
    except CalamineError as error:
        raise SourceError(
            f"it cannot be opened as a spreadsheet ({error}). Expected: {AS_SAVED}"
        ) from None
