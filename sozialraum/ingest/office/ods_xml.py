"""What the XML of an OpenDocument spreadsheet has to be before it is read.

calamine goes by how elements are spelled, and neither minds whether they close nor whose they are:
of a file that was damaged it makes a table that stands nowhere in it (OpenDocument 1.3, 9.1).
"""

import re
from collections.abc import Mapping, Sequence
from xml.parsers import expat

from sozialraum.base.errors import SourceError
from sozialraum.ingest.office.grid import AsShown, Merged
from sozialraum.ingest.office.number_format import PLAIN, Shown, beside, in_place_of

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_PREFIXES = {_OASIS.format(one): one for one in ("office", "table", "text")}
_WITHIN = {
    "table:table-row": "table:table table:table-header-rows table:table-row-group table:table-rows",
    "table:table-cell": "table:table-row",
    "table:covered-table-cell": "table:table-row",
}
_CELLS = ("table:table-cell", "table:covered-table-cell")
_PARAGRAPHS = ("text:p", "text:h", "text:list")
_HOLDING = {"table:table": (), "table:table-row": (), **dict.fromkeys(_CELLS, _PARAGRAPHS)}
_VALUES = {
    "float": "value", "percentage": "value", "currency": "value", "date": "date-value",
    "time": "time-value", "boolean": "boolean-value", "string": "string-value",
    "void": "",
}  # fmt: skip
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+", re.ASCII)
_COUNT = re.compile(r"[1-9]\d{0,8}", re.ASCII)


def check_content(xml: bytes) -> Mapping[str, Sequence[AsShown]]:
    """The cells of each sheet whose numbers are shown as others.

    Raises:
        SourceError: no XML, elements where none may stand, a cell of an unknown kind or without its
            value, a number that is none, a cell that shows an error.
    """
    reader = _Reader()
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
    return reader.shown


class _Reader:
    def __init__(self) -> None:
        self.shown: dict[str, list[AsShown]] = {}
        self._sheet: list[AsShown] = []
        # of the cell that comes next, counted from 0, and how often its row is repeated
        self._top = self._left = 0
        self._rows = 1
        self._above: list[str] = []
        self._row = 0
        self._kind = "void"
        self._is_stated = self._is_said = False
        self._text = self._value = ""
        self._cells = Merged(0, 0, 0, 0)

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
        said = {_own(key): value for key, value in attributes.items()}
        for key in ("table:number-columns-repeated", "table:number-rows-repeated"):
            if key in said and not _COUNT.fullmatch(said[key]):
                raise self._problem(f"something is repeated {said[key][:40]!r} times")
        if own == "table:table":
            self._sheet = self.shown.setdefault(said.get("table:name", ""), [])
            self._top = 0
        elif own == "table:table-row":
            self._left, self._rows = 0, int(said.get("table:number-rows-repeated", 1))
        elif own in _CELLS:
            self._text = ""
            self._is_said = False
            self._kind = said.get("office:value-type", "void")
            self._check_value(self._kind, said)
            right = self._left + int(said.get("table:number-columns-repeated", 1))
            self._cells = Merged(self._top, self._left, self._top + self._rows - 1, right - 1)
            self._left = right

    def _check_value(self, kind: str, said: Mapping[str, str]) -> None:
        if kind not in _VALUES:
            raise self._problem(f"a cell is of the unknown kind '{kind[:40]}'")
        own = _VALUES[kind]
        others = {one for one in _VALUES.values() if one != own and f"office:{one}" in said}
        if others:
            raise self._problem(f"a cell of the kind '{kind}' has a '{min(others)}'")
        self._is_stated = f"office:{own}" in said
        value = self._value = said.get(f"office:{own}", "")
        if own == "value" and not _NUMBER.fullmatch(value):
            raise self._problem(f"a number is written '{value[:40]}'")
        if own not in ("", "string-value") and not value:
            raise self._problem(f"a cell of the kind '{kind}' has no value")

    def text(self, text: str) -> None:
        if self._above[-1] in (*_CELLS, *_WITHIN, "table:table") and text.strip():
            raise self._problem(f"{text.strip()[:40]!r} stands beside its cells' paragraphs")
        if self._above[-2:] and self._above[-2] in _CELLS:
            self._text += text

    def end(self, _: str) -> None:
        closed = self._above.pop()
        if closed == "table:table-row":
            self._top += self._rows
        if closed not in _CELLS:
            return
        # the value beside an error is 0 or empty, and would count as that
        if self._is_stated and _ERROR.fullmatch(self._text):
            raise self._problem(f"a cell shows {self._text}")
        if self._kind == "void" and self._text.strip():
            raise self._problem(f"a cell of no kind shows {self._text.strip()[:40]!r}")
        if self._kind == "percentage":
            self._sheet.append(AsShown(self._cells, Shown(is_percent=True)))
        elif self._kind == "float" and self._is_said:
            how = _shown(float(self._value), self._text)
            if how != PLAIN:
                self._sheet.append(AsShown(self._cells, how))

    def _problem(self, what: str) -> SourceError:
        return SourceError(f"{what} (in or behind element {self._row} of its rows)")


def _shown(number: float, text: str) -> Shown:
    """A number of which its cell shows ``text``."""
    if found := re.fullmatch(r"(\D*)(?:\d.*)?\d(\D*)", text, re.DOTALL):
        return beside(number, found[1], found[2])
    return in_place_of(number, text.strip())


def _own(name: str) -> str:
    """The name with the prefix that the vocabulary is known by; of no other may be one of these."""
    vocabulary, _, rest = name.rpartition(" ") if name.count(" ") < 2 else name.partition(" ")
    own, _, prefix = rest.partition(" ")
    known = _PREFIXES.get(vocabulary)
    if prefix != (known or prefix) or (known is None and prefix in _PREFIXES.values()):
        raise SourceError(f"its '{prefix}:{own}' is of '{vocabulary}'")
    return f"{known or vocabulary}:{own}"
