"""What a PDF looks like, measured from the file itself: where its text and marks stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader

TOP, BOTTOM = 842 - 68, 62
"""The ends of the area that is written on, in points from the page's lower edge."""
_GAP = 22
"""What lies closer together belongs together: between lines, paragraphs and their headings."""
_WIDE = 20
"""A rule of a table is longer than this."""
_MATRIX = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Piece:
    """A piece of text: its size and the baseline and left end, in points."""

    text: str
    size: float
    x: float
    y: float


@dataclass
class Sheet:
    """A page: ``marks`` are the heights of what is drawn, ``rules`` those of long level lines."""

    pieces: list[Piece] = field(default_factory=list)
    marks: list[tuple[float, float]] = field(default_factory=list)
    rules: set[float] = field(default_factory=set)

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.pieces)

    @property
    def filled(self) -> float:
        """The share of the height that text, marks and tables take."""
        spans = [(one.y - one.size * 0.3, one.y + one.size * 0.9) for one in self.pieces]
        inside = sorted(
            (max(low, BOTTOM), min(high, TOP))
            for low, high in [*spans, *self.marks]
            if low < TOP and high > BOTTOM
        )
        taken, end = 0.0, None
        for low, high in inside:
            if end is None or low > end + _GAP:
                taken, end = taken + high - low, high
            elif high > end:
                taken, end = taken + high - end, high
        return taken / (TOP - BOTTOM)

    def lines_between_rules(self, sizes: tuple[float, ...]) -> int:
        """The most lines of a text of these sizes between two rules: those of a table's row."""
        ends = sorted(self.rules)
        lines = {round(one.y) for one in self.pieces if round(one.size, 1) in sizes}
        between = [len({y for y in lines if low < y < high}) for low, high in pairwise(ends)]
        return max(between, default=0)


def sheets(path: Path) -> list[Sheet]:
    return [_sheet(page) for page in PdfReader(path).pages]


def _sheet(page: PageObject) -> Sheet:
    sheet = Sheet()

    def text(said: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if said.strip():
            a, b, _, _, x, y = _times(tm, cm)
            sheet.pieces.append(Piece(said, size * hypot(a, b), x, y))

    points: list[tuple[float, float]] = []

    def mark(operator: bytes, operands: Any, cm: Any, _tm: Any) -> None:
        numbers = [float(one) for one in operands if isinstance(one, int | float)]
        if operator == b"m":
            points.clear()
        if operator in (b"m", b"l"):
            points.append(_at(cm, *numbers))
        elif operator == b"c":
            points.append(_at(cm, *numbers[4:]))
        elif operator == b"re":
            x, y, width, height = numbers
            points[:] = [_at(cm, x, y), _at(cm, x + width, y + height)]
        elif operator in (b"S", b"f", b"f*", b"B", b"B*") and points:
            heights = [y for _, y in points]
            low, high = min(heights), max(heights)
            sheet.marks.append((low, high))
            across = [x for x, _ in points]
            if operator == b"S" and high - low < 0.1 and max(across) - min(across) > _WIDE:
                sheet.rules.add(round(low, 1))

    page.extract_text(visitor_text=text, visitor_operand_before=mark)
    return sheet


def _times(one: Any, other: Any) -> _MATRIX:
    a, b, c, d, e, f = (float(number) for number in one)
    p, q, r, s, t, u = (float(number) for number in other)
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _at(matrix: Any, x: float, y: float) -> tuple[float, float]:
    *_, x, y = _times((1, 0, 0, 1, x, y), matrix)
    return x, y


def chapters(path: Path) -> Iterator[tuple[str, int]]:
    """The bookmarks of the first two levels that begin a page, with the page's number."""
    reader = PdfReader(path)
    waiting: list[Any] = list(reader.outline)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*one, *waiting]
        else:
            number = reader.get_destination_page_number(one)
            assert number is not None
            yield str(one.title), number
