"""What there is, what is said and planned, and whether needs can be met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Service:
    service_type: str
    name_de: str
    native_level: str
    capacity_unit: str | None
    target_definition: str | None
    note_de: str | None


@dataclass(frozen=True)
class Coverage:
    area_id: str
    area_level: str
    service_type: str
    theme: str | None
    period: str
    capacity: float | None
    used: float | None
    target_population: float | None
    coverage_ratio: float | None
    utilisation: float | None
    use_rate: float | None
    city_coverage_ratio: float | None
    gap: float | None
    coverage_class: str | None
    source_ids: str | None
    method: str | None = None
    status: str | None = None
    target_period: str | None = None
    name_de: str | None = None
    capacity_unit: str | None = None
    capacity_year: int | None = None


@dataclass(frozen=True)
class Offer:
    """One service of the register or a layer; its Sozialraum, or none where it is not known."""

    service_id: str
    service_name: str | None
    service_type: str
    service_type_de: str | None
    provider: str | None
    theme: str | None
    area_id: str | None
    capacity: float | None
    capacity_unit: str | None
    source_id: str | None
    status: str | None = None
    postcode: str | None = None
    scope: str | None = None


@dataclass(frozen=True)
class OfferArea:
    service_id: str
    area_id: str


@dataclass(frozen=True)
class NeedCoverage:
    """Whether an area's need in a theme can be met, how urgent it is, and why."""

    area_id: str
    theme: str
    theme_de: str
    need: str
    need_class: int | None
    need_method: str | None
    finding: str
    coverability: str
    rule_id: str | None
    uncovered: float | None
    uncovered_unit: str | None
    sentence_de: str
    agreement_de: str | None
    evidence_count: int | None
    evidence_local: int | None
    urgency: int | None
    urgency_score: float | None
    confidence: str | None = None
    earlier_coverability: str | None = None
    earlier_stated_on: date | None = None
    missing_de: str | None = None
    studies_say: str | None = None
    providers_say: str | None = None
    reasons: Sequence[str] = ()
    stated_on: date | None = None
    statement_counts_until: date | None = None
    uncovered_de: str | None = None
    coverage_class: str | None = None
    utilisation: float | None = None
    statement_ids: Sequence[str] = ()
    indication: str | None = None
    disputed: bool | None = None
    pandemic_coverability: str | None = None
    pandemic_indication: str | None = None
    pandemic_disputed: bool | None = None
    pandemic_statement_ids: Sequence[str] = ()
    need_change: str | None = None


@dataclass(frozen=True)
class OpenQuestion:
    """What an office is asked, and how many answers it would decide."""

    planning_field: str
    decides: str
    theme_de: str
    office: str | None
    answers: int
    would_decide: int
    question_de: str
    fact: str = ""
    theme: str = ""


@dataclass(frozen=True)
class CoverRule:
    """A rule of the decision table, in the order in which the rules are tried."""

    rule_id: str
    result: str
    says_de: str


@dataclass(frozen=True)
class UrgencyRank:
    """An area's place by urgency over all themes, and how it moves with other weights."""

    area_id: str
    rank: int
    rank_min: int
    rank_max: int
    top_share: float | None
    top_ranks: int | None
    scenarios: int


@dataclass(frozen=True)
class Priority:
    """An area's place over all themes, the places that are as likely, and its group."""

    area_id: str
    priority_group: str
    priority_group_from: int
    priority_rank_low: int
    priority_rank_high: int
    priority_rank_mean: float
    priority_p_top3: float | None = None
    priority_p_group: float | None = None
    direct_says: str | None = None
    direct_figures: int = 0
    direct_high: int = 0
    direct_low: int = 0
    index_says: str | None = None
    estimates_says: str | None = None
    voices: str | None = None


@dataclass(frozen=True)
class UrgencyComponent:
    """A component of the urgency: ``weight`` as declared, ``weight_used`` 0 where it is left out,
    ``weight_in_order`` also where it puts no area before another."""

    component: str
    weight: float
    weight_used: float
    weight_in_order: float
    most_frequent_share: float
    themes_told_apart: int | None = None

    @property
    def tells_areas_apart(self) -> bool:
        """Whether it puts one area before another in their order."""
        return bool(self.weight_in_order) and self.themes_told_apart != 0


@dataclass(frozen=True)
class UrgencyWeights:
    """What urgency rests on: the weights of the five facts, and what an unknown one counts."""

    weight_need: float
    weight_finding: float
    weight_persistence: float
    weight_gap: float
    weight_group: float
    value_unknown: float


@dataclass(frozen=True)
class PlanReview:
    """A planning document and theme (``row_kind`` plan), or a need that no plan deals with."""

    row_kind: str
    plan_id: str | None
    theme: str | None
    area_id: str | None
    indicator_id: str | None
    planning_field: str | None
    plan_title: str | None
    is_planning: bool | None
    responsible_office: str | None
    adopted_on: date | None
    last_reviewed_on: date | None
    has_expired: bool | None
    adjusted: str | None
    adjustment_summary: str | None
    addresses_finding: str | None
    review_de: str
    source_title: str | None
    source_url: str | None
    predates_pandemic: bool | None = None
    validity: str | None = None


@dataclass(frozen=True)
class Evidence:
    """What a study found or a provider reported."""

    evidence_id: str
    kind: str
    theme: str
    area_id: str | None
    scope: str
    need_direction: str
    strength: int | None
    said_by: str | None
    said_from: date | None
    said_until: date | None
    summary_de: str
    source_title: str | None
    source_url: str | None
    area_ids: Sequence[str] | None = None
    covers_theme: bool = True
    standing: str | None = None
    is_count: bool = False
    holds_until: date | None = None
    can_be_met_by: str | None = None
