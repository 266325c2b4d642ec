"""What can be said: messages, and the values that they are told with.

Nothing here is text of a language yet. A message names a sentence of the catalogue and what it is
told with; no argument holds words of the language, only codes that the catalogue chooses words by,
numbers, dates, proper names from the data, and enumerations of these.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, TypeAlias

_CODE = re.compile(r"[A-Za-z0-9_]*")


Sign: TypeAlias = Literal[" ", ", ", ". ", "; ", ": ", " · ", " + ", "\n", ""]
"""What may stand between texts; words may not."""


class Written:
    """Something that :class:`~sozialraum.words.Words` can write out."""

    __slots__ = ()

    def __str__(self) -> str:
        raise TypeError(f"{self!r} has not been put into words yet")


@dataclass(frozen=True)
class Name(Written):
    """A proper name or quotation that the data brings: an area, a source, a provider's sentence."""

    text: str


@dataclass(frozen=True)
class Number(Written):
    """``1.234,5``; a dash where there is none. Rounded half up to ``places``."""

    value: float | None
    places: int = 0


@dataclass(frozen=True)
class Signed(Written):
    """A difference: ``+1,3``, ``−0,4``, ``±0``."""

    value: float
    places: int = 0


@dataclass(frozen=True)
class Percent(Written):
    """A share from 0 to 1 (or above): ``8,1 %``."""

    share: float | None


@dataclass(frozen=True)
class Amount(Written):
    """An indicator's value in its unit: ``8,1 %``, ``23,9``."""

    value: float | None
    unit: str


@dataclass(frozen=True)
class Interval(Written):
    """``7,9 bis 8,3 %``."""

    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True)
class Change(Written):
    """The difference of two values of a unit: ``+1,3 Prozentpunkte``, ``−0,4 je 10.000``."""

    difference: float
    unit: str


@dataclass(frozen=True)
class Day(Written):
    """``31. Dezember 2025``; ``short``: ``31.12.2025``, for tables."""

    value: date | None
    short: bool = False


@dataclass(frozen=True)
class Period(Written):
    """``2020-Q2`` is ``2. Quartal 2020``, ``2022-06-30`` ``30.06.2022``; of a survey ``2024`` is
    ``Befragung 2024``."""

    period: str
    cadence: str = ""


@dataclass(frozen=True)
class Listing(Written):
    """``A, B und C``; parted by semicolons where an item has a comma itself."""

    items: tuple["Text", ...]

    def __init__(self, items: Iterable["Text"]) -> None:
        object.__setattr__(self, "items", tuple(items))


@dataclass(frozen=True)
class Joined(Written):
    """Texts one after the other, each whole in itself: sentences of a paragraph, parts of a cell.

    Empty ones (None) are left out.
    """

    items: tuple["Text", ...]
    by: Sign = " "

    def __init__(
        self,
        items: Iterable["Text | None"],
        by: Sign = " ",
    ) -> None:
        object.__setattr__(self, "items", tuple(one for one in items if one is not None))
        object.__setattr__(self, "by", by)


def known_day(day: date) -> Day | Period:
    """A day of the registers, no more exact than it can be.

    They name years and months too, which are kept as their last day.
    """
    if (day.month, day.day) == (12, 31):
        return Period(str(day.year))
    if (day + timedelta(days=1)).day == 1:
        return Period(f"{day.year}-{day.month:02}")
    return Day(day, short=True)


def code(value: bool | None) -> str:
    """``yes``, ``no``, or ``unknown``, for a message to choose by."""
    return "unknown" if value is None else "yes" if value else "no"


Argument: TypeAlias = (
    int | str | Name | Number | Signed | Percent | Amount | Interval | Change | Day | Period
    | Listing | Joined
)  # fmt: skip


@dataclass(frozen=True, init=False)
class Message(Written):
    """A sentence or label of the catalogue with what it is told with.

    Args:
        id: ``<file>-<what>``; the file of the catalogue is the part before the first hyphen.
        arguments: whole numbers choose plurals; a ``str`` is a code that the catalogue chooses
            by; a name goes as :class:`Name`, other figures as :class:`Number` and its like.

    Raises:
        TypeError: an argument is no such value, or a ``str`` that is no code.
    """

    id: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)

    def __init__(self, id: str, /, **arguments: Argument) -> None:
        for name, value in arguments.items():
            if isinstance(value, str) and not _CODE.fullmatch(value):
                raise TypeError(f"{id}: {name} is no code but words: {value!r}")
            if isinstance(value, float | Message) or not isinstance(value, int | str | Written):
                raise TypeError(f"{id}: {name} cannot be said: {value!r}")
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "arguments", arguments)

    def __hash__(self) -> int:
        return hash((self.id, tuple(self.arguments.items())))


Text: TypeAlias = str | Written
"""Something to be said; a plain ``str`` is a name from the data or a sign, in no language."""
