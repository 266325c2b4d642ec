"""Figures of areas, and what the marts say about them."""

from dataclasses import dataclass
from datetime import date

ESTIMATES = frozenset({"modelled", "apportioned"})
"""Methods that bring a figure down from a coarser area."""


@dataclass(frozen=True)
class AreaClass:
    """What a source says of an area in words (``class_name``; None where ``status`` tells why)."""

    area_id: str
    area_level: str
    measure_id: str
    name_de: str
    source_id: str
    period: str
    period_end: date
    class_name: str | None
    status: str
    is_changed: bool | None


@dataclass(frozen=True)
class MeasureClass:
    """A class that a measure may have; ``is_ordered`` where its place is a rank."""

    measure_id: str
    class_name: str
    is_ordered: bool


@dataclass(frozen=True)
class Fact:
    """An indicator's figure with what ``mart_need`` says about it (None where it says nothing)."""

    area_id: str
    area_level: str
    indicator_id: str
    period: str
    period_start: date
    period_end: date
    value: float | None
    numerator: float | None
    denominator: float | None
    denominator_period: str | None
    denominator_carried: bool | None
    ci_low: float | None
    ci_high: float | None
    method: str
    status: str
    source_ids: str | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    areas_ranked: int | None
    need_class: int | None
    trend: str | None
    previous_period: str | None
    class_is_sure: bool | None = None
    is_undetermined: bool | None = None
    previous_period_end: date | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether the class claims more than the figures hold: also where no interval says so."""
        return self.need_class is not None and not self.class_is_sure

    @property
    def is_estimate(self) -> bool:
        return self.method in ESTIMATES

    @property
    def is_recut(self) -> bool:
        """Whether it is shared out, because the areas were re-cut after its period."""
        return self.status == "estimated"

    def is_surely(self, lowest: int, highest: int) -> bool:
        """Whether the class lies between the two and is not unsure."""
        return (
            self.need_class is not None
            and lowest <= self.need_class <= highest
            and not self.is_unsure
        )


@dataclass(frozen=True)
class AffectedFigure:
    """A figure of an area and indicator whose finding is a change, to be drawn over time."""

    area_id: str
    indicator_id: str
    period: str
    period_start: date
    period_end: date
    value: float


@dataclass(frozen=True)
class PandemicEffect:
    area_id: str
    area_level: str
    indicator_id: str
    planning_field: str
    finding: str
    reason: str | None
    expected: float | None
    observed: float | None
    excess_pct: float | None
    pi_low: float | None
    pi_high: float | None
    expected_value: float | None
    observed_value: float | None
    crisis_from: str | None
    crisis_until: str | None
    crisis_periods: int | None
    persists: bool | None
    q_value: float | None
    see_area_ids: str | None
    share_of_city_excess: float | None = None
    share_low: float | None = None
    share_high: float | None = None
    share_of_expected: float | None = None
    detectable_pct: float | None = None
    conclusive: bool | None = None
    status: str | None = None
    after_status: str | None = None
    after_excess_pct: float | None = None
    after_from: str | None = None
    after_until: str | None = None
    after_periods: int | None = None
    before_year: str | None = None
    before_value: float | None = None
    before_cases: float | None = None
    since_before_pct: float | None = None
    newest_year: str | None = None
    newest_value: float | None = None
    newest_cases: float | None = None
    need_class_before: int | None = None


@dataclass(frozen=True)
class Trend:
    area_id: str
    indicator_id: str
    trend: str
    change_per_year: float | None
    trend_from: str | None
    trend_periods: int | None
    last_period: str | None
    p_value: float | None
    status: str | None = None


@dataclass(frozen=True)
class IndexClass:
    """The social index of an area in the newest year."""

    area_id: str
    year: int
    status_score: float | None
    status_rank: int | None
    areas_ranked: int | None
    status_class: str | None
    dynamic_score: float | None
    dynamic_class: str | None
    index_class: str | None
    method: str
    status_rank_from: int | None = None
    status_rank_to: int | None = None


@dataclass(frozen=True)
class IndexPart:
    indicator_id: str
    index_name: str | None


@dataclass(frozen=True)
class Pictured:
    """An indicator that has a picture of its own: of the pandemic, or of areas since a period."""

    indicator_id: str
    shows: str
    since_period: str | None


@dataclass(frozen=True)
class EarlierFigure:
    """A figure of an area in the period that a picture goes back to."""

    area_id: str
    indicator_id: str
    period: str
    period_end: date
    value: float
    ci_low: float | None
    ci_high: float | None


@dataclass(frozen=True)
class Outlook:
    """How many people of an age there will be in an area, and how far today's places reach then."""

    area_id: str
    area_level: str
    target_group: str
    service_type: str | None
    name_de: str | None
    target_definition: str
    year: int
    year_now: int | None
    population_change: float | None
    capacity_unit: str | None
    coverage_now: float | None
    coverage_then: float | None
    method: str
