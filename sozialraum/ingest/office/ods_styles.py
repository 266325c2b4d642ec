"""How an OpenDocument spreadsheet shows its cells, and under which conditions otherwise: its
``style:map`` (OpenDocument 1.3, part 3, 16.3), and what LibreOffice keeps beside them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from sozialraum.ingest.office.conditions import NO_NUMBER, NOTHING, NUMBER, Condition
from sozialraum.ingest.office.grid import Merged, place
from sozialraum.ingest.office.looks import MONTH, NO_INK, STRUCK, YEAR
from sozialraum.ingest.office.number_format import PLAIN, shown_text, without_unseen

_WHITE = "#ffffff"
_DATES = {frozenset({"month", "year"}): MONTH, frozenset({"year"}): YEAR}
# of the parts of a number's format (16.29), those in which it is not itself told
_NO_DIGITS = ("text-properties", "map", "fill-character", "currency-symbol")
_COMPARISON = re.compile(rf"(?:\w+(?:-\w+)*\(\))?(<=|>=|!=|<|>|=)\s*({NUMBER.pattern})")
_BETWEEN = re.compile(
    rf"(?:cell-content-is-)?((?:not-)?between)\(({NUMBER.pattern}),\s*({NUMBER.pattern})\)"
)
_QUOTED = re.compile("'(?:[^']|'')*'")


@dataclass(frozen=True)
class Look:
    """``ink``, ``paper``: their colours; ``place``: ``superscript``, ``subscript`` or neither."""

    ink: str | None = None
    paper: str = _WHITE
    place: str = ""
    is_struck: bool = False

    @property
    def why(self) -> str:
        """Why nobody sees what looks like that; else empty."""
        return STRUCK if self.is_struck else NO_INK if self.ink == self.paper else ""


class Styles:
    """The styles of cells and of parts of their texts, and the formats of their numbers."""

    def __init__(self, *trees: ElementTree.Element) -> None:
        """
        Args:
            trees: of elements whose names have no vocabulary.
        """
        self._cells: dict[str, ElementTree.Element] = {}
        self._texts: dict[str, ElementTree.Element] = {}
        self._formats: dict[str, ElementTree.Element] = {}
        for one in (one for tree in trees for one in tree.iter()):
            if one.tag == "style" and one.get("family") == "table-cell":
                name = one.get("name", "")
                self._cells[name] = one
                # what LibreOffice keeps beside a style calls it like this
                self._cells.setdefault(one.get("display-name", name), one)
            elif one.tag == "style" and one.get("family") == "text":
                self._texts[one.get("name", "")] = one
            elif one.tag.endswith("-style"):
                self._formats[one.get("name", "")] = one

    def of_cells(self) -> dict[str, list[Condition]]:
        """Name of a style -> its conditions, for no cells yet."""
        found = {
            name: [
                condition
                for style in _with_parents(self._cells, name)
                for one in style.iter("map")
                for condition in self._condition(
                    one.get("condition", ""), one.get("apply-style-name", "")
                )
            ]
            for name in self._cells
        }
        return {name: conditions for name, conditions in found.items() if conditions}

    def of_sheet(self, formats: ElementTree.Element) -> Iterator[Condition]:
        """
        Args:
            formats: ``calcext:conditional-formats``.

        Raises:
            SourceError: a range of cells is none.
        """
        for one in formats.iter("conditional-format"):
            cells = tuple(_ranges(one.get("target-range-address", "")))
            if any(said.get("show-value") == "false" for said in one):
                # a bar or sign in place of the number
                yield Condition(cells, NO_NUMBER)
            for said in one.iter("condition"):
                yield from self._condition(
                    said.get("value", ""), said.get("apply-style-name", ""), cells
                )

    def _condition(
        self, said: str, style: str, cells: tuple[Merged, ...] = ()
    ) -> Iterator[Condition]:
        code = self._code(style)
        if code is not None and said != "is-error":
            found = _COMPARISON.fullmatch(said) or _BETWEEN.fullmatch(said)
            compares, *limits = found.groups() if found else ("",)
            yield Condition(cells, code, compares, tuple(limits))

    def looks_of_cells(self) -> dict[str, Look]:
        """Name of a style -> how it looks, if not as usual."""
        looks = {name: _look(_with_parents(self._cells, name)) for name in self._cells}
        return {name: one for name, one in looks.items() if one.why or one.paper != _WHITE}

    def look_of_text(self, name: str) -> Look:
        return _look(_with_parents(self._texts, name))

    def _code(self, name: str) -> str | None:
        """Of the format in which a style shows a number, if it has one; ink of the paper's colour
        shows none, and one that is struck out does not hold."""
        styles = list(_with_parents(self._cells, name))
        look = _look(styles)
        if look.why:
            return NOTHING
        code, paper = self._code_of_styles(styles), look.paper
        return None if code is None else without_unseen(code, lambda ink: ink == paper)

    def codes_of_cells(self) -> dict[str, str]:
        """Name of a style -> code of the format in which it shows texts, or numbers in a colour of
        its own or in thousands, if it does."""
        codes = {
            name: self._code_of_styles(list(_with_parents(self._cells, name)))
            for name in self._cells
        }
        return {
            name: code
            for name, code in codes.items()
            if code and ("[#" in code or "," in code or shown_text(code) != PLAIN)
        }

    def days_of_cells(self) -> dict[str, str]:
        """Name of a style -> what is seen of a day, if no more than its month or year."""
        parts = {
            name: frozenset(part.tag for part in one) - {*_NO_DIGITS, "text"}
            for name, one in self._formats.items()
            if one.tag == "date-style"
        }
        of_cells = {name: _format_of(_with_parents(self._cells, name)) for name in self._cells}
        seen = {name: _DATES.get(parts.get(one, frozenset())) for name, one in of_cells.items()}
        return {name: why for name, why in seen.items() if why}

    def _code_of_styles(self, styles: Iterable[ElementTree.Element]) -> str | None:
        return self._code_of_format(_format_of(styles))

    def _code_of_format(self, name: str) -> str | None:
        """As a workbook of Excel would say it: ``[<4]"*";0``."""
        style = self._formats.get(name)
        if style is None:
            return None
        words = {one: f'"{(one.text or "").replace(chr(34), "")}"' for one in style.iter("text")}
        own = "".join(
            words.get(one, "@" if one.tag == "text-content" else _digits(one))
            for one in style
            if one.tag not in _NO_DIGITS
        )
        if (text := style.find("text-properties")) is not None and (color := text.get("color")):
            own = f"[{color.lower()}]{own}"
        own += "%" * (style.tag == "percentage-style")
        parts = [own or '""']
        for one in reversed(style.findall("map")):
            found = _COMPARISON.fullmatch(one.get("condition", ""))
            # of another name than the whole, else it would have no end
            applied = one.get("apply-style-name", "")
            code = self._code_of_format(applied) if applied.startswith(f"{name}P") else None
            if found and code is not None:
                compares = found[1].replace("!=", "<>")
                parts.insert(0, f"[{compares}{found[2]}]{code}")
        return ";".join(parts)


def _digits(place: ElementTree.Element) -> str:
    """Of a number that is shown divided, as Excel says it."""
    return "0" if place.get("display-factor", "1") == "1" else "0,"


def _with_parents(
    styles: Mapping[str, ElementTree.Element], name: str
) -> Iterator[ElementTree.Element]:
    seen = set[str]()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        name = styles[name].get("parent-style-name", "")


def _format_of(styles: Iterable[ElementTree.Element]) -> str:
    """The name of the format that the first of them has that has one."""
    return next(filter(None, (style.get("data-style-name") for style in styles)), "")


def _look(styles: Iterable[ElementTree.Element]) -> Look:
    """
    Args:
        styles: one, and those that it goes back to.
    """
    text: dict[str, str] = {}
    cell: dict[str, str] = {}
    for one in (one for style in styles for one in style):
        said = {name: value.lower() for name, value in one.items()}
        match one.tag:
            case "text-properties":
                text = said | text
            case "table-cell-properties":
                cell = said | cell
    paper = cell.get("background-color", "transparent")
    raised = text.get("text-position", "0%")
    place = "subscript" if raised.startswith(("sub", "-")) else "superscript"
    lines = (text.get(f"text-line-through-{one}", "none") for one in ("style", "type"))
    return Look(
        ink=None if text.get("use-window-font-color") == "true" else text.get("color"),
        paper=_WHITE if paper == "transparent" else paper,
        place="" if raised.startswith("0%") else place,
        is_struck=any(one != "none" for one in lines),
    )


def _ranges(text: str) -> Iterator[Merged]:
    """``Data.C2:Data.C3 'An other'.E2``."""
    for one in _QUOTED.sub("", text).split():
        first, _, last = (end.rpartition(".")[2].replace("$", "") for end in one.partition(":"))
        yield Merged(*place(first), *place(last or first))
