"""What a sheet's own XML says of its cells, beside the reader of spreadsheets.

How far they reach, before room is made for them. Which show an error or a formula that was never
computed: calamine gives both as empty cells, and an empty cell would count as a missing figure
(ISO/IEC 29500-1, 18.3.1.4: a cell's type ``e`` is an error). And the numbers as they are written,
so that a number that two readers take for two is noticed.
"""

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from xml.etree import ElementTree
from xml.parsers import expat

from sozialraum.base.errors import SourceError
from sozialraum.ingest.office.conditions import NUMBER, Trees
from sozialraum.ingest.office.grid import COLUMNS, ROWS, Merged, place
from sozialraum.ingest.office.looks import MONTH, NO_INK, THOUSANDS, YEAR
from sozialraum.ingest.office.number_format import (
    COMMON_CODES,
    PLAIN,
    Shown,
    date_parts,
    ink,
    is_in_thousands,
    shown,
    shown_text,
)
from sozialraum.ingest.office.sheet_looks import CellLook, TextLook, is_unseen, look_of_text

UNCOMPUTED = "#FORMEL"

# ISO/IEC 29500-1, 18.18.11
_TEXTS = ("inlineStr", "s", "str")
KINDS = ("b", "d", "e", "n", *_TEXTS)

# ISO/IEC 29500-1 and its transitional form, 29500-4: of another vocabulary nobody said what a
# "row" is
SPREADSHEETS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_TELLING = ("worksheet", "row", "c", "f", "v", "is")

NO_FORMATS: Mapping[str, str] = {}
_DATES = {"ym": MONTH, "y": YEAR}
_PLAIN = CellLook()
_COUNT = re.compile("[0-9]+")


@dataclass(frozen=True)
class Looks:
    """How cells look by the number of their style, and texts by the number that cells share."""

    cells: Mapping[str, CellLook] = field(default_factory=dict)
    texts: Mapping[str, TextLook] = field(default_factory=dict)


NO_LOOKS = Looks()


@dataclass
class SheetCells:
    """``height``, ``width``: from A1 to the last cell that holds something.

    ``faults``: (row, column) -> ``#DIV/0!`` or ``#FORMEL``. ``numbers``: row * COLUMNS + column of
    each cell that holds a number, in the order of ``values``; ``texts``: of each that holds a text
    itself; ``shown``: of each whose number or text is shown as another one, and how. ``hidden``:
    columns that are not seen; ``unseen``: (row, column) -> why nobody sees what stands there;
    ``signs``: the digits of texts that have raised or lowered ones. ``trees``: what may hold
    conditional formats.
    """

    height: int = 0
    width: int = 0
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    values: "array[float]" = field(default_factory=lambda: array("d"))
    texts: list[int] = field(default_factory=list)
    shown: list[tuple[int, Shown]] = field(default_factory=list)
    hidden: list[Merged] = field(default_factory=list)
    unseen: dict[tuple[int, int], str] = field(default_factory=dict)
    signs: dict[tuple[int, int], str] = field(default_factory=dict)
    trees: list[ElementTree.Element] = field(default_factory=list)

    def disagreement(self, rows: Sequence[Sequence[object]]) -> tuple[int, int] | None:
        """(row, column) of a cell that ``rows``, which another reader made, show otherwise."""
        for at, value in zip(self.numbers, self.values, strict=True):
            row, column = divmod(at, COLUMNS)
            read = _at(rows, row, column)
            # a format may make a date of a number
            if read != value and not isinstance(read, date | time | timedelta):
                return row, column
        for at in self.texts:
            row, column = divmod(at, COLUMNS)
            if _at(rows, row, column) == "":
                return row, column
        return None


def _at(rows: Sequence[Sequence[object]], row: int, column: int) -> object:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def read_cells(
    xml: bytes,
    *,
    is_computed: bool,
    formats: Mapping[str, str] = NO_FORMATS,
    looks: Looks = NO_LOOKS,
) -> SheetCells:
    """
    Args:
        formats: number of a style -> code of the format in which it shows a number.
        is_computed: whether the values that formulas had when the file was saved are worth
            anything.

    Raises:
        SourceError: no sheet, or a cell that stands nowhere in one, stands twice or out of order,
            or is of a kind that there is not.
        expat.ExpatError: no XML.
    """
    reader = _Reader(is_computed, formats, looks)
    # with a separator, names whose prefix is not declared are no XML
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(xml, True)
    return reader.found


