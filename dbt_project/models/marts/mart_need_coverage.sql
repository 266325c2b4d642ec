with decided as (select * from {{ ref('int_coverability') }}),

thresholds as (select * from {{ source('declared', 'urgency_threshold') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

plan_themes as (select * from {{ ref('int_plan_theme') }}),

cities as (select * from {{ source('declared', 'city') }}),

ratings as (
    select decided.area_id, decided.theme, thresholds.rule_id, thresholds.urgency, thresholds.name_de
    from decided
    join thresholds on decided.urgency_score >= thresholds.score_from
    qualify row_number() over (
        partition by decided.area_id, decided.theme order by thresholds.score_from desc
    ) = 1
),

-- the plannings of the theme that hold in the Sozialraum; the best of them tells
plan_status as (
    select
        decided.area_id,
        decided.theme,
        case min(case plan_themes.adjusted when 'yes' then 0 when 'unknown' then 1 else 2 end)
            when 0 then 'adjusted'
            when 1 then 'adjustment_unknown'
            when 2 then 'not_adjusted'
        end as plan_status,
        list(plan_themes.plan_id order by plan_themes.plan_id) as plan_ids
    from decided
    cross join cities
    join plan_themes
        on plan_themes.theme = decided.theme
        and plan_themes.is_planning
        and plan_themes.valid_in in (decided.area_id, cities.city_area_id)
    group by all
),

joined as (
    select
        decided.*,
        indicators.name_de as indicator_de,
        indicators.unit as indicator_unit,
        ratings.urgency,
        ratings.rule_id as rated_by,
        ratings.name_de as urgency_de,
        coalesce(plan_status.plan_status, 'no_plan') as plan_status,
        coalesce(plan_status.plan_ids, []) as plan_ids
    from decided
    left join indicators on indicators.indicator_id = decided.indicator_id
    left join ratings on ratings.area_id = decided.area_id and ratings.theme = decided.theme
    left join plan_status on plan_status.area_id = decided.area_id and plan_status.theme = decided.theme
)

select
    -- ids
    area_id,
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

    -- since the pandemic
    finding,
    persists,
    finding_indicator_id,
    finding_area_ids,
    excess_pct,
    studies_say,
    providers_say,
    agreement,
    agreement_de,
    evidence_count,
    evidence_local,

    -- supply
    coverage_fact as coverage_class,
    coverage_method,
    services_in_reach,
    use_fact as use_class,
    utilisation,
    providers_fact as providers_suggest,
    statement_ids,
    register_fact as register_says,
    change_ids,

    -- the result
    coverability,
    rule_id,
    case
        when coverability = 'covered' then 0
        when coverage_fact = 'short' then lacking
    end as uncovered,
    case when coverability = 'covered' or (coverage_fact = 'short' and lacking is not null)
        then coverage_unit end as uncovered_unit,
    list_filter([
        'need_' || need_fact,
        case need_basis when 'proxy' then 'need_by_proxy' when 'none' then 'need_not_measured' end,
        case when need_method = 'apportioned' then 'need_estimated' end,
        'finding_' || finding,
        case when finding_area_ids <> area_id then 'finding_of_coarser_area' end,
        'coverage_' || coverage_fact,
        case when coverage_method = 'apportioned' then 'coverage_estimated' end,
        'use_' || use_fact,
        'providers_' || providers_fact,
        case when answers > 1 then 'providers_differ' end,
        case when providers_fact <> 'silent' and not has_local_statement then 'statement_for_whole_city' end,
        case when register_fact <> 'silent' then 'register_' || register_fact end,
        'evidence_' || agreement,
        'plan_' || plan_status
    ], lambda code: code is not null) as reasons,
    -- the sentence: what decided, then the facts behind it
    says_de || ' Bedarf: '
    || case need_fact
        when 'high' then 'hoch'
        when 'medium' then 'mittel'
        when 'low' then 'gering'
        when 'reported' then 'nicht gemessen, aber von Studien oder Trägern berichtet'
        else 'nicht bekannt'
    end
    || case when need_class is not null then
        ' (Klasse ' || need_class || ' von 5 nach „' || indicator_de || '“'
        || case when need_basis = 'proxy' then ', ersatzweise' else '' end
        || case when need_method = 'apportioned' then ', geschätzt' else '' end || ')'
        else ''
    end
    || '; seit der Pandemie: '
    || case finding
        when 'new_need' then 'neuer Bedarf'
        when 'aggravated' then 'verschärft'
        when 'relieved' then 'entspannt'
        when 'none' then 'keine gesicherte Abweichung'
        else 'mit den Zahlen nicht beurteilbar'
    end
    || case when persists then ', anhaltend' else '' end
    || '; Angebot: '
    || case coverage_fact
        when 'enough' then 'nicht unter dem Mittel der Stadt'
        when 'short' then 'unter dem Mittel der Stadt'
        when 'present' then 'vorhanden, Kapazität nicht bekannt'
        when 'none_known' then 'keins bekannt'
        else 'keine Art von Angebot festgelegt'
    end
    || case when utilisation is not null
        then ', Auslastung ' || {{ german_number('round(100 * utilisation, 0)') }} || ' %' else '' end
    || case when coverage_method = 'apportioned' then ' (geschätzt)' else '' end
    || case when coverage_fact = 'short' and lacking is not null
        then '; zum Mittel fehlen ' || {{ german_number('round(lacking, 0)') }} || ' ' || coverage_unit else '' end
    || '.' as sentence_de,

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

    -- plans
    plan_status,
    plan_ids
from joined
order by area_id, position
