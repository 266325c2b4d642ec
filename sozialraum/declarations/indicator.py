"""What an entry of ``indicators.yaml`` or ``services.yaml`` may say."""

from typing import Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier
from sozialraum.declarations.source import Cadence
from sozialraum.declarations.standardisation import Standardise
from sozialraum.declarations.term import Term
from sozialraum.declarations.unit import IndicatorUnit, is_published

# Which figure of the denominator belongs to a period of the numerator:
#   same_period        the denominator's figure of the same period
#   year_end           that of 31 December of the period's year
#   previous_year_end  that of the last 31 December before the period's end
#   last_known         that of the last period that ended by then
#   nearest            that of the last day in the period, or of the one nearest to it
# Where year_end and previous_year_end are not published, the last known before them is used
# and the row says so.
DenominatorRule = Literal["same_period", "year_end", "previous_year_end", "last_known", "nearest"]


class Indicator(Declaration):
    """What the monitor computes from measures."""

    id: Identifier
    """The monitor's name of the indicator, as in the published tables."""
    name: str
    """Its name for readers."""
    definition: str
    """What it measures, in a sentence for readers."""
    planning_field: Identifier
    """The planning that it belongs to."""
    theme: Identifier
    """The theme that it tells something of."""
    unit: IndicatorUnit
    """In what it is told; shares are numbers from 0 to 1, `ratio` compares with what was expected.
    Shares and rates are computed, or, without a `denominator`, as published; percentages, money
    (`eur`, `chf_per_m2`), years, scores, index and z-values and marks are always as published."""
    higher_is_need: bool
    """Whether a higher value means more need."""
    is_need: bool = True
    """False for a figure that is shown for what it tells beside the needs and is none itself: it is
    not ranked or classed, and no theme rests on it."""
    caveat: str | None = None
    """What its name or its theme's says beyond what is counted, in a few words for readers, without
    a full stop; told wherever a need is called high by it."""
    native_level: Identifier
    """The finest level at which it is published; coarser ones are added up."""
    cadence: Cadence
    """How often there is a value."""
    numerator: Term
    """What is counted, or the published figure itself."""
    denominator: Term | None = None
    """What it is divided by; without one the numerator is a figure as published."""
    denominator_rule: DenominatorRule = "same_period"
    """Which of the denominator's periods belongs to the numerator's: `same_period`; `year_end` (31
    December of the year); `previous_year_end` (the last 31 December before the period's end);
    `last_known` (of the last period that ended by then); `nearest` (of the last day that lies in
    the numerator's period, or else of the nearest one before or after it, as a population of 30
    June for months). What is not published is replaced by the last known before it, and the row
    says so."""
    denominator_within: int | None = Field(default=None, ge=0)
    """How many months the denominator's last day may be away from the day that the rule asks for,
    with `nearest` from the period; what is farther away counts as not published."""
    standardise: Standardise | None = None
    """How age is taken out of it."""
    interval: Literal["wilson", "byar", "exact", "dobson", "survey", "none"]
    """How its uncertainty is told: `wilson` (shares), `byar` (rates), `exact` (ratios of counts),
    `dobson` (standardised rates), `survey` (shares of answers), `none` (published without its
    error)."""
    scale: float = Field(default=1.0, gt=0)
    """A factor for published figures: 0.01 for a percentage that is shown as a share, and no other
    one between shares, percent and rates; of money, years and scores any."""
    quarters: list[Literal[1, 2, 3, 4]] = [1, 2, 3, 4]
    """Of quarterly counts, those that are used."""
    mean_by: Term | None = None
    """Of percentages, scores and other means of finer areas than those that are planned for: the
    counts that weigh their mean, such as the population that they refer to, of the period that
    `denominator_rule` says. Medians have none: no mean of them is the median of the whole."""
    apportion_by: Term | None = None
    """What an estimate for the Sozialräume is weighted by where the source is coarser; figures for
    the whole city are never brought down."""

    @model_validator(mode="after")
    def _consistent(self) -> "Indicator":
        counted = ("wilson", "byar", "exact", "dobson")
        if self.interval in counted and self.denominator is None:
            raise ValueError(f"interval '{self.interval}' needs a denominator")
        if self.interval == "wilson" and self.unit != "share":
            raise ValueError("Wilson's interval is for shares; rates take `byar`")
        if self.denominator is not None and is_published(self.unit):
            raise ValueError(f"'{self.unit}' is a figure as published; it has no denominator")
        if self.interval == "survey" and self.unit != "share":
            raise ValueError(
                "the survey's interval is for shares; means are published without, and percentages "
                "are told as shares by `unit: share` and `scale: 0.01`"
            )
        if self.denominator_within is not None and (
            self.denominator is None or self.denominator_rule == "same_period"
        ):
            raise ValueError(
                "`denominator_within` limits how far the denominator of another period may be "
                "away: declare the `denominator` and a `denominator_rule`"
            )
        self._check_standardisation()
        if self.mean_by is not None and self.denominator is not None:
            raise ValueError("`mean_by` is for figures as published, which have no denominator")
        if self.mean_by is not None and self.denominator_rule == "nearest":
            raise ValueError("`mean_by` needs another `denominator_rule`, as `last_known`")
        if self.apportion_by is not None and self.denominator is None:
            raise ValueError(
                "`apportion_by` shares counts out to smaller areas, and needs a `denominator`; a "
                "percentage or mean of a larger area stays the figure of that area"
            )
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
    """The covariate's name."""
    numerator: Term
    """What is counted."""
    denominator: Term
    """What it is divided by, of the same day."""


