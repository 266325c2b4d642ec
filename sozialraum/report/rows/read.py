"""Reads what the report needs from a published (or built) database; computes nothing."""

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from sozialraum.base.errors import MonitorError

Record = TypeVar("Record")


@dataclass(frozen=True)
class City:
    city_name: str
    official_name: str | None
    resolution: str | None
    attribution: str | None
    city_area_id: str
    sozialraum_level: str
    as_of: date
    timezone: str | None
    coverage_band: float | None
    language: str = "de"


@dataclass(frozen=True)
class Level:
    area_level: str
    name_de: str
    plural_de: str
    compares_need: bool


@dataclass(frozen=True)
class Area:
    area_id: str
    area_level: str
    area_code: str
    area_name: str
    is_unknown: bool
    population: int | None
    population_on: date | None


@dataclass(frozen=True)
class Field:
    planning_field: str
    name_de: str


@dataclass(frozen=True)
class Indicator:
    indicator_id: str
    name_de: str
    planning_field: str
    unit: str
    theme: str
    definition: str
    higher_is_need: bool
    native_level: str
    cadence: str
    interval_method: str | None
    source_ids: str | None


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

    @property
    def is_unsure(self) -> bool:
        """Whether the class claims more than the figures hold (None: nothing can be said)."""
        return self.class_is_sure is False

    @property
    def is_estimate(self) -> bool:
        return self.method == "apportioned"

    def is_surely(self, lowest: int, highest: int) -> bool:
        """Whether the class lies between the two and is not unsure."""
        return (
            self.need_class is not None
            and lowest <= self.need_class <= highest
            and not self.is_unsure
        )


@dataclass(frozen=True)
class Theme:
    """A theme and what its need is told by: its own indicator, one of another theme, or nothing."""

    theme: str
    name_de: str
    need_basis: str | None = None
    indicator_id: str | None = None
    no_indicator_de: str | None = None
    proxy_de: str | None = None
    note_de: str | None = None


@dataclass(frozen=True)
class PandemicEffect:
    area_id: str
    area_level: str
    indicator_id: str
    planning_field: str
    theme: str
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
class IndexClass:
    """The social index of an area in the newest year."""

    area_id: str
    area_level: str
    year: int
    status_score: float | None
    status_rank: int | None
    areas_ranked: int | None
    status_class: str | None
    dynamic_score: float | None
    dynamic_class: str | None
    index_class: str | None
    method: str
    indicator_ids: str | None


@dataclass(frozen=True)
class IndexPart:
    indicator_id: str
    index_name: str | None


@dataclass(frozen=True)
class Trend:
    area_id: str
    area_level: str
    indicator_id: str
    trend: str
    change_per_year: float | None
    trend_from: str | None
    trend_periods: int | None
    last_period: str | None
    p_value: float | None


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


@dataclass(frozen=True)
class Service:
    service_type: str
    name_de: str
    native_level: str
    capacity_unit: str | None
    target_definition: str | None
    note_de: str | None


@dataclass(frozen=True)
class Offer:
    """One service of the register or a layer; its Sozialraum, or none where it is not known."""

    service_id: str
    service_name: str | None
    service_type: str
    service_type_de: str | None
    provider: str | None
    planning_field: str | None
    theme: str | None
    area_id: str | None
    capacity: float | None
    capacity_unit: str | None
    source_id: str | None
    status: str | None = None


@dataclass(frozen=True)
class OfferArea:
    service_id: str
    area_level: str
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


@dataclass(frozen=True)
class PlanReview:
    """A planning document and theme (``row_kind`` plan), or a finding that no plan deals with."""

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


@dataclass(frozen=True)
class UrgencyRank:
    """An area's place by urgency over all themes, and how it moves with other weights."""

    area_id: str
    theme: str
    rank: int
    rank_min: int
    rank_max: int
    top_share: float | None
    top_ranks: int | None
    scenarios: int


