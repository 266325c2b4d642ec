"""Rates and ratios that are freed of the age of the population (``docs/methods.md``)."""

from typing import Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier
from sozialraum.declarations.series import NO_LIMIT, class_limits
from sozialraum.declarations.term import Term

STANDARDS: dict[str, dict[str, float]] = {
    # Eurostat 2013, Revision of the European Standard Population, table 1.
    "esp2013": {
        "0": 1000, "1-4": 4000, "5-9": 5500, "10-14": 5500, "15-19": 5500, "20-24": 6000,
        "25-29": 6000, "30-34": 6500, "35-39": 7000, "40-44": 7000, "45-49": 7000, "50-54": 7000,
        "55-59": 6500, "60-64": 6000, "65-69": 5500, "70-74": 5000, "75-79": 4000, "80-84": 2500,
        "85-89": 1500, "90_plus": 1000,
    },
}  # fmt: skip
"""Persons of each class of age in a standard population."""


class Standardise(Declaration):
    """How age is taken out of an indicator."""

    method: Literal["direct", "indirect"]
    """`indirect`: the denominator becomes the cases expected from the city's rates of the same
    period in each class, the value is the standardised mortality ratio; `direct`: the rates of the
    classes are weighted with a standard population."""
    by: Identifier
    """The dimension of the classes, which both terms have."""
    classes: list[str] = Field(min_length=2)
    """The classes, without a gap, as `0-17` or `85_plus`."""
    cases: Term | None = None
    """Of `indirect`, what counts the city's cases by class."""
    standard: Literal["esp2013"] | None = None
    """Of `direct`, the standard population."""

    @model_validator(mode="after")
    def _consistent(self) -> "Standardise":
        if (self.method == "indirect") != (self.cases is not None):
            raise ValueError("`method: indirect` and `cases` go together")
        if (self.method == "direct") != (self.standard is not None):
            raise ValueError("`method: direct` and `standard` go together")
        limits = [class_limits(one) for one in self.classes]
        found = [one for one in limits if one is not None]
        if len(found) < len(limits):
            raise ValueError(f"`classes` are written as 0-2, 17 or 85_plus, found {self.classes}")
        gaps = [
            self.classes[at] for at in range(1, len(found)) if found[at][0] != found[at - 1][1] + 1
        ]
        if gaps:
            raise ValueError(f"`classes` follow each other without a gap; look before {gaps}")
        return self

    def weights(self) -> dict[str, float | None]:
        """Class -> persons of the standard population in it; None without one."""
        if self.standard is None:
            return dict.fromkeys(self.classes)
        standard = STANDARDS[self.standard]
        return {one: persons_in(one, standard) for one in self.classes}


def persons_in(wanted: str, standard: dict[str, float]) -> float:
    """How many persons of a standard population are in a class of ages.

    Where the class cuts one of the standard's, its years are taken as equally populated.
    """
    limits = class_limits(wanted)
    assert limits is not None
    first, last = limits
    persons = 0.0
    for name, number in standard.items():
        own = class_limits(name)
        assert own is not None
        low, high = own
        years = min(last, high) - max(first, low) + 1
        if years <= 0:
            continue
        is_whole = first <= low and last >= high
        if not is_whole and high == NO_LIMIT:
            raise ValueError(f"{wanted} cuts {name}, the last class of the standard population")
        persons += number if is_whole else number * years / (high - low + 1)
    return persons
