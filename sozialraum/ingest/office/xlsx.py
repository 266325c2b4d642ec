"""The visible sheets of an XLSX file: calamine reads them, within limits and beside the XML."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sozialraum.base.errors import SourceError
from sozialraum.ingest.office.conditions import Condition, tree_of, unseen
from sozialraum.ingest.office.grid import (
    COLUMNS,
    HIDDEN_COLUMN,
    AsShown,
    Cell,
    Grid,
    Merged,
    Unseen,
    address,
    check_extent,
    with_merged,
)
from sozialraum.ingest.office.looks import with_signs
from sozialraum.ingest.office.package import pack, unpack
from sozialraum.ingest.office.sheet_conditions import conditional_formats, conditions
from sozialraum.ingest.office.sheet_looks import looks_of_styles, looks_of_texts
from sozialraum.ingest.office.sheet_xml import (
    NO_FORMATS,
    Looks,
    SheetCells,
    formats_of_styles,
    read_cells,
)

AS_SAVED = "an XLSX file as Excel or LibreOffice saves it"
_READ = ("xl/", "_rels/", "[content_types].xml")
# An XLSX file with a password, like an old .xls, is no package but a compound file.
COMPOUND = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_xlsx(content: bytes) -> Iterator[Grid]:
    """
    Raises:
        SourceError: a password, too much, cells far from the others, or one that two readers take
            for different things.
    """
    if content.startswith(COMPOUND):
        found = "is protected by a password" if ENCRYPTED in content else "is an old Excel file"
        raise SourceError(f"the file {found}. Expected: an XLSX file without a password")
    parts = unpack(content, _READ)
    sheets = _Sheets(parts)
    read = 0
    with CalamineWorkbook.from_filelike(pack(parts)) as workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.visible is not SheetVisibleEnum.Visible:
                continue
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            try:
                cells = sheets.cells(sheet.name)
                check_extent(f"sheet '{sheet.name}': ", cells.height, cells.width, read)
                read += cells.height * cells.width
                yield _read(workbook.get_sheet_by_name(sheet.name), cells, sheets.conditions(cells))
            except CalamineError as error:
                shown = [f", {address(*at)} shows {text}" for at, text in cells.faults.items()]
                raise SourceError(
                    f"sheet '{sheet.name}'{''.join(shown[:3])}: {error}. Expected: {AS_SAVED}"
                ) from None


def _read(sheet: CalamineSheet, cells: SheetCells, under: Sequence[Condition]) -> Grid:
    # dates among them become text when they are told
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    shown = tuple(AsShown(Merged(*divmod(at, COLUMNS) * 2), one) for at, one in cells.shown)
    grid = Grid(sheet.name, rows, shown=shown)
    other = cells.disagreement(rows)
    if other is not None:
        raise SourceError(
            f"{grid.place(*other)} is written as no spreadsheet program writes, and can be read "
            f"in two ways. Expected: {AS_SAVED}"
        )
    _show_faults(rows, cells.faults)
    for (row, column), signs in cells.signs.items():
        rows[row][column] = with_signs(grid.place(row, column), str(rows[row][column]), signs)
    merged = [Merged(*top, *bottom) for top, bottom in sheet.merged_cell_ranges or []]
    grid = with_merged(grid, merged, AS_SAVED)
    hidden = (Unseen(one, HIDDEN_COLUMN) for one in cells.hidden)
    looks = (Unseen(Merged(*at, *at), why) for at, why in cells.unseen.items())
    return replace(grid, unseen=(*hidden, *looks, *unseen(grid, under)))


def _show_faults(rows: list[list[Cell]], faults: Mapping[tuple[int, int], str]) -> None:
    """The reader of spreadsheets leaves cells with errors empty; they must not count as empty."""
    if not faults:
        return
    height = max(len(rows), *(row + 1 for row, _ in faults))
    width = max(len(rows[0]) if rows else 0, *(column + 1 for _, column in faults))
    rows += ([] for _ in range(height - len(rows)))
    for one in rows:
        one.extend([""] * (width - len(one)))
    for (row, column), text in faults.items():
        rows[row][column] = text


class _Sheets:
    """The XML of each sheet, found by the sheet's name as the workbook tells it."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = {name.lower(): part for name, part in parts.items()}
        workbook = self._tree("xl/workbook.xml")
        links = self._tree("xl/_rels/workbook.xml.rels")
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        self._targets: dict[str, str] = {}
        self._formats = self._conditional = NO_FORMATS
        self._looks = Looks()
        if (part := self._linked(links, "/styles")) is not None:
            tree = tree_of(part)
            self._formats = formats_of_styles(tree)
            self._conditional = conditional_formats(tree)
            self._looks = Looks(looks_of_styles(tree))
        if (part := self._linked(links, "/sharedStrings")) is not None:
            self._looks = replace(self._looks, texts=looks_of_texts(part))
        # a program that says so leaves it to the one that opens the file to compute the formulas
        self._is_computed = True
        for element in workbook.iter():
            match element.tag.rpartition("}")[2]:
                case "sheet":
                    link = next(v for k, v in element.items() if k.endswith("}id"))
                    self._targets[element.get("name", "")] = targets[link]
                case "calcPr":
                    is_left = element.get("fullCalcOnLoad") in ("1", "true")
                    # calculated by hand, and not since the last change
                    is_stale = element.get("calcCompleted") in ("0", "false")
                    self._is_computed = not is_left and not is_stale

    def _tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._parts[name])

    def _part(self, target: str) -> bytes | None:
        return self._parts.get(posixpath.join("xl", target).lstrip("/").lower())

    def _linked(self, links: ElementTree.Element, kind: str) -> bytes | None:
        link = next((one for one in links if one.get("Type", "").endswith(kind)), None)
        return None if link is None else self._part(link.get("Target", ""))

    def cells(self, sheet: str) -> SheetCells:
        part = posixpath.join("xl", self._targets[sheet]).lstrip("/").lower()
        try:
            return read_cells(
                self._parts[part],
                is_computed=self._is_computed,
                formats=self._formats,
                looks=self._looks,
            )
        except (SourceError, ExpatError) as error:
            raise SourceError(f"sheet '{sheet}': {error}. Expected: {AS_SAVED}") from None

    def conditions(self, cells: SheetCells) -> list[Condition]:
        return list(conditions(cells.trees, self._conditional))
