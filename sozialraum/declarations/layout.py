"""How a table is laid out, beyond its columns: an office's, or one with titles and notes."""

from typing import Literal

from pydantic import Field

from sozialraum.declarations.declaration import Declaration, LabelPattern, Pattern
from sozialraum.declarations.notation import FOOTNOTES

# Between the parts of a column's name that stand in different header rows.
HEADER_SEPARATOR = " | "


class Total(Declaration):
    """Rows that add up others: they are no data, and are checked against the sum of the parts."""

    label: LabelPattern
    """A regular expression for the label of such a row."""
    of: Literal["all", "above", "below"] = "all"
    """`all` rows of data in the table, those `above` it up to the last sum, or those `below` it up
    to the next."""


class Layout(Declaration):
    """What stands around the figures."""

    sheet: Pattern | None = None
    """A regular expression that the sheet's name contains; by default the sheet that has the
    columns, where no other one has half of them above figures."""
    header_rows: int = Field(default=1, ge=1, le=6)
    """How many rows above the figures name the columns; a name is what stands in them, joined by `
    | `, a merged cell speaking for all its columns."""
    totals: list[Total] = []
    """Rows that are sums."""
    tolerance: float = Field(default=0, ge=0)
    """How far a sum may be off (rounded parts)."""
    sections: list[LabelPattern] = []
    """Regular expressions for rows in between that only carry a heading."""
    fill_down: list[str] = []
    """Columns in which an empty cell means the one above."""
    footnotes: list[LabelPattern] = [
        r"^\(?\d{1,2}\)\s*\S",
        r"^[¹²³⁴⁵⁶⁷⁸⁹]",
        r"^[*.x–-]+\)?\s*[:=]?\s+\S",
        r"(?i)^(Quelle|Stand|Hinweis|Anmerkung|Fußnote|Legende|Erläuterung|Datenquelle|©)",
        r"^_{3,}",
    ]
    """Regular expressions that lines below the table fit which are no data (`^Quelle`)."""
    label_marks: LabelPattern = r"\s*(?:(?<![\d(])\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]+\)?|\*\))$"
    """Footnote marks stuck to the end of a label."""
    value_marks: LabelPattern = FOOTNOTES
    """Footnote marks stuck to the end of a value."""
