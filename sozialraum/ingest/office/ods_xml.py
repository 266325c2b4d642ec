"""What the XML of an OpenDocument spreadsheet has to be before it is read.

calamine goes by how elements are spelled, and neither minds whether they close nor whose they are:
of a file that was damaged it makes a table that stands nowhere in it (OpenDocument 1.3, 9.1).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree
from xml.parsers import expat

from sozialraum.base.errors import SourceError
from sozialraum.ingest.office.conditions import NUMBER, Condition, Trees, tree_of
from sozialraum.ingest.office.grid import ROWS, AsShown, Merged, Unseen
from sozialraum.ingest.office.looks import NO_INK, THOUSANDS, digits_as_signs
from sozialraum.ingest.office.number_format import (
    PLAIN,
    Shown,
    beside,
    in_place_of,
    ink,
    is_in_thousands,
    shown_text,
)
from sozialraum.ingest.office.ods_styles import Look, Styles

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_PREFIXES = {_OASIS.format(one): one for one in ("office", "table", "text")}
_WITHIN = {
    "table:table-row": "table:table table:table-header-rows table:table-row-group table:table-rows",
    "table:table-cell": "table:table-row",
    "table:covered-table-cell": "table:table-row",
}
_CELLS = ("table:table-cell", "table:covered-table-cell")
_PARAGRAPHS = ("text:p", "text:h", "text:list")
_BLANKS = ("text:s", "text:tab", "text:line-break")
_HOLDING = {"table:table": (), "table:table-row": (), **dict.fromkeys(_CELLS, _PARAGRAPHS)}
_STYLES, _CONDITIONS = "automatic-styles", "conditional-formats"
_VALUES = {
    "float": "value", "percentage": "value", "currency": "value", "date": "date-value",
    "time": "time-value", "boolean": "boolean-value", "string": "string-value",
    "void": "",
}  # fmt: skip
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+", re.ASCII)
_LETTERS = re.compile(r"[^\W\d_]")
_SPANNED = ("rows-spanned", "columns-spanned")
_COUNTS = tuple(f"table:number-{what}" for what in ("columns-repeated", "rows-repeated", *_SPANNED))
_COUNT = re.compile(r"[1-9]\d{0,8}", re.ASCII)


@dataclass
class SheetFormat:
    """``shown``: cells whose numbers or texts are shown as others; ``hidden``: columns that are not
    seen, ``unseen``: cells; ``signs``: of texts with raised or lowered digits, all their digits;
    ``conditions``: under which numbers have another format; ``spans``: over how many rows and
    columns cells are merged, each by itself."""

    shown: list[AsShown] = field(default_factory=list)
    hidden: list[Merged] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    signs: list[tuple[Merged, str]] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    spans: list[tuple[Merged, int, int]] = field(default_factory=list)


def check_content(xml: bytes, styles: bytes | None = None) -> Mapping[str, SheetFormat]:
    """How each sheet shows its cells.

    Args:
        styles: the XML of the styles that the file keeps apart.

    Raises:
        SourceError: no XML, elements where none may stand, a cell of an unknown kind or without its
            value, a number that is none, a cell that shows an error.
    """
    reader = _Reader(*([] if styles is None else [tree_of(styles)]))
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise SourceError(f"its content is no XML ({error})") from None
    return reader.sheets


class _Reader:
    def __init__(self, *styles: ElementTree.Element) -> None:
        self.sheets: dict[str, SheetFormat] = {}
        self._trees = Trees(_STYLES, _CONDITIONS)
        self._styles = Styles(*styles)
        self._of_cells = self._styles.of_cells()
        self._looks = self._styles.looks_of_cells()
        self._codes = self._styles.codes_of_cells()
        self._days = self._styles.days_of_cells()
        self._apart = styles
        # where cells have the style of their column or row, if they have none
        self._of_columns: list[tuple[Merged, str]] = []
        self._of_row = ""
        self._sheet = SheetFormat()
        # of the cell that comes next, counted from 0, and how often its row is repeated
        self._top = self._left = 0
        self._rows = 1
        self._above: list[str] = []
        self._row = 0
        self._kind = "void"
        self._is_stated = self._is_said = False
        self._text = self._value = ""
        self._cells = Merged(0, 0, 0, 0)
        self._styled: list[tuple[Merged, str]] = []
        # of the cell's text: looks of the parts that are open, pieces with their places, and looks
        self._open: list[Look] = []
        self._runs: list[tuple[str, str]] = []
        self._seen: set[Look] = set()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        own = _own(name)
        above = self._above[-1] if self._above else ""
        if own in _WITHIN and above not in _WITHIN[own].split():
            raise self._problem(f"'{own}' stands in '{above}'")
        if own.startswith("text:") and above in _HOLDING and own not in _HOLDING[above]:
            raise self._problem(f"'{own}' stands in '{above}'")
        self._is_said |= own in _PARAGRAPHS and above in _CELLS
        self._above.append(own)
        self._row += own == "table:table-row"
        if own in _BLANKS and self._is_seen():
            self._text += " "
        said = {_own(key): value for key, value in attributes.items()}
        if self._trees.wants(_bare(own)):
            self._trees.start(_bare(own), {_bare(key): value for key, value in said.items()})
        for key in _COUNTS:
            if key in said and not _COUNT.fullmatch(said[key]):
                raise self._problem(f"'{key}' is {said[key][:40]!r}")
        if own == "table:table":
            self._sheet = self.sheets.setdefault(said.get("table:name", ""), SheetFormat())
            self._top = self._left = 0
            self._of_columns = []
        elif own == "table:table-column":
            self._add_columns(said)
        elif own == "table:table-row":
            self._left, self._rows = 0, int(said.get("table:number-rows-repeated", 1))
            self._of_row = said.get("table:default-cell-style-name", "")
        elif own in _CELLS:
            self._text = ""
            self._is_said = False
            self._open, self._runs, self._seen = [], [], set()
            self._kind = said.get("office:value-type", "void")
            self._check_value(self._kind, said)
            right = self._left + int(said.get("table:number-columns-repeated", 1))
            self._cells = Merged(self._top, self._left, self._top + self._rows - 1, right - 1)
            self._left = right
            height, width = (int(said.get(f"table:number-{one}", 1)) for one in _SPANNED)
            if height * width > 1:
                self._sheet.spans.append((self._cells, height, width))
            self._add_conditions(said.get("table:style-name", self._of_row))
        elif own == "text:span":
            self._open.append(self._styles.look_of_text(said.get("text:style-name", "")))

    def _add_columns(self, said: Mapping[str, str]) -> None:
        right = self._left + int(said.get("table:number-columns-repeated", 1))
        cells = Merged(0, self._left, ROWS - 1, right - 1)
        self._left = right
        if said.get("table:visibility", "visible") != "visible":
            self._sheet.hidden.append(cells)
        style = said.get("table:default-cell-style-name", "")
        if any(style in known for known in (self._of_cells, self._looks, self._codes, self._days)):
            self._of_columns.append((cells, style))

    def _add_conditions(self, style: str) -> None:
        """
        Args:
            style: of the cells, if they have one that is not that of their column.
        """
        cells = self._cells
        of_columns = [] if style else self._of_columns
        self._styled = []
        for columns, one in [(cells, style), *of_columns]:
            left, right = max(cells.left, columns.left), min(cells.right, columns.right)
            if left <= right:
                within = replace(cells, left=left, right=right)
                self._styled.append((within, one))
                self._sheet.conditions += [
                    replace(condition, cells=(within,)) for condition in self._of_cells.get(one, ())
                ]

    def _check_value(self, kind: str, said: Mapping[str, str]) -> None:
        if kind not in _VALUES:
            raise self._problem(f"a cell is of the unknown kind '{kind[:40]}'")
        own = _VALUES[kind]
        others = {one for one in _VALUES.values() if one != own and f"office:{one}" in said}
        if others:
            raise self._problem(f"a cell of the kind '{kind}' has a '{min(others)}'")
        self._is_stated = f"office:{own}" in said
        value = self._value = said.get(f"office:{own}", "")
        if own == "value" and not NUMBER.fullmatch(value):
            raise self._problem(f"a number is written '{value[:40]}'")
        if own not in ("", "string-value") and not value:
            raise self._problem(f"a cell of the kind '{kind}' has no value")

    def text(self, text: str) -> None:
        self._trees.text(text)
        if self._above[-1] in (*_CELLS, *_WITHIN, "table:table") and text.strip():
            raise self._problem(f"{text.strip()[:40]!r} stands beside its cells' paragraphs")
        if self._is_seen():
            self._text += text
            self._runs.append(
                (text, next((one.place for one in self._open[::-1] if one.place), ""))
            )
            if text.strip():
                self._seen.update(self._open)

    def _is_seen(self) -> bool:
        """Whether what comes next stands in a paragraph of a cell, and not in a note on it."""
        for at in range(len(self._above) - 1, 0, -1):
            if self._above[at - 1] in _CELLS:
                return self._above[at] in _PARAGRAPHS
        return False

    def end(self, _: str) -> None:
        closed = self._above.pop()
        if (tree := self._trees.end(_bare(closed))) is not None:
            self._take(tree)
        if closed == "table:table-row":
            self._top += self._rows
        if closed == "text:span":
            self._open.pop()
        if closed not in _CELLS:
            return
        self._add_looks()
        # the value beside an error is 0 or empty, and would count as that
        if self._is_stated and _ERROR.fullmatch(self._text):
            raise self._problem(f"a cell shows {self._text}")
        if self._kind == "void" and self._text.strip():
            raise self._problem(f"a cell of no kind shows {self._text.strip()[:40]!r}")
        if _VALUES[self._kind] == "value":
            how = _shown(self._kind, self._value, self._text if self._is_said else self._value)
            if how != PLAIN:
                self._sheet.shown.append(AsShown(self._cells, how))

    def _add_looks(self) -> None:
        if self._kind == "void":
            return
        for cells, style in self._styled:
            own = self._looks.get(style, Look())
            looks = (own, *(replace(one, paper=own.paper) for one in self._seen))
            code = self._codes.get(style, "")
            why = next((one.why for one in looks if one.why), "")
            why = why or (NO_INK if code and self._ink(code) == own.paper else "")
            why = why or (self._days.get(style, "") if self._kind == "date" else "")
            if why := why or (THOUSANDS if code and self._is_in_thousands(code) else ""):
                self._sheet.unseen.append(Unseen(cells, why))
            if code and self._kind == "string" and (how := shown_text(code)) != PLAIN:
                self._sheet.shown.append(AsShown(cells, how))
        if self._kind == "string" and (signs := digits_as_signs(self._runs)):
            self._sheet.signs.append((self._cells, signs))

    def _ink(self, code: str) -> str:
        """In which a format shows what the cell holds."""
        return ink(code, float(self._value) if _VALUES[self._kind] == "value" else None)

    def _is_in_thousands(self, code: str) -> bool:
        return _VALUES[self._kind] == "value" and is_in_thousands(code, float(self._value))

    def _take(self, tree: ElementTree.Element) -> None:
        if tree.tag == _STYLES:
            self._styles = Styles(*self._apart, tree)
            self._of_cells = self._styles.of_cells()
            self._looks = self._styles.looks_of_cells()
            self._codes = self._styles.codes_of_cells()
            self._days = self._styles.days_of_cells()
        else:
            self._sheet.conditions += self._styles.of_sheet(tree)

    def _problem(self, what: str) -> SourceError:
        return SourceError(f"{what} (in or behind element {self._row} of its rows)")


def _shown(kind: str, value: str, text: str) -> Shown:
    """How a cell of a ``kind`` shows its ``value`` as ``text``; letters may be its currency."""
    number = float(value)
    if found := re.fullmatch(r"(\D*)(?:\d.*)?\d(\D*)", text, re.DOTALL):
        before, after = found.groups()
        if kind == "percentage":
            return beside(number, before, after.replace("%", "", 1), is_percent=True)
        signs = [_LETTERS.sub("", one) for one in (before, after)]
        if kind == "currency" and beside(number, *signs) == PLAIN:
            return PLAIN
        return beside(number, before, after)
    return in_place_of(number, text.strip())


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _own(name: str) -> str:
    """The name with the prefix that the vocabulary is known by; of no other may be one of these."""
    vocabulary, _, rest = name.rpartition(" ") if name.count(" ") < 2 else name.partition(" ")
    own, _, prefix = rest.partition(" ")
    known = _PREFIXES.get(vocabulary)
    if prefix != (known or prefix) or (known is None and prefix in _PREFIXES.values()):
        raise SourceError(f"its '{prefix}:{own}' is of '{vocabulary}'")
    return f"{known or vocabulary}:{own}"
