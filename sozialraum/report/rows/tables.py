"""All rows that a report is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from sozialraum.report.rows.city import (
    Area,
    AreaChange,
    City,
    Crisis,
    Field,
    Indicator,
    Level,
    Note,
    Outline,
    Part,
    Question,
    Theme,
    Tile,
    Word,
)
from sozialraum.report.rows.figures import (
    AffectedFigure,
    AreaClass,
    EarlierFigure,
    Fact,
    IndexClass,
    IndexPart,
    MeasureClass,
    Outlook,
    PandemicEffect,
    Pictured,
    Trend,
)
from sozialraum.report.rows.services import (
    Coverage,
    CoverRule,
    Evidence,
    NeedCoverage,
    Offer,
    OfferArea,
    OpenQuestion,
    PlanReview,
    Priority,
    Service,
    UrgencyComponent,
    UrgencyRank,
    UrgencyWeights,
)
from sozialraum.report.rows.sources import Check, Erratum, Layer, Oddity, Revision, Source, Survey


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
    crises: Sequence[Crisis]
    notes: Sequence[Note]
    words: Sequence[Word]
    errata: Sequence[Erratum]
    questions: Sequence[Question]
    services: Sequence[Service]
    coverage: Sequence[Coverage]
    sources: Sequence[Source]
    surveys: Sequence[Survey]
    checks: Sequence[Check]
    themes: Sequence[Theme]
    tiles: Sequence[Tile]
    outlines: Sequence[Outline]
    area_changes: Sequence[AreaChange]
    parts: Sequence[Part]
    index: Sequence[IndexClass]
    index_parts: Sequence[IndexPart]
    trends: Sequence[Trend]
    affected: Sequence[AffectedFigure]
    pictured: Sequence[Pictured]
    earlier: Sequence[EarlierFigure]
    before: Sequence[EarlierFigure]
    classes: Sequence[AreaClass]
    measure_classes: Sequence[MeasureClass]
    outlook: Sequence[Outlook]
    layers: Sequence[Layer]
    offers: Sequence[Offer]
    offer_areas: Sequence[OfferArea]
    revisions: Sequence[Revision]
    oddities: Sequence[Oddity]
    need_coverage: Sequence[NeedCoverage]
    city_answers: Sequence[NeedCoverage]
    open_questions: Sequence[OpenQuestion]
    plan_reviews: Sequence[PlanReview]
    evidence: Sequence[Evidence]
    urgency_ranks: Sequence[UrgencyRank]
    priorities: Sequence[Priority]
    urgency_components: Sequence[UrgencyComponent]
    cover_rules: Sequence[CoverRule]
    urgency_weights: Sequence[UrgencyWeights]
    present: frozenset[str]
    """The optional tables that the database has, by their full names."""
