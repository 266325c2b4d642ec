"""One finding in a register, in the words of the person who has to mend it."""

from dataclasses import dataclass
from typing import Literal


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
    reason: str
    severity: Literal["error", "warning"] = "error"

    @property
    def place(self) -> str:
        words = [self.file]
        if self.row is not None:
            words.append(f"Zeile {self.row}")
        if self.column is not None:
            words.append(f"Spalte {self.column}")
        return ", ".join(words)

    def __str__(self) -> str:
        found = f"„{_short(self.value)}“: " if self.value else ""
        return f"{self.place}: {found}{self.reason}"


def _short(value: str, length: int = 80) -> str:
    one_line = " ".join(value.split())
    return one_line if len(one_line) <= length else one_line[: length - 1] + "…"
