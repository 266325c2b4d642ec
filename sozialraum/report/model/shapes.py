"""What a report consists of: sections of blocks, ready to be laid out.

All texts are final German; all numbers are already written out, except those that charts draw.
HTML and PDF lay out the same model, so neither can show a figure that the other does not.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Paragraph:
    """``note``: small, below a table or chart. ``important``: set apart with a rule."""

    text: str
    style: Literal["", "lead", "note", "important"] = ""
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Item:
    """A point of a list; ``lead`` is set in bold and may link to a section."""

    text: str
    lead: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Bullets:
    items: tuple[Item, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True)
class Legend:
    """The need classes: number and what it means."""

    classes: tuple[tuple[int, str], ...]
    kind: Literal["legend"] = "legend"


@dataclass(frozen=True)
class Column:
    """``weight`` is its share of the page's width; ``anchor`` links the heading to a section."""

    title: str
    align: Literal["left", "right", "center"] = "right"
    weight: float = 1.0
    anchor: str = ""


@dataclass(frozen=True)
class Cell:
    """``need_class`` colours it; ``spoken`` is what a screen reader says in place of ``text``.

    ``detail`` is small print below the text; ``lang`` marks a text that is not German.
    """

    text: str
    need_class: int | None = None
    spoken: str = ""
    detail: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Row:
    """The first cell names the row; ``total`` sets it apart (the whole city)."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """``upright`` turns the column headings, for many narrow columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    upright: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class RankPoint:
    label: str
    value: float
    low: float | None
    high: float | None
    text: str
    stands_out: bool


@dataclass(frozen=True)
class RankChart:
    """One dot with its interval per area, sorted; figures on the scale they are shown in."""

    points: tuple[RankPoint, ...]
    city_value: float | None
    city_text: str
    unit: str
    shape: Literal["rank"] = "rank"


@dataclass(frozen=True)
class SeriesPoint:
    """``at`` is the middle of the period as a year with fraction."""

    at: float
    value: float
    text: str


@dataclass(frozen=True)
class SeriesChart:
    """The city's figures over time; ``before`` is the point before the pandemic to compare with."""

    points: tuple[SeriesPoint, ...]
    before: SeriesPoint | None
    shaded: tuple[float, float]
    shaded_text: str
    unit: str
    shape: Literal["series"] = "series"


Chart = RankChart | SeriesChart


@dataclass(frozen=True)
class Figure:
    """``alt`` says what is to be seen; the figures behind it stand in a table nearby."""

    chart: Chart
    caption: str
    alt: str
    kind: Literal["figure"] = "figure"


Block = Paragraph | Bullets | Legend | Table | Figure


@dataclass(frozen=True)
class Section:
    """``compact``: set closer, to fit one page, and its parts stay out of the contents."""

    anchor: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    compact: bool = False


@dataclass(frozen=True)
class ReportModel:
    """``as_of`` is the ISO date for which the report is made."""

    title: str
    city: str
    as_of: str
    facts: tuple[tuple[str, str], ...]
    attribution: str
    sections: tuple[Section, ...]