@dataclass(frozen=True)
class CoverRule:
    """A rule of the decision table, in the order in which the rules are tried."""

    rule_id: str
    result: str
    says_de: str


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
class Outline:
    """An area's simplified outline (GeoJSON, degrees) and where its label can stand."""

    area_id: str
    area_level: str
    geometry_simple: str
    longitude: float | None
    latitude: float | None
    source_title_de: str | None
    licence: str | None


@dataclass(frozen=True)
class Tile:
    area_level: str
    area_code: str
    tile_column: int
    tile_row: int


@dataclass(frozen=True)
class Revision:
    source_id: str
    area_id: str
    measure_id: str
    breakdown: str | None
    period: str
    change: str
    old_text: str | None
    new_text: str | None
    old_vintage: datetime | None
    new_vintage: datetime | None


@dataclass(frozen=True)
class Oddity:
    """Something that looks wrong in a source's figures; ``known`` where it was looked into."""

    source_id: str
    status: str
    known_reason: str | None
    explanation_de: str


@dataclass(frozen=True)
class Note:
    """A known break that affects figures from ``since`` on."""

    since: date
    indicator_ids: tuple[str, ...]
    text_de: str


@dataclass(frozen=True)
class Word:
    """A word or abbreviation of the city's own."""

    term: str
    meaning_de: str


@dataclass(frozen=True)
class Question:
    """A question of the council, and the chapter that answers it."""

    topic: str
    title_de: str
    question_de: str


@dataclass(frozen=True)
class Source:
    source_id: str
    title_de: str
    office: str | None
    licence: str | None
    url: str | None
    data_until: date | None
    expected_until: date | None
    rows: int | None
    rejected: int | None
    fresh: bool | None
    state: str | None
    fetch_problem: str | None
    landed_at: datetime | None = None


@dataclass(frozen=True)
class Layer:
    """A map layer of locations or outlines, and whether it was fetched."""

    title_de: str
    outcome: str
    status_de: str


@dataclass(frozen=True)
class Survey:
    """What is assumed of the sample behind a source's shares."""

    source_id: str
    survey_answers: int
    survey_design_effect: float


@dataclass(frozen=True)
class Check:
    table_name: str
    check_name: str
    severity: str
    passed: bool
    observed: str | None
    failing_rows: int | None
    description_de: str


@dataclass(frozen=True)
class Tables:
    """The rows that a report is made of."""

    city: City
    levels: Sequence[Level]
    areas: Sequence[Area]
    fields: Sequence[Field]
    indicators: Sequence[Indicator]
    latest: Sequence[Fact]
    city_series: Sequence[Fact]
    effects: Sequence[PandemicEffect]
    notes: Sequence[Note]
    words: Sequence[Word]
    questions: Sequence[Question]
    services: Sequence[Service]
    coverage: Sequence[Coverage]
    sources: Sequence[Source]
    surveys: Sequence[Survey]
    checks: Sequence[Check]
    themes: Sequence[Theme]
    tiles: Sequence[Tile]
    outlines: Sequence[Outline]
    index: Sequence[IndexClass]
    index_parts: Sequence[IndexPart]
    trends: Sequence[Trend]
    affected: Sequence[AffectedFigure]
    layers: Sequence[Layer]
    offers: Sequence[Offer]
    offer_areas: Sequence[OfferArea]
    revisions: Sequence[Revision]
    oddities: Sequence[Oddity]
    need_coverage: Sequence[NeedCoverage]
    plan_reviews: Sequence[PlanReview]
    evidence: Sequence[Evidence]
    urgency_ranks: Sequence[UrgencyRank]
    cover_rules: Sequence[CoverRule]
    urgency_weights: Sequence[UrgencyWeights]
    present: frozenset[str]
    """The optional tables that the database has, by their full names."""


