with results as (select * from {{ ref('need_coverage') }}),

-- where the answer is unknown
missed as (select * from {{ ref('theme_missing') }}),

sentences as (select * from {{ ref('theme_sentence') }}),

needs as (select * from {{ ref('theme_need_sentence') }}),

-- what would decide where the answer is unknown
deciders as (select area_id, theme, fact, asked_fields from {{ ref('deciding_fact') }}),

areas as (select area_id, area_level from {{ ref('area') }})

select
    -- ids
    area_id,
    areas.area_level,
    theme,
    name_de as theme_de,
    planning_fields,

    -- need
    need_fact as need,
    need_class,
    need_basis,
    indicator_id,
    need_period,
    need_value,
    city_value,
    need_rank,
    need_method,
    need_message::varchar as need_de,

    -- since the pandemic
    finding,
    coarser_finding,
    persists,
    finding_indicator_id,
    finding_area_ids,
    excess_pct,
    finding_fact as need_change,
    finding_basis as need_change_basis,
    count_ids,
    studies_say,
    study_ids,
    studies_message::varchar as studies_de,
    providers_say,
    agreement,
    agreement_message::varchar as agreement_de,
    evidence_count,
    evidence_local,
    evidence_until,

    -- supply
    coverage_fact as coverage_class,
    coverage_method,
    services_in_reach::bigint as services_in_reach,
    use_fact as use_class,
    utilisation,
    providers_fact as providers_suggest,
    statement_ids,
    stated_on,
    counts_until as statement_counts_until,
    expired_statement_ids,
    register_fact as register_says,
    change_ids,
    supply_message::varchar as supply_de,

    -- the result
    coverability,
    rule_id,
    indication,
    disputed,
    see_area_id,
    pandemic_coverability,
    pandemic_rule_id,
    pandemic_indication,
    pandemic_disputed,
    pandemic_statement_ids,
    earlier_coverability,
    earlier_rule_id,
    earlier_stated_on,
    confidence,
    -- within one unit; amounts in several units are in uncovered_de only
    uncovered,
    uncovered_unit::varchar as uncovered_unit,
    uncovered_share,
    lacks_message::varchar as uncovered_de,
    list_concat(reasons, missing_reasons) as reasons,
    coalesce(missing, []) as missing,
    deciders.fact as deciding_fact,
    deciders.asked_fields as deciding_fields,
    missing_message::varchar as missing_de,
    way_message::varchar as way_de,
    {{ joined(['sentence_message', 'need_message', 'supply_message', 'way_message', 'missing_message']) }}
        ::varchar as sentence_de,

    -- urgency
    urgency,
    urgency_de,
    rated_by as urgency_rule_id,
    urgency_score,
    x_need,
    x_finding,
    x_persistence,
    x_gap,
    x_group,
    group_size,
    group_definition,
    group_period,
    urgency_is_local,

    -- plans
    plan_status,
    plan_ids
from results
join areas using (area_id)
left join missed using (area_id, theme)
left join deciders using (area_id, theme)
join sentences using (area_id, theme)
join needs using (area_id, theme)
order by area_id, position
