"""Numbers that a spreadsheet shows otherwise, or not at all, where a condition holds.

Small counts are withheld like this; the numbers still stand in the file.
"""

import math
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from sozialraum.ingest.office.grid import Grid, Merged, Unseen, could_be_figure
from sozialraum.ingest.office.number_format import PLAIN, is_in_thousands, shown, shown_text

NOTHING = ";;;"
"""The code of a format that shows no number, and no text."""
NO_NUMBER = ";;;@"
CONDITION = (
    "is shown otherwise or not at all where a condition holds (conditional formatting). Expected: "
    "that sign, or nothing, in the cell itself, and no number"
)
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
"""As XML writes one; Python also takes 1_000 and nan."""


def _is_between(value: float, *limits: float) -> bool:
    return min(limits) <= value <= max(limits)


def _is_not_between(value: float, *limits: float) -> bool:
    return not _is_between(value, *limits)


# as ISO/IEC 29500-1, 18.18.15, and OpenDocument call them
_COMPARES: Mapping[str, tuple[int, Callable[..., bool]]] = {
    **dict.fromkeys(("lessThan", "<"), (1, operator.lt)),
    **dict.fromkeys(("lessThanOrEqual", "<="), (1, operator.le)),
    **dict.fromkeys(("equal", "="), (1, operator.eq)),
    **dict.fromkeys(("notEqual", "!="), (1, operator.ne)),
    **dict.fromkeys(("greaterThanOrEqual", ">="), (1, operator.ge)),
    **dict.fromkeys(("greaterThan", ">"), (1, operator.gt)),
    "between": (2, _is_between),
    **dict.fromkeys(("notBetween", "not-between"), (2, _is_not_between)),
}


@dataclass(frozen=True)
class Condition:
    """``code``: of the format that a number in ``cells`` has where it ``compares`` to ``limits``
    like that."""

    cells: tuple[Merged, ...]
    code: str
    compares: str = ""
    limits: tuple[str, ...] = ()

    def may_hide(self, value: float) -> bool:
        is_other = shown(self.code, value) != PLAIN or is_in_thousands(self.code, value)
        return is_other and self._may_hold(value)

    def may_hide_text(self) -> bool:
        """Above every number stands a text."""
        return self._may_hold(math.inf) and shown_text(self.code) != PLAIN

    def _may_hold(self, value: float) -> bool:
        """Only a comparison with numbers is worked out."""
        count, compare = _COMPARES.get(self.compares, (-1, bool))
        if len(self.limits) != count or not all(map(NUMBER.fullmatch, self.limits)):
            return True
        return compare(value, *map(float, self.limits))


def unseen(grid: Grid, conditions: Iterable[Condition]) -> Iterator[Unseen]:
    """The cells whose numbers, or texts that could be some, a condition may hide."""
    for condition in conditions:
        for cells in condition.cells:
            for row, column in grid.cells(cells):
                value = grid.rows[row][column]
                if isinstance(value, str):
                    is_hidden = could_be_figure(value) and condition.may_hide_text()
                else:
                    is_hidden = type(value) in (int, float) and condition.may_hide(float(value))
                if is_hidden:
                    yield Unseen(Merged(row, column, row, column), CONDITION)


class Trees:
    """Some elements of a document that is read event by event, each as a tree; their names, and
    those of their attributes, are without a vocabulary."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._depth = 0
        self._builder = ElementTree.TreeBuilder()

    def wants(self, name: str) -> bool:
        """Whether the element that begins is, or is within, one of these."""
        return self._depth > 0 or name in self._names

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.wants(name):
            self._depth += 1
            self._builder.start(name, dict(attributes))

    def text(self, text: str) -> None:
        if self._depth:
            self._builder.data(text)

    def end(self, name: str) -> ElementTree.Element | None:
        """The tree, where that ends."""
        if not self._depth:
            return None
        self._builder.end(name)
        self._depth -= 1
        if self._depth:
            return None
        tree = self._builder.close()
        self._builder = ElementTree.TreeBuilder()
        return tree


def tree_of(xml: bytes) -> ElementTree.Element:
    """
    Raises:
        ElementTree.ParseError: no XML.
    """
    return without_vocabulary(ElementTree.fromstring(xml))


def without_vocabulary(tree: ElementTree.Element) -> ElementTree.Element:
    for one in tree.iter():
        one.tag = one.tag.rpartition("}")[2]
        one.attrib = {name.rpartition("}")[2]: value for name, value in one.attrib.items()}
    return tree
