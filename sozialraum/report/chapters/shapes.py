"""What a report consists of: sections of blocks, ready to be laid out, and tables of figures.

In the sections all is to be said (:data:`~sozialraum.words.Text`), except the numbers that charts
draw; `report/words.py` puts it into words. In the tables (:class:`DataTable`) figures are numbers.
All forms lay out the same model, so none can show a figure that the others do not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sozialraum.report.chapters.browse_shapes import Browse
from sozialraum.report.chapters.chart_shapes import (
    CrossChart,
    Earlier,
    Expected,
    Group,
    LinesChart,
)
from sozialraum.words import Text


@dataclass(frozen=True)
class Claim:
    """What a text says of an area, in codes, so that two texts can be compared.

    ``subject``: the theme or indicator that it speaks of.
    """

    area_id: str
    subject: str
    aspect: Literal["need", "coverability", "urgency", "finding", "class"]
    says: str


@dataclass(frozen=True)
class Paragraph:
    """``note``: small, below a table or chart. ``important``: set apart with a rule."""

    text: Text
    style: Literal["", "lead", "note", "important"] = ""
    claims: tuple[Claim, ...] = ()
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Item:
    """A point of a list; ``lead`` is set in bold and may link to a section.

    ``brief`` says the same where there is less room.
    """

    text: Text
    lead: Text = ""
    anchor: str = ""
    brief: Text = ""
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Bullets:
    items: tuple[Item, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True)
class Legend:
    """The need classes: number and what it means."""

    classes: tuple[tuple[int, Text], ...]
    kind: Literal["legend"] = "legend"


@dataclass(frozen=True)
class Column:
    """``weight`` is its share of the page's width; ``anchor`` links the heading to a section."""

    title: Text
    align: Literal["left", "right", "center"] = "right"
    weight: float = 1.0
    anchor: str = ""


@dataclass(frozen=True)
class Cell:
    """``need_class`` colours it; ``spoken`` is what a screen reader says in place of ``text``.

    ``detail`` is small print below the text; ``lang`` marks a text that is not German.
    """

    text: Text
    need_class: int | None = None
    spoken: Text = ""
    detail: Text = ""
    lang: str = ""


@dataclass(frozen=True)
class Row:
    """The first cell names the row; ``total`` sets it apart (the whole city)."""

    cells: tuple[Cell, ...]
    total: bool = False
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Table:
    """``upright`` turns the column headings, for many narrow columns; ``dense`` sets it small."""

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Text, ...] = ()
    upright: bool = False
    dense: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class RankPoint:
    label: Text
    value: float
    low: float | None
    high: float | None
    text: Text
    stands_out: bool
    earlier: Earlier | None = None


@dataclass(frozen=True)
class RankChart:
    """One dot with its interval per area, sorted; figures on the scale they are shown in.

    ``groups`` part the rows; ``ticks``: where the axis has its marks, if not at round values.
    ``newest_text`` and ``earlier_text`` name the two figures of each area, where there are two.
    """

    points: tuple[RankPoint, ...]
    city_value: float | None
    city_text: Text
    unit: str
    groups: tuple[Group, ...] = ()
    ticks: tuple[float, ...] = ()
    newest_text: Text = ""
    earlier_text: Text = ""
    shape: Literal["rank"] = "rank"


@dataclass(frozen=True)
class SeriesPoint:
    """``at`` is the middle of the period as a year with fraction."""

    at: float
    value: float
    text: Text


@dataclass(frozen=True)
class SeriesChart:
    """The city's figures over time; ``before`` is the point before the pandemic to compare with."""

    points: tuple[SeriesPoint, ...]
    before: SeriesPoint | None
    shaded: tuple[float, float] | None
    shaded_text: Text
    unit: str
    expected: Expected | None = None
    shape: Literal["series"] = "series"


@dataclass(frozen=True)
class MapArea:
    """One area on a map: either rings of points, or a tile of column and row.

    ``text`` is written into it below its ``code``; ``need_class`` from 1 to 5 fills it.
    """

    code: str
    text: Text
    need_class: int | None
    rings: tuple[tuple[tuple[float, float], ...], ...] = ()
    label_at: tuple[float, float] = (0.0, 0.0)
    tile: tuple[int, int] | None = None
    is_marked: bool = False


@dataclass(frozen=True)
class MapChart:
    """``legend``: number of the colour and what it means."""

    areas: tuple[MapArea, ...]
    legend: tuple[tuple[int, Text], ...]
    shape: Literal["map"] = "map"


