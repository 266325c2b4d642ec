"""What a source may say about the plausibility of its figures (`docs/plausibility.md`)."""

import re
from typing import Any, Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier

Rule = Literal[
    "relation",
    "rate",
    "cumulative",
    "history",
    "other_column",
    "exchange",
    "repeat",
    "drift",
    "rows",
]

_SHORTHAND = re.compile(r"^([a-z][a-z0-9_]*)(?:\[([^\]]*)\])?$")


class Figure(Declaration):
    """A measure and which values of its breakdowns to add up, written short as
    ``unemployed[sex=male]``; without brackets the published total, or the sum over all parts where
    the table has no total."""

    measure: Identifier
    """The measure."""
    breakdown: dict[Identifier, str] = {}
    """Dimension -> value."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        found = _SHORTHAND.match(value)
        if not found:
            raise ValueError(f"expected a figure such as measure[dimension=value], found '{value}'")
        pairs = [pair.split("=", 1) for pair in (found.group(2) or "").split(";") if pair]
        if any(len(pair) != 2 for pair in pairs):
            raise ValueError(f"expected dimension=value in the brackets, found '{value}'")
        return {"measure": found.group(1), "breakdown": dict(pairs)}


class Relation(Declaration):
    """What holds between figures of one place and period."""

    id: Identifier
    """The rule's name."""
    says: str
    """The relation in words, for readers."""
    left: list[Figure] = Field(min_length=1)
    """Figures that are added up; they stand in the source that declares the relation."""
    right: list[Figure] = []
    """Figures that are added up; where they stand in another source, areas of `level` are compared
    in periods that end on the same day."""
    per: Figure | None = None
    """With it, `left` is a published percentage: 100 * right / per."""
    number: float | None = None
    """A number in place of `right`."""
    within: tuple[float, float] | None = None
    """Lowest and highest factor of the right side between which the left may lie."""
    tolerance: float = Field(default=0, ge=0)
    """How far the sides may differ, as a share of the right one, beyond what rounding explains."""
    by: list[Identifier] = []
    """Dimensions for each value of which the relation is repeated."""
    level: Identifier = "city"
    """The level whose areas are compared with another source."""

    @model_validator(mode="before")
    @classmethod
    def _single_figures(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: [one] if key in ("left", "right") and not isinstance(one, list) else one
                for key, one in value.items()
            }
        return value

    @model_validator(mode="after")
    def _consistent(self) -> "Relation":
        if bool(self.right) == (self.number is not None):
            raise ValueError("needs either `right` or `number`")
        if self.within is not None and (self.within[0] > self.within[1] or self.tolerance):
            raise ValueError("`within` is [lowest, highest] and takes no `tolerance`")
        return self

    @property
    def figures(self) -> list[tuple[Literal["left", "right", "per"], Figure]]:
        per: list[tuple[Literal["left", "right", "per"], Figure]] = (
            [("per", self.per)] if self.per is not None else []
        )
        return [
            *(("left", figure) for figure in self.left),
            *(("right", figure) for figure in self.right),
            *per,
        ]


class Rate(Declaration):
    """A published percentage of a count whose base is not published.

    What is behind both (100 * count / rate) moves slowly: a period whose base lies outside what
    rounding and ``slack`` allow of both neighbours has a wrong rate or a wrong count.
    """

    id: Identifier
    """The rule's name."""
    rate: Figure
    """The published percentage."""
    count: Figure
    """What it is a percentage of, above the line."""
    minus: Figure | None = None
    """What is taken off the count before."""
    slack: float = Field(default=0.005, ge=0)
    """How much the base may move beyond rounding, as a share."""


class Cumulative(Declaration):
    """A running total: the figure of the period before plus ``new``; it never falls."""

    id: Identifier
    """The rule's name."""
    total: Figure
    """The running total."""
    new: Figure
    """What it grows by in each period."""


class Acknowledged(Declaration):
    """A finding that is known and explained: it stays listed and no longer counts as open."""

    rule: Rule
    """The kind of rule that finds it."""
    ids: list[str] = []
    """Narrows it to what these rules find."""
    areas: list[str] = []
    """Narrows it to what is found in these areas, by level and code as in `district:03`. What is
    found in another one, or of all at once, stays open."""
    periods: list[str] = Field(min_length=1)
    """The periods of the findings."""
    reason: str
    """The explanation, for readers."""


class Plausibility(Declaration):
    """Checks on the content of a table; the screening needs no declaration and can be tuned or
    switched off (null)."""

    relations: list[Relation] = []
    """Sums and percentages that have to hold."""
    rates: list[Rate] = []
    """Published percentages whose base is not published."""
    cumulative: list[Cumulative] = []
    """Running totals."""
    max_break: float | None = Field(default=5.0, gt=0)
    """How many robust standard deviations a figure may stand out from its neighbours in time."""
    max_repeat: float | None = Field(default=9.0, gt=0)
    """How improbable (negative decimal logarithm) a repeated block of figures may be."""
    max_growth: float | None = Field(default=5.0, gt=1)
    """By what factor a whole column may change from one period to the next."""
    drift: bool = True
    """Whether a changed number of decimals is told."""
    rows: bool = True
    """Whether lost rows and periods are told."""
    shares: bool = True
    """Whether percentages that may be shares are told: with two decimals, and nowhere above 1."""
    acknowledged: list[Acknowledged] = []
    """Findings that are known and explained."""

    @property
    def rules(self) -> list[Relation | Rate | Cumulative]:
        """All that is declared, in the order in which it is judged."""
        return [*self.relations, *self.rates, *self.cumulative]

    @model_validator(mode="after")
    def _unique(self) -> "Plausibility":
        ids = [rule.id for rule in self.rules]
        doubled = sorted({one for one in ids if ids.count(one) > 1})
        if doubled:
            raise ValueError(f"plausibility rules declared twice: {doubled}")
        return self
