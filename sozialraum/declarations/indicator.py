"""What an entry of ``indicators.yaml`` or ``services.yaml`` may say."""

from typing import Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier
from sozialraum.declarations.source import Cadence
from sozialraum.declarations.standardisation import Standardise
from sozialraum.declarations.term import Term

UNIT_FACTORS = {
    "share": 1.0,
    "ratio": 1.0,
    "per_1000": 1_000.0,
    "per_10000": 10_000.0,
    "per_100000": 100_000.0,
    # as published
    "percent": 1.0,
    "eur": 1.0,
    "eur_per_m2": 1.0,
    "mark": 1.0,
}

# Which figure of the denominator belongs to a period of the numerator:
#   same_period        the denominator's figure of the same period
#   year_end           that of 31 December of the period's year
#   previous_year_end  that of the last 31 December before the period's end
#   last_known         that of the last period that ended by then
# Where year_end and previous_year_end are not published, the last known before them is used
# and the row says so.
DenominatorRule = Literal["same_period", "year_end", "previous_year_end", "last_known"]


class Indicator(Declaration):
    """What the monitor computes from measures.

    ``is_need: false``: a figure that is shown for what it tells beside the needs, and is not one:
    it is not ranked or classed, and no theme rests on it.
    """

    id: Identifier
    name: str
    definition: str
    planning_field: Identifier
    theme: Identifier
    unit: Literal[
        "share", "ratio", "percent", "per_1000", "per_10000", "per_100000", "eur", "eur_per_m2",
        "mark",
    ]  # fmt: skip
    higher_is_need: bool
    is_need: bool = True
    native_level: Identifier
    cadence: Cadence
    numerator: Term
    denominator: Term | None = None
    denominator_rule: DenominatorRule = "same_period"
    standardise: Standardise | None = None
    interval: Literal["wilson", "byar", "exact", "dobson", "survey", "none"]
    scale: float = Field(default=1.0, gt=0)
    quarters: list[Literal[1, 2, 3, 4]] = [1, 2, 3, 4]
    apportion_by: Term | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Indicator":
        counted = ("wilson", "byar", "exact", "dobson")
        if self.interval in counted and self.denominator is None:
            raise ValueError(f"interval '{self.interval}' needs a denominator")
        if self.interval == "wilson" and self.unit != "share":
            raise ValueError("Wilson's interval is for shares; rates take `byar`")
        if self.denominator is not None and self.unit in ("percent", "eur", "eur_per_m2", "mark"):
            raise ValueError(f"'{self.unit}' is a figure as published; it has no denominator")
        if self.interval == "survey" and self.unit not in ("share", "percent"):
            raise ValueError("the survey's interval is for shares; means are published without")
        self._check_standardisation()
        if self.scale != 1.0 and self.denominator is not None:
            raise ValueError("`scale` is for published figures, which have no denominator")
        return self

    def _check_standardisation(self) -> None:
        method = self.standardise.method if self.standardise else None
        if method is not None and self.denominator is None:
            raise ValueError("`standardise` needs the population as `denominator`")
        if method is not None and self.apportion_by is not None:
            raise ValueError("what is standardised is not brought down: leave `apportion_by` out")
        if (method == "indirect") != (self.unit == "ratio"):
            raise ValueError("`unit: ratio` and `standardise: {method: indirect}` go together")
        if (method == "direct") != (self.interval == "dobson"):
            raise ValueError("`interval: dobson` and `standardise: {method: direct}` go together")
        if method is not None and self.denominator_rule != "same_period":
            raise ValueError("what is standardised takes the population of the same period")


class Covariate(Declaration):
    """A share of counts that is no indicator, known in each Sozialraum, from which estimates of
    indicators for Sozialräume are made; numerator and denominator of the same day."""

    id: Identifier
    numerator: Term
    denominator: Term


class Picture(Declaration):
    """An indicator that the report shows as a picture of its own.

    ``pandemic``: the city's figures through the pandemic, with what was expected where that is
    known; ``areas``: the newest figures of the Sozialräume beside those of the period ``since``;
    ``profile``: among the figures on the page of each Sozialraum.
    """

    indicator: Identifier
    shows: Literal["pandemic", "areas", "profile"]
    since: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Picture":
        if (self.since is None) == (self.shows == "areas"):
            raise ValueError("`since` is said of a picture of `areas`, and only of such")
        return self


class IndicatorFile(Declaration):
    """``covariates``: what estimates rest on beside the indicators of the Sozialraum level."""

    indicators: list[Indicator]
    covariates: list[Covariate] = []
    pictures: list[Picture] = []


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