@dataclass(frozen=True)
class PanelChart:
    """Figures over time with what was expected of a window, and what was observed in it."""

    points: tuple[SeriesPoint, ...]
    window: tuple[float, float]
    expected: float
    expected_low: float | None
    expected_high: float | None
    observed: float
    expected_label: Text
    expected_text: Text
    observed_label: Text
    observed_text: Text
    unit: str
    shape: Literal["panel"] = "panel"


Chart = RankChart | SeriesChart | MapChart | PanelChart | LinesChart | CrossChart


@dataclass(frozen=True)
class Figure:
    """``alt`` says what is to be seen; the figures behind it stand in a table nearby.

    ``source_de``: the line with source, date and the mark of estimates. ``title`` names it where
    several are shown side by side or to choose from. ``anchor`` is its address where that is to
    stay whatever is shown before it.
    """

    chart: Chart
    caption: Text
    alt: Text
    source_de: Text
    title: Text = ""
    anchor: str = ""
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True)
class Panels:
    """Small pictures side by side; with ``choice`` a reader may look at one at a time."""

    caption: Text
    figures: tuple[Figure, ...]
    choice: Text = ""
    columns: int = 3
    kind: Literal["panels"] = "panels"


@dataclass(frozen=True)
class Facts:
    """Terms with what they are, beside a picture if there is one."""

    items: tuple[tuple[Text, Text], ...]
    figure: Figure | None = None
    kind: Literal["facts"] = "facts"


Block = Paragraph | Bullets | Legend | Table | Figure | Panels | Facts


@dataclass(frozen=True)
class Section:
    """``compact``: set closer, to fit one page, and its parts stay out of the contents.

    ``profile``: about one area, set closer too. ``new_page``: begins a page. ``number``: a
    chapter's. ``leaflet``: the name under which it is a document of its own, too.
    """

    anchor: str
    title: Text
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    compact: bool = False
    profile: bool = False
    new_page: bool = False
    number: str = ""
    leaflet: str = ""
    claims: tuple[Claim, ...] = ()


DataValue = Text | int | float | bool | date | None


ColumnKind = Literal["text", "integer", "year", "number", "share", "amount", "date", "flag"]


@dataclass(frozen=True)
class DataColumn:
    """A column of figures.

    ``kind``: ``share`` is a number from 0 to 1 (or above), shown in percent; ``amount`` is a number
    in the unit that the row's ``unit`` column names.
    """

    name: str
    title: Text
    kind: ColumnKind = "text"
    unit: Text = ""


@dataclass(frozen=True)
class DataTable:
    """One sheet of the annex: typed figures as published, with what one has to know of them.

    Machines know it by ``name``, which is the same in all languages.
    """

    name: str
    sheet: Text
    title: Text
    about: Text
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[DataValue, ...], ...]
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Place:
    """A Sozialraum to be found: by its own name, by areas that lie in it (``also``: the smallest,
    too many to list), by postcodes of services there."""

    anchor: str
    label: Text
    parts: tuple[str, ...]
    also: tuple[str, ...]
    postcodes: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """An indicator's figures for the whole city, and of each :class:`Place` in their order."""

    label: Text
    period: Text
    city: Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Lookup:
    """What the page is searched and two areas are compared by."""

    places: tuple[Place, ...]
    rows: tuple[Compared, ...]


Labels = Mapping[str, Text]
"""What forms say beside the content, by the name under which they look it up."""


@dataclass(frozen=True)
class ReportModel:
    """``as_of`` is the ISO date for which the report is made, ``edition`` its month.

    ``previous``: the day for which the last edition was made, None where there is none.
    ``sources``: titles of sources, and where each is published.
    ``kind``: what the city is called in sentences, where it has a word of its own.
    ``paper``: what is put before the council with the report. ``reading``: how to read the tables.
    ``plain``: the report in plain language. ``browse``: all figures, to choose from.
    ``intro`` stands on the title page. ``sections`` are the report that is put before the
    committees, ``annex`` what it rests on.
    """

    title: Text
    city: str
    as_of: str
    edition: str
    previous: str | None
    facts: tuple[tuple[Text, Text], ...]
    attribution: str
    language: str
    labels: Labels
    sections: tuple[Section, ...]
    intro: tuple[Block, ...] = ()
    annex_title: Text = ""
    annex: tuple[Section, ...] = ()
    tables: tuple[DataTable, ...] = ()
    lookup: Lookup = Lookup((), ())
    sources: tuple[tuple[str, str], ...] = ()
    paper: Section | None = None
    reading: Section | None = None
    plain: Section | None = None
    browse: Browse | None = None
    kind: str | None = None
