"""What the pictures of the main report are made of beside points, lines and maps."""

from dataclasses import dataclass
from typing import Literal

from sozialraum.words import Text


@dataclass(frozen=True)
class Expected:
    """What was expected of a window of time, and what was observed in it, both as means."""

    window: tuple[float, float]
    value: float
    low: float | None
    high: float | None
    observed: float
    value_text: Text
    observed_text: Text


@dataclass(frozen=True)
class Earlier:
    """An earlier figure of the same area, drawn paler above the newest."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Group:
    """So many rows, from the top, that belong together, and what they are called."""

    rows: int
    label: Text


@dataclass(frozen=True)
class Line:
    """Values at the years of a :class:`LinesChart`; ``text`` stands at the line's end."""

    values: tuple[float | None, ...]
    text: Text


@dataclass(frozen=True)
class LinesChart:
    """A few lines that begin together at zero: the change in percent since the first year."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]
    shape: Literal["lines"] = "lines"


@dataclass(frozen=True)
class CrossRow:
    """``cells``: the codes of areas in each column."""

    label: Text
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class CrossChart:
    """Two facts crossed: each area is a small field with its code, in the row and column where
    it belongs; ``shades``: how dark the fields of each column are, from 1 to 5."""

    columns: tuple[Text, ...]
    rows: tuple[CrossRow, ...]
    shades: tuple[int, ...]
    shape: Literal["cross"] = "cross"
