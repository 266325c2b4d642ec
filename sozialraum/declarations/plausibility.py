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
    """A measure and which values of its breakdowns to add up.

    Written short as ``unemployed[sex=male]`` or ``population[age=0-17]``; without brackets the
    published total, or the sum over all parts where the table has no total.
    """

    measure: Identifier
    breakdown: dict[Identifier, str] = {}

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
    """What holds between figures of one place and period.

    ``left`` and ``right`` are sums of figures; ``number`` may stand for the right one. With
    ``per``, ``left`` is a published percentage: 100 * right / per. The two sides are equal up to
    ``tolerance`` (a share of the right side) and what rounding explains; or ``left`` lies
    ``within`` (lowest, highest) times the right side.

    ``left`` stands in the source that declares the relation. Where ``right`` stands in another
    one, the areas of ``level`` are compared in periods that end on the same day. ``by`` repeats
    the relation for each value of these dimensions. ``says``: the relation in words, German.
    """

    id: Identifier
    says: str
    left: list[Figure] = Field(min_length=1)
    right: list[Figure] = []
    per: Figure | None = None
    number: float | None = None
    within: tuple[float, float] | None = None
    tolerance: float = Field(default=0, ge=0)
    by: list[Identifier] = []
    level: Identifier = "city"

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
    rate: Figure
    count: Figure
    minus: Figure | None = None
    slack: float = Field(default=0.005, ge=0)


class Cumulative(Declaration):
    """A running total: the figure of the period before plus ``new``; it never falls."""

    id: Identifier
    total: Figure
    new: Figure


class Acknowledged(Declaration):
    """A finding that is known and explained: it stays listed and no longer counts as open.

    ``ids`` narrows it to what these rules find (their ``id``; of a screening the ``rule_id`` of
    its evidence).
    """

    rule: Rule
    ids: list[str] = []
    periods: list[str] = Field(min_length=1)
    reason: str


class Plausibility(Declaration):
    """Checks on the content of a table.

    The screening needs no declaration and can be tuned or switched off (null):
    ``max_break`` is how many robust standard deviations a figure may stand out from its
    neighbours in time; ``max_repeat`` how improbable (negative decimal logarithm) a repeated
    block may be; ``max_growth`` by what factor a whole column may change from one period to the
    next; ``drift`` and ``rows`` watch number of decimals and lost rows or periods.
    """

    relations: list[Relation] = []
    rates: list[Rate] = []
    cumulative: list[Cumulative] = []
    max_break: float | None = Field(default=5.0, gt=0)
    max_repeat: float | None = Field(default=9.0, gt=0)
    max_growth: float | None = Field(default=5.0, gt=1)
    drift: bool = True
    rows: bool = True
    acknowledged: list[Acknowledged] = []

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
