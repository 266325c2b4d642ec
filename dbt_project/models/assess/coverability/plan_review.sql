with plan_themes as (select * from {{ ref('plan_theme') }}),

effects as (select * from {{ ref('pandemic_finding') }} where finding in ('new_need', 'aggravated')),

crosswalk as (select * from {{ ref('dim_area_crosswalk') }}),

areas as (select * from {{ ref('dim_area') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

themes as (select * from {{ source('declared', 'theme') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- a plan of the city speaks for all its areas, one of an area for it and those that overlap it
answered as (
    select
        plan_themes.plan_id,
        plan_themes.theme,
        plan_themes.is_planning,
        plan_themes.has_expired,
        plan_themes.adjusted,
        plan_themes.pandemic_adjustment_mentioned,
        effects.area_id,
        effects.indicator_id
    from plan_themes
    cross join cities
    join effects using (theme)
    where
        plan_themes.valid_in in (cities.city_area_id, effects.area_id)
        or exists (
            select 1 from crosswalk
            where crosswalk.area_id = plan_themes.valid_in and crosswalk.other_area_id = effects.area_id
        )
),

by_plan as (
    select
        plan_id,
        theme,
        count(*) as findings,
        list(area_id || ' ' || indicator_id order by area_id, indicator_id) as finding_ids
    from answered
    group by all
),

reviewed as (
    select
        'plan' as row_kind,
        plan_themes.plan_id || coalesce(':' || plan_themes.theme, '') as review_id,
        plan_themes.plan_id,
        plan_themes.plan_title,
        plan_themes.document_kind,
        plan_themes.is_planning,
        plan_themes.planning_field,
        plan_themes.responsible_office,
        plan_themes.theme,
        plan_themes.valid_in as area_id,
        null::varchar as indicator_id,
        plan_themes.adopted_until as adopted_on,
        plan_themes.reviewed_until as last_reviewed_on,
        plan_themes.period_until,
        plan_themes.has_expired,
        plan_themes.validity,
        plan_themes.touched_since_crisis as reviewed_since_pandemic,
        plan_themes.adjusted,
        plan_themes.pandemic_adjustment_mentioned = 'before_pandemic' as predates_pandemic,
        plan_themes.adjustment_summary,
        coalesce(by_plan.findings, 0) as findings,
        coalesce(by_plan.finding_ids, []) as finding_ids,
        case
            when plan_themes.theme is null then 'no_theme'
            when by_plan.findings is null then 'no_finding'
            when plan_themes.has_expired then 'expired'
            when plan_themes.adjusted = 'yes' then 'yes'
            when plan_themes.pandemic_adjustment_mentioned = 'before_pandemic' then 'before_pandemic'
            else 'theme_only'
        end as addresses_finding,
        plan_themes.source_title,
        plan_themes.source_url,
        plan_themes.remark
    from plan_themes
    left join by_plan using (plan_id, theme)
),

-- findings that no planning deals with by theme, and those that only expired, older or unread ones deal with
by_finding as (
    select
        effects.area_id,
        effects.indicator_id,
        effects.theme,
        effects.planning_field,
        effects.finding,
        effects.persists,
        count(answered.plan_id) filter (where answered.is_planning) as plans,
        count(answered.plan_id) filter (where answered.is_planning and not answered.has_expired) as valid_plans,
        count(answered.plan_id) filter (
            where answered.is_planning and not answered.has_expired and answered.adjusted = 'yes'
        ) as adjusted_plans
    from effects
    left join answered
        on answered.area_id = effects.area_id
        and answered.indicator_id = effects.indicator_id
        and answered.theme = effects.theme
    group by all
),

unanswered as (
    select
        'finding' as row_kind,
        'finding:' || by_finding.area_id || ':' || by_finding.indicator_id as review_id,
        null::varchar as plan_id,
        null::varchar as plan_title,
        null::varchar as document_kind,
        null::boolean as is_planning,
        by_finding.planning_field,
        null::varchar as responsible_office,
        by_finding.theme,
        by_finding.area_id,
        by_finding.indicator_id,
        null::date as adopted_on,
        null::date as last_reviewed_on,
        null::date as period_until,
        null::boolean as has_expired,
        null::varchar as validity,
        null::boolean as reviewed_since_pandemic,
        null::varchar as adjusted,
        null::boolean as predates_pandemic,
        null::varchar as adjustment_summary,
        1 as findings,
        [by_finding.area_id || ' ' || by_finding.indicator_id] as finding_ids,
        case
            when by_finding.plans = 0 then 'no_plan'
            when by_finding.valid_plans = 0 then 'only_expired'
            else 'no_adjusted_plan'
        end as addresses_finding,
        null::varchar as source_title,
        null::varchar as source_url,
        null::varchar as remark
    from by_finding
    where by_finding.adjusted_plans = 0
),

joined as (
    select * from reviewed
    union all
    select * from unanswered
)

select
    -- ids
    joined.review_id,
    joined.row_kind,
    joined.plan_id,
    joined.theme,
    joined.area_id,
    joined.indicator_id,
    joined.planning_field,

    -- the document
    joined.plan_title,
    joined.document_kind,
    joined.is_planning,
    joined.responsible_office,
    joined.adopted_on,
    joined.last_reviewed_on,
    joined.period_until,
    joined.has_expired,
    joined.validity,
    joined.reviewed_since_pandemic,
    joined.adjusted,
    joined.predates_pandemic,
    joined.adjustment_summary,

    -- the findings
    joined.addresses_finding,
    joined.findings,
    joined.finding_ids,
    case joined.row_kind
        when 'finding' then {{ message(
            'plan_review-finding', answer='joined.addresses_finding', area=named('areas.area_name'),
            indicator=named('indicators.name_de'), theme=named('themes.name_de')
        ) }}
        else {{ message(
            'plan_review-plan', answer='joined.addresses_finding', theme=named('themes.name_de'), n='joined.findings',
            until=day('joined.period_until')
        ) }}
    end as review_message,

    -- where it comes from
    joined.source_title,
    joined.source_url,
    joined.remark
from joined
left join themes on themes.theme = joined.theme
left join areas on areas.area_id = joined.area_id
left join indicators on indicators.indicator_id = joined.indicator_id
