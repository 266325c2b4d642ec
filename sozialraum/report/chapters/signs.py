"""Signs at a figure that say how it came about and how far it holds; the report's reading aids and
notes explain them."""

from collections.abc import Iterable
from typing import Protocol

from sozialraum.report.rows.figures import Fact
from sozialraum.words import Amount, Joined, Name, Text
from sozialraum.words.numbers import NBSP

ESTIMATE = "≈"
AGGREGATED = "Σ"

STATUS_SIGNS = {
    "limited": ("(", ")"),
    "preliminary": ("", NBSP + "p"),
    "revised": ("", NBSP + "r"),
}
"""What stands before and behind a figure of which its source says so, as in official statistics."""


PROVISIONAL = ("limited", "preliminary")
"""Statuses of figures that may still change or hold roughly, from the weakest."""


class Stated(Protocol):
    """Something of which sources say how firm it is."""

    @property
    def status(self) -> str | None: ...


def weakest(statuses: Iterable[str | None]) -> str:
    """``limited`` or ``preliminary`` where any is, else ``known``."""
    found = set(statuses)
    return next((one for one in PROVISIONAL if one in found), "known")


def shown_as(status: str) -> Name:
    """The signs of a status without a figure, for legends."""
    before, behind = STATUS_SIGNS[status]
    return Name(f"{before}…{behind}")


def shown_amount(fact: Fact, unit: str) -> Text:
    """The value with all its signs, close to it; ``fact`` has one."""
    return Joined((ESTIMATE * fact.is_estimate, held(Amount(fact.value, unit), fact)), by="")


def held(value: Text, fact: Stated) -> Text:
    """The value with the signs of what its source says of it; mostly none."""
    if fact.status is None or fact.status not in STATUS_SIGNS:
        return value
    before, behind = STATUS_SIGNS[fact.status]
    return Joined((before, value, behind), by="")
