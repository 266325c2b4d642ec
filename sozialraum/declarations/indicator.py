"""What an entry of ``indicators.yaml`` or ``services.yaml`` may say."""

from typing import Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier
from sozialraum.declarations.source import Cadence

UNIT_FACTORS = {"share": 1.0, "percent": 1.0, "per_1000": 1_000.0, "per_10000": 10_000.0}

# Which figure of the denominator belongs to a period of the numerator:
#   same_period        the denominator's figure of the same period
#   year_end           that of 31 December of the period's year
#   previous_year_end  that of the last 31 December before the period's end
# Where year_end and previous_year_end are not published, the last known before them is used
# and the row says so.
DenominatorRule = Literal["same_period", "year_end", "previous_year_end"]


class Term(Declaration):
    """A sum of series: a measure, and which values of its breakdowns to take."""

    measure: Identifier
    breakdown: dict[Identifier, str | list[str]] = {}

    def wanted(self) -> dict[str, list[str]]:
        """Dimension -> values to take."""
        return {
            dim: [value] if isinstance(value, str) else list(value)
            for dim, value in self.breakdown.items()
        }


class Indicator(Declaration):
    """What the monitor computes from measures."""

    id: Identifier
    name: str
    definition: str
    planning_field: Identifier
    theme: Identifier
    unit: Literal["share", "percent", "per_1000", "per_10000"]
    higher_is_need: bool
    native_level: Identifier
    cadence: Cadence
    numerator: Term
    denominator: Term | None = None
    denominator_rule: DenominatorRule = "same_period"
    interval: Literal["wilson", "byar", "survey", "none"]
    scale: float = Field(default=1.0, gt=0)
    quarters: list[Literal[1, 2, 3, 4]] = [1, 2, 3, 4]
    apportion_by: Term | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Indicator":
        if self.interval in ("wilson", "byar") and self.denominator is None:
            raise ValueError(f"interval '{self.interval}' needs a denominator")
        if self.interval == "wilson" and self.unit != "share":
            raise ValueError("Wilson's interval is for shares; rates take `byar`")
        if self.scale != 1.0 and self.denominator is not None:
            raise ValueError("`scale` is for published figures, which have no denominator")
        return self


class IndicatorFile(Declaration):
    indicators: list[Indicator]


# From where people come to a service: their own Sozialraum, also its neighbours, or the whole city.
Reach = Literal["own", "neighbours", "city"]


class Benchmark(Declaration):
    """How much there should be per person of the target population, or per area; published."""

    value: float = Field(gt=0)
    per: Literal["target", "area"]
    says: str
    source_title: str
    source_url: str = Field(pattern=r"^https?://")


class ServiceType(Declaration):
    """A kind of service: what it offers, who uses it, for whom it is there.

    ``apportion_like``: the indicator whose weights share out figures of a coarser level.
    """

    id: Identifier
    name: str
    planning_field: Identifier
    theme: Identifier
    level: Identifier
    cadence: Cadence
    capacity: Term | None = None
    capacity_unit: str
    used: Term
    target: Term
    target_definition: str
    also: list[Identifier] = []
    reach: Reach = "own"
    benchmark: Benchmark | None = None
    apportion_like: Identifier | None = None
    note: str | None = None


class ServiceFile(Declaration):
    """``coverage_band``: how far a ratio may lie from the city's and still be `about_city`."""

    coverage_band: float = Field(gt=0, lt=1)
    service_types: list[ServiceType]
