"""Which rows of a publication become which records, and in what order."""

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

_FACTS = """(
    select
        facts.area_id, facts.area_level, facts.indicator_id,
        facts.period, facts.period_start, facts.period_end,
        facts.value, facts.numerator, facts.denominator,
        facts.denominator_period, facts.denominator_carried,
        facts.ci_low, facts.ci_high, facts.method, facts.status, facts.source_ids,
        need.* exclude (area_id, indicator_id, period),
        previous.period_end as previous_period_end
    from marts.fct_indicator as facts
    left join (
        -- those that are there: the last two are not in every publication
        select columns(lambda name: name in (
            'area_id', 'indicator_id', 'period', 'rank', 'rank_low', 'rank_high', 'areas_ranked',
            'need_class', 'trend', 'previous_period', 'class_is_sure', 'is_undetermined'
        ))
        from marts.mart_need
    ) as need using (area_id, indicator_id, period)
    left join marts.fct_indicator as previous
        on previous.area_id = facts.area_id and previous.indicator_id = facts.indicator_id
        and previous.period = need.previous_period
) as facts"""

_NEWEST = f"""(
    -- the newest period of an indicator and level that has a figure for any real area
    select facts.indicator_id, facts.area_level, max(facts.period_end) as period_end
    from {_FACTS}
    join marts.dim_area as areas using (area_id)
    where facts.value is not null and not areas.is_unknown
    group by all
)"""

_CITY = "(select city_area_id from declared.city)"

Query = tuple[type, str, str]
"""A record, the rows that become such records, their order."""

REQUIRED: dict[str, Query] = {
    "city": (City, "declared.city", "all"),
    "levels": (Level, "declared.area_level", "level_rank"),
    "areas": (Area, "marts.dim_area", "area_level, area_code, area_id"),
    "fields": (Field, "declared.planning_field", "position, planning_field"),
    "indicators": (Indicator, "marts.dim_indicator", "position, indicator_id"),
    "latest": (
        Fact,
        f"{_FACTS} join {_NEWEST} as newest using (indicator_id, area_level, period_end) "
        "join declared.area_level as levels using (area_level) where levels.compares_need",
        "indicator_id, area_id",
    ),
    "city_series": (
        Fact,
        f"{_FACTS} join declared.city on city.city_area_id = facts.area_id "
        "where facts.value is not null",
        "indicator_id, period_end",
    ),
    "effects": (PandemicEffect, "marts.mart_pandemic_effect", "area_level, area_id, indicator_id"),
    "notes": (Note, "declared.note", "position, note_id"),
    "services": (Service, "declared.service_type", "service_type"),
    "coverage": (Coverage, "marts.mart_coverage", "service_type, period_end, area_id"),
    "sources": (Source, "marts.mart_source_status", "title_de, source_id"),
    "surveys": (Survey, "declared.source where survey_answers is not null", "source_id"),
    "checks": (Check, "marts.mart_data_quality", "table_name, check_name"),
}

OPTIONAL: dict[str, Query] = {
    "crises": (Crisis, "declared.pandemic", "all"),
    "errata": (Erratum, "declared.erratum", "edition_as_of, version, marked_on, erratum"),
    "words": (Word, "declared.glossary", "position, term"),
    "questions": (Question, "declared.council_question", "position"),
    "themes": (Theme, "declared.theme", "theme"),
    "tiles": (Tile, "declared.area_tile", "all"),
    "parts": (
        Part,
        "marts.dim_area_crosswalk join marts.dim_area using (area_id, area_level) "
        "where area_name <> area_code "
        "and other_area_level = (select sozialraum_level from declared.city)",
        "other_area_id, area_id",
    ),
    "area_changes": (AreaChange, "declared.area_change", "since, made_of"),
    "outlines": (Outline, "marts.dim_area_geometry", "area_id"),
    "index": (
        IndexClass,
        # `is_latest`, which publications of the first version do not have
        "marts.mart_social_index as shown where year = (select max(year) "
        "from marts.mart_social_index as others where others.area_level = shown.area_level "
        "and others.status_score is not null)",
        "area_id",
    ),
    "index_parts": (IndexPart, "declared.social_index_part", "indicator_id"),
    "trends": (Trend, "marts.mart_trend", "area_id, indicator_id"),
    "affected": (
        AffectedFigure,
        "marts.mart_pandemic_effect as effects "
        "join marts.fct_indicator as facts using (area_id, indicator_id) "
        "where effects.finding in ('new_need', 'aggravated', 'relieved') "
        "and facts.value is not null",
        "area_id, indicator_id, period_end",
    ),
    "pictured": (Pictured, "declared.picture", "position"),
    "earlier": (
        EarlierFigure,
        "declared.picture join marts.fct_indicator using (indicator_id) "
        "where period = since_period and value is not null",
        "indicator_id, area_id",
    ),
    "before": (
        EarlierFigure,
        "marts.fct_indicator as facts "
        f"join (select * rename (period_end as newest_end) from {_NEWEST}) as newest "
        "using (indicator_id, area_level) "
        "cross join declared.pandemic cross join declared.city "
        "where facts.value is not null and area_level = sozialraum_level "
        "and facts.period_end < shown_from "
        "and month(facts.period_end) = month(newest_end) "
        "qualify row_number() over (partition by indicator_id, area_id "
        "order by facts.period_end desc) = 1",
        "indicator_id, area_id",
    ),
    "classes": (
        AreaClass,
        "marts.mart_area_class join marts.dim_measure using (measure_id)",
        "name_de, measure_id, source_id, period_end, area_id",
    ),
    "measure_classes": (MeasureClass, "declared.measure_class", "measure_id, position"),
    "outlook": (Outlook, "marts.mart_outlook", "area_id, target_group, year, service_type"),
    "layers": (Layer, "marts.mart_layer_status", "title_de, source_id"),
    "offers": (Offer, "marts.dim_service", "service_id"),
    "offer_areas": (
        OfferArea,
        "marts.dim_service_area where area_id is not null",
        "service_id, area_level",
    ),
    "revisions": (
        Revision,
        "marts.mart_revision",
        "source_id, area_id, measure_id, breakdown, period, new_vintage",
    ),
    "oddities": (Oddity, "marts.mart_plausibility", "source_id, finding_id"),
    "need_coverage": (
        NeedCoverage,
        f"marts.mart_need_coverage where area_id <> {_CITY}",
        "theme_de, area_id",
    ),
    "city_answers": (
        NeedCoverage,
        f"marts.mart_need_coverage where area_id = {_CITY}",
        "theme_de",
    ),
    "open_questions": (
        OpenQuestion,
        "marts.mart_open_question",
        "would_decide desc, list_position(['use', 'capacity', 'statement'], fact), planning_field, "
        "theme_de",
    ),
    "plan_reviews": (
        PlanReview,
        "marts.mart_plan_review",
        "row_kind, planning_field, plan_id, theme, indicator_id, area_id",
    ),
    "evidence": (Evidence, "marts.mart_evidence", "evidence_id"),
    "urgency_ranks": (
        UrgencyRank,
        "marts.mart_urgency_sensitivity where theme = 'all'",
        "rank, area_id",
    ),
    "priorities": (Priority, "marts.mart_priority", "priority_rank_mean, area_id"),
    "urgency_components": (UrgencyComponent, "marts.mart_urgency_component", "all"),
    "cover_rules": (CoverRule, "declared.cover_rule", "position"),
    "urgency_weights": (
        UrgencyWeights,
        "declared.coverability where weight_need is not null",
        "all",
    ),
}
"""What a publication may lack (the first table named): another version of it had no such table.
Nothing is read then, and the report says in words what is missing."""