_FACTS = """
    select
        facts.area_id, facts.area_level, facts.indicator_id,
        facts.period, facts.period_start, facts.period_end,
        facts.value, facts.numerator, facts.denominator,
        facts.denominator_period, facts.denominator_carried,
        facts.ci_low, facts.ci_high, facts.method, facts.status, facts.source_ids,
        need.* exclude (area_id, indicator_id, period)
    from marts.fct_indicator as facts
    left join (
        -- those that are there: class_is_sure is not in every publication
        select columns(lambda name: name in (
            'area_id', 'indicator_id', 'period', 'rank', 'rank_low', 'rank_high', 'areas_ranked',
            'need_class', 'class_is_sure', 'trend', 'previous_period'
        ))
        from marts.mart_need
    ) as need using (area_id, indicator_id, period)
"""

# The newest period of an indicator and level that has a figure for any real area.
_LATEST = (
    "with facts as ("
    + _FACTS
    + """
    ), newest as (
        select facts.indicator_id, facts.area_level, max(facts.period_end) as period_end
        from facts
        join marts.dim_area as areas using (area_id)
        where facts.status = 'known' and not areas.is_unknown
        group by all
    )
    select facts.*
    from facts
    join newest using (indicator_id, area_level, period_end)
    join declared.area_level as levels using (area_level)
    where levels.compares_need
    order by indicator_id, area_id
    """
)

_CITY_SERIES = (
    _FACTS
    + """
    join declared.city on city.city_area_id = facts.area_id
    where facts.status = 'known'
    order by facts.indicator_id, facts.period_end
    """
)

_QUERIES: dict[str, tuple[type, str]] = {
    "city": (City, "select * from declared.city"),
    "levels": (Level, "select * from declared.area_level order by level_rank"),
    "areas": (Area, "select * from marts.dim_area order by area_level, area_code, area_id"),
    "fields": (Field, "select * from declared.planning_field order by position, planning_field"),
    "indicators": (Indicator, "select * from marts.dim_indicator order by position, indicator_id"),
    "latest": (Fact, _LATEST),
    "city_series": (Fact, _CITY_SERIES),
    "effects": (
        PandemicEffect,
        "select * from marts.mart_pandemic_effect order by area_level, area_id, indicator_id",
    ),
    "notes": (Note, "select * from declared.note order by position, note_id"),
    "services": (Service, "select * from declared.service_type"),
    "coverage": (
        Coverage,
        "select * from marts.mart_coverage order by service_type, period_end, area_id",
    ),
    "sources": (Source, "select * from marts.mart_source_status order by title_de, source_id"),
    "surveys": (
        Survey,
        "select * from declared.source where survey_answers is not null order by source_id",
    ),
    "checks": (Check, "select * from marts.mart_data_quality order by table_name, check_name"),
}

