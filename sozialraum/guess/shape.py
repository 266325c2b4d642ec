"""What is guessed of a table and its columns."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from sozialraum.base.errors import MonitorError
from sozialraum.declarations.periods import (
    DATE_FORMAT,
    DateIs,
    read_period,
)
from sozialraum.guess.columns import (
    InHeader,
)

Role = Literal[
    "period", "area", "level", "figure", "breakdown", "unit", "constant", "code", "unknown"
]  # fmt: skip
NO_PERIOD = "no column says when: is it the year that `period` says?"
NO_AREAS = "no column says where: figures are taken for those of the whole city"


@dataclass
class Column:
    """A column and what its values seem to be.

    ``texts`` counts each value; ``period`` is the role of a column of periods, ``in_header`` the
    period that a header of figures names; ``level`` is the header by which the level of its areas
    is called, whichever table it is in, ``code`` the column of their codes; ``marks`` stand in
    place of figures; ``total`` is the label of the whole, ``sums`` those of rows that others add up
    to, ``uncoded`` those of rows without a code that all others have, ``finest`` that of the areas
    that are read where the column tells levels; ``is_code``: its digits are no numbers.
    """

    name: str
    texts: dict[str, int]
    role: Role = "unknown"
    period: str | None = None
    in_header: InHeader | None = None
    level: str = ""
    code: str | None = None
    decimals: int = 0
    marks: dict[str, int] = field(default_factory=dict)
    total: str | None = None
    sums: list[str] = field(default_factory=list)
    uncoded: list[str] = field(default_factory=list)
    finest: str | None = None
    is_code: bool = False

    @property
    def filled(self) -> list[str]:
        return [text for text in self.texts if text]


@dataclass
class Guess:
    """A table; ``doubts`` are what a person has to decide, in words. Where a column says the unit,
    ``units`` has for each of its labels the column of figures with those of this unit alone. A
    ``layout`` is declared where something stands around the rows. ``names`` has for a column of
    codes what each means, of a table that tells nothing else."""

    path: Path
    encoding: str
    delimiter: str
    columns: list[Column]
    rows: int
    decimal: str = ","
    thousands: str | None = None
    cadence: str = "once"
    date_format: str | None = None
    date_is: DateIs | None = None
    layout: dict[str, int] | None = None
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    units: dict[str, Column] = field(default_factory=dict)

    def of(self, role: Role) -> list[Column]:
        return [column for column in self.columns if column.role == role]

    @property
    def areas(self) -> list[Column]:
        """From fine to coarse."""
        return sorted(self.of("area"), key=lambda one: -len(one.filled))

    def ahead(self, day: date) -> dict[str, list[str]]:
        """Column of periods -> its texts for periods that begin after the day."""
        found = {}
        for column in self.of("period"):
            cadence = "year" if column.period == "year" else self.cadence
            how = (self.date_format or DATE_FORMAT, self.date_is or "last_day")
            read = {
                text: read_period(cadence, {str(column.period): text}, *how)
                for text in column.filled
            }
            if later := [text for text, one in read.items() if one and one.start > day]:
                found[column.name] = later
        return found

    @property
    def marks(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for column in self.of("figure"):
            for mark, n in column.marks.items():
                found[mark] = found.get(mark, 0) + n
        return found


class NoFiguresError(MonitorError):
    """A table without a column of figures; ``found`` is what its columns are taken for."""

    def __init__(self, found: Guess) -> None:
        super().__init__(f"{found.path}: no column of figures was found")
        self.found = found
