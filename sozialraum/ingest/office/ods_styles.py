"""Under which conditions an OpenDocument spreadsheet shows numbers otherwise, or not at all: its
``style:map`` (OpenDocument 1.3, part 3, 16.3), and what LibreOffice keeps beside them."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from sozialraum.ingest.office.conditions import NOTHING, NUMBER, Condition
from sozialraum.ingest.office.grid import Merged, place

_WHITE = "#ffffff"
# of the parts of a number's format (16.29), those in which it is not itself told
_NO_DIGITS = ("text-properties", "map", "fill-character", "currency-symbol")
_COMPARISON = re.compile(rf"(?:\w+(?:-\w+)*\(\))?(<=|>=|!=|<|>|=)\s*({NUMBER.pattern})")
_BETWEEN = re.compile(
    rf"(?:cell-content-is-)?((?:not-)?between)\(({NUMBER.pattern}),\s*({NUMBER.pattern})\)"
)
_QUOTED = re.compile("'(?:[^']|'')*'")


class Styles:
    """The styles of cells, and the formats of their numbers."""

    def __init__(self, *trees: ElementTree.Element) -> None:
        """
        Args:
            trees: of elements whose names have no vocabulary.
        """
        self._cells: dict[str, ElementTree.Element] = {}
        self._formats: dict[str, ElementTree.Element] = {}
        for one in (one for tree in trees for one in tree.iter()):
            if one.tag == "style" and one.get("family") == "table-cell":
                self._cells[one.get("name", "")] = one
                # what LibreOffice keeps beside a style calls it like this
                self._cells.setdefault(one.get("display-name", ""), one)
            elif one.tag.endswith("-style"):
                self._formats[one.get("name", "")] = one

    def of_cells(self) -> dict[str, list[Condition]]:
        """Name of a style -> its conditions, for no cells yet."""
        found = {
            name: [
                condition
                for style in self._with_parents(name)
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
                yield Condition(cells, NOTHING)
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

    def _with_parents(self, name: str) -> Iterator[ElementTree.Element]:
        seen = set[str]()
        while name in self._cells and name not in seen:
            seen.add(name)
            yield self._cells[name]
            name = self._cells[name].get("parent-style-name", "")

    def _code(self, name: str) -> str | None:
        """Of the format in which a style shows a number, if it has one; ink of the paper's colour
        shows none."""
        ink = paper = number = None
        for style in self._with_parents(name):
            about = {one.tag: one for one in style}
            ink = ink or _said(about.get("text-properties"), "color")
            paper = paper or _said(about.get("table-cell-properties"), "background-color")
            number = number or style.get("data-style-name")
        if ink is not None and ink == (_WHITE if paper in (None, "transparent") else paper):
            return NOTHING
        return self._code_of_format(number or "")

    def _code_of_format(self, name: str) -> str | None:
        """As a workbook of Excel would say it: ``[<4]"*";0``."""
        style = self._formats.get(name)
        if style is None:
            return None
        words = {one: f'"{(one.text or "").replace(chr(34), "")}"' for one in style.iter("text")}
        own = "".join(words.get(one, "0") for one in style if one.tag not in _NO_DIGITS)
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


def _said(properties: ElementTree.Element | None, name: str) -> str | None:
    said = None if properties is None else properties.get(name)
    return said and said.lower()


def _ranges(text: str) -> Iterator[Merged]:
    """``Data.C2:Data.C3 'An other'.E2``."""
    for one in _QUOTED.sub("", text).split():
        first, _, last = (end.rpartition(".")[2].replace("$", "") for end in one.partition(":"))
        yield Merged(*place(first), *place(last or first))