class Picture(Declaration):
    """An indicator that the report shows as a picture of its own."""

    indicator: Identifier
    """The indicator."""
    shows: Literal["pandemic", "areas", "profile"]
    """`pandemic`: the city's figures through the pandemic, with what was expected; `areas`: the
    newest figures of the Sozialräume beside those of `since`; `profile`: on the page of each
    Sozialraum."""
    since: str | None = None
    """Of a picture of `areas`, the period to compare with."""

    @model_validator(mode="after")
    def _consistent(self) -> "Picture":
        if (self.since is None) == (self.shows == "areas"):
            raise ValueError("`since` is said of a picture of `areas`, and only of such")
        return self


class IndicatorFile(Declaration):
    """The whole of ``indicators.yaml``."""

    indicators: list[Indicator]
    """What is computed."""
    covariates: list[Covariate] = []
    """What estimates rest on beside the indicators of the Sozialraum level."""
    pictures: list[Picture] = []
    """Which indicators the report shows as pictures among its answers."""


# From where people come to a service: their own Sozialraum, also its neighbours, or the whole city.
Reach = Literal["own", "neighbours", "city"]


class Benchmark(Declaration):
    """How much there should be per person of the target population, or per area; published."""

    value: float = Field(gt=0)
    """How many per person of the target population, or per area."""
    per: Literal["target", "area"]
    """`target`: per person of the target population; `area`: per area."""
    says: str
    """The benchmark in words, for readers."""
    source_title: str
    """The published document that it is from."""
    source_url: str = Field(pattern=r"^https?://")
    """Where that document is."""


class ServiceType(Declaration):
    """A kind of service that a statistic counts: what it offers, who uses it, for whom it is
    there."""

    id: Identifier
    """The monitor's name of the kind of service."""
    name: str
    """Its name for readers."""
    planning_field: Identifier
    """The planning that answers for it."""
    theme: Identifier
    """The theme that it answers first."""
    level: Identifier
    """The level of areas for which its figures are published."""
    cadence: Cadence
    """How often they are published."""
    capacity: Term | None = None
    """What is offered; what no source states is left out and stays unknown, never zero."""
    capacity_unit: str
    """In what the capacity is counted."""
    used: Term
    """What is used of it."""
    target: Term
    """For whom it is there, as figures."""
    target_definition: str
    """For whom it is there, in words."""
    also: list[Identifier] = []
    """Other themes that it helps with."""
    reach: Reach = "own"
    """From where people come to it: `own` Sozialraum, its `neighbours` too, the whole `city`."""
    benchmark: Benchmark | None = None
    """How much there should be, by a published document; without one the city's mean is the
    measure."""
    apportion_like: Identifier | None = None
    """The indicator whose weights share out figures of a coarser level."""
    note: str | None = None
    """What readers have to know."""


class ServiceFile(Declaration):
    """The whole of ``services.yaml``."""

    coverage_band: float = Field(default=0.05, gt=0, lt=1)
    """How far a ratio may lie from the city's and still be `about_city`, as a share of it."""
    service_types: list[ServiceType] = []
    """The kinds of services that statistics count."""
