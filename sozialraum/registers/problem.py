"""One finding in a register: its place, and what is to be said to the person who has to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sozialraum.words import Joined, Message, Name

QUOTED = 80
"""Of a value, so many letters are quoted."""


class UnfitError(ValueError):
    """A cell does not hold what it may; ``reason`` says what is allowed and what to do."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.id)
        self.reason = reason


@dataclass(frozen=True)
class Problem:
    """``row`` as a spreadsheet shows it (header = 1), None for the file as a whole; ``column``
    None for a whole row. An ``error`` sets the row aside (or the file, where ``row`` is None); a
    ``warning`` is told and changes nothing.
    """

    file: str
    row: int | None
    column: str | None
    value: str
    reason: Message
    severity: Literal["error", "warning"] = "error"

    @property
    def said(self) -> Message:
        """Place, value and reason in one line."""
        return Message(
            "registers-problem",
            file=Name(self.file),
            place=self._place,
            row=Name(str(self.row)),
            column=Name(self.column) if self.column else Joined([Message("registers-nameless")]),
            quoted="yes" if self.value else "no",
            value=Name(_short(self.value)),
            reason=Joined((self.reason,)),
        )

    @property
    def _place(self) -> str:
        if self.row is None:
            return "file" if self.column is None else "column"
        return "row" if self.column is None else "cell"


def named(names: Iterable[str]) -> Joined:
    """Names of columns, values or areas, one after the other."""
    return Joined(map(Name, names), ", ")


def _short(value: str) -> str:
    one_line = " ".join(value.split())
    return one_line if len(one_line) <= QUOTED else one_line[: QUOTED - 1] + "…"
