"""Signs at a figure that say how it came about and how far it holds; the report's reading aids and
notes explain them."""

from collections.abc import Iterable
from typing import Protocol

from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import Fact, PandemicEffect
from sozialraum.report.rows.services import Coverage
from sozialraum.words import Amount, Joined, Message, Name, Text
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


def shown_amount(fact: Fact, unit: str) -> Joined:
    """The value with all its signs, close to it; ``fact`` has one."""
    return Joined((ESTIMATE * fact.is_estimate, held(Amount(fact.value, unit), fact)), by="")


def held(value: Text, fact: Stated) -> Joined:
    """The value with the signs of what its source says of it; mostly none."""
    before, behind = STATUS_SIGNS.get(fact.status or "", ("", ""))
    return Joined((before, value, behind), by="")


def status_notes(facts: Facts, shown: Iterable[Fact | Coverage | PandemicEffect]) -> list[Text]:
    """Which of the figures are of limited reliability, preliminary or revised, as far as any is."""
    city = facts.tables.city
    areas: dict[str, list[Text]] = {status: [] for status in STATUS_SIGNS}
    for fact in shown:
        if fact.status in areas:
            is_city = fact.area_id == city.city_area_id
            label = Name(city.city_name) if is_city else facts.labels[fact.area_id]
            areas[fact.status].append(label)
    return [
        Message(
            "labels-status-note",
            sign=shown_as(status),
            status=status,
            areas=Joined(tuple(dict.fromkeys(named)), ", "),
        )
        for status, named in areas.items()
        if named
    ]