class _Reader:
    """The elements ``row``, ``c`` (a cell), ``f`` (its formula), ``v`` and ``is`` (what it holds),
    whatever prefix they have."""

    def __init__(self, is_computed: bool, formats: Mapping[str, str], looks: Looks) -> None:
        self.found = SheetCells()
        self._trees = Trees("conditionalFormatting", "extLst", "is")
        self._is_computed = is_computed
        self._formats = formats
        self._looks = looks
        self._look: TextLook | None = None
        self._row = self._column = self._last = -1
        self._kind = self._style = ""
        self._holds = self._is_formula = self._listens = self._is_row_stated = False
        self._text = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        vocabulary, _, own_name = name.rpartition(" ")
        is_inside = self._trees.wants(own_name)
        self._trees.start(own_name, attributes)
        if own_name in _TELLING and vocabulary not in SPREADSHEETS:
            if own_name == "f" and is_inside:
                # of a list to choose from, a small chart or a condition
                return
            raise SourceError(f"its '{own_name}' is none of a spreadsheet, but of '{vocabulary}'")
        match own_name:
            case "c":
                self._column += 1
                if at := attributes.get("r"):
                    row = self._row
                    self._row, self._column = place(at)
                    if self._is_row_stated and row != self._row:
                        raise SourceError(f"the cell {at} stands in row {row + 1}")
                self._kind = attributes.get("t", "n")
                self._style = attributes.get("s", "0")
                self._holds = self._is_formula = self._listens = False
                self._text = ""
                self._look = None
            case "v" | "is":
                self._holds = self._listens = True
            case "f":
                self._is_formula = True
            case "row":
                self._is_row_stated = "r" in attributes
                self._row = int(attributes.get("r", self._row + 2)) - 1
                self._column = -1
            case "col" if vocabulary in SPREADSHEETS:
                is_hidden = attributes.get("hidden") in ("1", "true")
                if is_hidden or attributes.get("width") == "0":
                    first, last = int(attributes["min"]), int(attributes["max"])
                    self.found.hidden.append(Merged(0, first - 1, ROWS - 1, last - 1))

    def text(self, text: str) -> None:
        self._trees.text(text)
        if self._listens:
            self._text += text

    def end(self, name: str) -> None:
        own_name = name.rpartition(" ")[2]
        if (tree := self._trees.end(own_name)) is not None:
            if own_name == "is":
                self._look = look_of_text(tree)
            else:
                self.found.trees.append(tree)
        match own_name:
            case "v" | "is":
                self._listens = False
            case "c":
                self._close()

    def _close(self) -> None:
        found, row, column, text = self.found, self._row, self._column, self._text
        if not (0 <= row < ROWS and 0 <= column < COLUMNS):
            raise SourceError(f"a cell stands in row {row + 1}, column {column + 1} of its sheet")
        if row * COLUMNS + column <= self._last:
            raise SourceError(
                f"the cell in row {row + 1}, column {column + 1} stands twice or out of order"
            )
        self._last = row * COLUMNS + column
        if self._kind not in KINDS:
            raise SourceError(
                f"the cell in row {row + 1}, column {column + 1} is of the unknown kind "
                f"'{self._kind}'"
            )
        is_error = self._kind == "e"
        is_empty = self._is_formula and not text and self._kind != "str"
        if is_error or is_empty or (self._is_formula and not self._is_computed):
            found.faults[row, column] = text if is_error and text else UNCOMPUTED
        elif not self._holds:
            return
        elif self._kind != "n":
            if self._kind == "s" and not _COUNT.fullmatch(text.strip()):
                # calamine takes it for the first one
                raise SourceError(
                    f"the cell in row {row + 1}, column {column + 1} shares the text '{text[:40]}'"
                )
            # a shared text is held elsewhere, and may be empty
            if self._kind != "s" and text.strip():
                found.texts.append(row * COLUMNS + column)
            self._look_at_text(row, column)
            if self._kind in _TEXTS:
                self._look_at_format(row, column, None)
        elif text.strip():
            if not NUMBER.fullmatch(text.strip()):
                raise SourceError(
                    f"the number in row {row + 1}, column {column + 1} is written '{text[:40]}'"
                )
            found.values.append(float(text))
            found.numbers.append(row * COLUMNS + column)
            self._look_at_format(row, column, float(text))
        if why := self._looks.cells.get(self._style, _PLAIN).why:
            found.unseen[row, column] = why
        found.height = max(found.height, row + 1)
        found.width = max(found.width, column + 1)

    def _look_at_format(self, row: int, column: int, number: float | None) -> None:
        """
        Args:
            number: that the cell holds, if it is no text.
        """
        code = self._formats.get(self._style, "")
        as_shown = shown_text(code) if number is None else shown(code, number)
        if as_shown != PLAIN:
            self.found.shown.append((row * COLUMNS + column, as_shown))
        if number is not None and (why := _DATES.get(date_parts(code))):
            self.found.unseen[row, column] = why
        if number is not None and is_in_thousands(code, number):
            self.found.unseen[row, column] = THOUSANDS
        said = ink(code, number)
        if said and is_unseen(said, self._looks.cells.get(self._style, _PLAIN).paper):
            self.found.unseen[row, column] = NO_INK

    def _look_at_text(self, row: int, column: int) -> None:
        look = self._looks.texts.get(self._text.strip()) if self._kind == "s" else self._look
        if look is None:
            return
        if why := look.why(self._looks.cells.get(self._style, _PLAIN)):
            self.found.unseen[row, column] = why
        if look.signs:
            self.found.signs[row, column] = look.signs


def formats_of_styles(styles: ElementTree.Element) -> dict[str, str]:
    """Number of a cell's style -> code of its format, if it has one (ISO/IEC 29500-1, 18.8)."""
    codes = dict(COMMON_CODES)
    found: dict[str, str] = {}
    for element in styles.iter():
        match element.tag.rpartition("}")[2]:
            case "numFmt":
                codes[element.get("numFmtId", "")] = element.get("formatCode", "")
            case "cellXfs":
                found = {
                    str(at): codes[one.get("numFmtId", "")]
                    for at, one in enumerate(element)
                    if one.get("numFmtId", "") in codes
                }
    return found