# What a publication may lack: another version of it had no such table. Nothing is read then, and
# the report says in words what is missing.
_OPTIONAL: dict[str, tuple[type, str, str]] = {
    "words": (
        Word,
        "declared.glossary",
        "select * from declared.glossary order by position, term",
    ),
    "questions": (
        Question,
        "declared.council_question",
        "select * from declared.council_question order by position",
    ),
    "themes": (Theme, "declared.theme", "select * from declared.theme order by theme"),
    "tiles": (Tile, "declared.area_tile", "select * from declared.area_tile order by all"),
    "outlines": (
        Outline,
        "marts.dim_area_geometry",
        "select * from marts.dim_area_geometry order by area_id",
    ),
    "index": (
        IndexClass,
        "marts.mart_social_index",
        "select * from marts.mart_social_index "
        "where year = (select max(year) from marts.mart_social_index) order by area_id",
    ),
    "index_parts": (
        IndexPart,
        "declared.social_index_part",
        "select * from declared.social_index_part order by indicator_id",
    ),
    "trends": (
        Trend,
        "marts.mart_trend",
        "select * from marts.mart_trend order by area_id, indicator_id",
    ),
    "affected": (
        AffectedFigure,
        "marts.mart_pandemic_effect",
        "select facts.* from marts.fct_indicator as facts "
        "join marts.mart_pandemic_effect as effects using (area_id, indicator_id) "
        "where effects.finding in ('new_need', 'aggravated', 'relieved') "
        "and facts.status = 'known' order by area_id, indicator_id, period_end",
    ),
    "layers": (
        Layer,
        "marts.mart_layer_status",
        "select * from marts.mart_layer_status order by title_de, source_id",
    ),
    "offers": (Offer, "marts.dim_service", "select * from marts.dim_service order by service_id"),
    "offer_areas": (
        OfferArea,
        "marts.dim_service_area",
        "select * from marts.dim_service_area where area_id is not null "
        "order by service_id, area_level",
    ),
    "revisions": (
        Revision,
        "marts.mart_revision",
        "select * from marts.mart_revision order by source_id, area_id, measure_id, breakdown, "
        "period, new_vintage",
    ),
    "oddities": (
        Oddity,
        "marts.mart_plausibility",
        "select * from marts.mart_plausibility order by source_id, finding_id",
    ),
    "need_coverage": (
        NeedCoverage,
        "marts.mart_need_coverage",
        "select * from marts.mart_need_coverage order by theme_de, area_id",
    ),
    "plan_reviews": (
        PlanReview,
        "marts.mart_plan_review",
        "select * from marts.mart_plan_review order by row_kind, planning_field, plan_id, theme, "
        "indicator_id, area_id",
    ),
    "evidence": (
        Evidence,
        "marts.mart_evidence",
        "select * from marts.mart_evidence order by evidence_id",
    ),
    "urgency_ranks": (
        UrgencyRank,
        "marts.mart_urgency_sensitivity",
        "select * from marts.mart_urgency_sensitivity where theme = 'all' order by rank, area_id",
    ),
    "cover_rules": (
        CoverRule,
        "declared.cover_rule",
        "select * from declared.cover_rule order by position",
    ),
    "urgency_weights": (
        UrgencyWeights,
        "declared.coverability",
        "select * from declared.coverability",
    ),
}

_OPTIONAL_TABLES = {table for _, table, _ in _OPTIONAL.values()}


def read_tables(database: Path) -> Tables:
    """Reads all rows; the database is opened read-only and closed again.

    Raises:
        MonitorError: the database does not name exactly one city.
    """
    with duckdb.connect(database, read_only=True) as connection:
        found: dict[str, list[Any]] = {
            name: _records(connection, shape, query) for name, (shape, query) in _QUERIES.items()
        }
        present = _tables_of(connection)
        for name, (shape, table, query) in _OPTIONAL.items():
            found[name] = _records(connection, shape, query) if table in present else []
    cities = found.pop("city")
    if len(cities) != 1:
        raise MonitorError(
            f"{database}: declared.city has {len(cities)} rows; a report is made for one city"
        )
    return Tables(city=cities[0], present=frozenset(present & _OPTIONAL_TABLES), **found)


def _tables_of(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables"
    ).fetchall()
    return {name for (name,) in rows}


def _records(
    connection: duckdb.DuckDBPyConnection, shape: type[Record], query: str
) -> list[Record]:
    """The rows of ``query`` as ``shape``: its fields are the columns read.

    A field with a default is a column that earlier publications do not have.
    """
    names = [field.name for field in fields(shape)]  # type: ignore[arg-type]
    if any(field.default is not MISSING for field in fields(shape)):  # type: ignore[arg-type]
        there = {row[0] for row in connection.execute(f"describe {query}").fetchall()}
        names = [name for name in names if name in there]
    columns = ", ".join(f'"{name}"' for name in names)
    ordered = f"select {columns} from ({query})"
    return [
        shape(**dict(zip(names, row, strict=True)))
        for row in connection.execute(ordered).fetchall()
    ]
