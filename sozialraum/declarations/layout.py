"""How a table that an office delivers is laid out, beyond its columns."""

from typing import Literal

from pydantic import Field

from sozialraum.declarations.declaration import Declaration, Pattern

# Between the parts of a column's name that stand in different header rows.
HEADER_SEPARATOR = " | "


class Total(Declaration):
    """Rows that add up others: they are no data, and are checked against the sum of the parts.

    ``of``: ``all`` rows of data in the table, or those ``above`` it up to the last such row.
    """

    label: Pattern
    of: Literal["all", "above"] = "all"


class Layout(Declaration):
    """What stands around the figures.

    sheet: which sheet (a pattern its name contains); by default the one that has the columns.
    header_rows: a column's name is what stands in these rows above it, joined by `` | ``; a
        merged cell speaks for all its columns.
    totals: rows that are sums. tolerance: how far a sum may be off (rounded parts).
    sections: rows in between that only carry a heading.
    fill_down: columns in which an empty cell means the one above.
    footnotes: how a line below the table begins that is no data.
    label_marks, value_marks: footnote marks stuck to the end of a label or a value.
    """

    sheet: Pattern | None = None
    header_rows: int = Field(default=1, ge=1, le=6)
    totals: list[Total] = []
    tolerance: float = Field(default=0, ge=0)
    sections: list[Pattern] = []
    fill_down: list[str] = []
    footnotes: list[Pattern] = [
        r"^\(?\d{1,2}\)\s*\S",
        r"^[¹²³⁴⁵⁶⁷⁸⁹]",
        r"^[*.x–-]+\)?\s*[:=]?\s+\S",
        r"(?i)^(Quelle|Stand|Hinweis|Anmerkung|Fußnote|Legende|Erläuterung|Datenquelle|©)",
        r"^_{3,}",
    ]
    label_marks: Pattern = r"\s*(?:(?<![\d(])\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]+\)?|\*\))$"
    value_marks: Pattern = r"(?:\s+\d{1,2}\)|\s*[¹²³⁴⁵⁶⁷⁸⁹]+\)?)$"
