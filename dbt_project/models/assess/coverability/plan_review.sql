with plan_themes as (select * from {{ ref('plan_theme') }}),

grown as (select * from {{ ref('grown_need') }}),

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
        plan_themes.validity in ('in_force', 'not_stated') as holds,
        plan_themes.validity = 'not_begun' as is_ahead,
        plan_themes.adjusted,
        grown.finding_id,
        grown.indicator_id
    from plan_themes
    cross join cities
    join grown using (theme)
    where
        plan_themes.valid_in in (cities.city_area_id, grown.area_id)
        or exists (
            select 1 from crosswalk
            where crosswalk.area_id = plan_themes.valid_in and crosswalk.other_area_id = grown.area_id
        )
),

by_plan as (
    select
        plan_id,
        theme,
        count(*) as findings,
        count(indicator_id) as by_figures,
        list(finding_id order by finding_id) as finding_ids
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
        plan_themes.known_from,
        plan_themes.planning_field,
        plan_themes.responsible_office,
        plan_themes.theme,
        plan_themes.valid_in as area_id,
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
        coalesce(by_plan.by_figures, 0) as by_figures,
        coalesce(by_plan.finding_ids, []) as finding_ids,
        case
            when plan_themes.theme is null then 'no_theme'
            when by_plan.findings is null then 'no_finding'
            when plan_themes.has_expired then 'expired'
            when plan_themes.validity = 'not_begun' then 'not_begun'
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

-- needs that grew and no planning deals with, and those that only expired, coming, older or unread ones deal with
by_finding as (
    select
        grown.*,
        count(answered.plan_id) filter (where answered.is_planning) as plans,
        count(answered.plan_id) filter (where answered.is_planning and answered.holds) as valid_plans,
        count(answered.plan_id) filter (where answered.is_planning and answered.is_ahead) as coming_plans,
        count(answered.plan_id) filter (where answered.is_planning and answered.holds and answered.adjusted = 'yes')
            as adjusted_plans
    from grown
    left join answered using (finding_id, theme)
    group by all
),

unanswered as (
    select
        'finding' as row_kind,
        by_finding.basis,
        if(by_finding.basis = 'figures', 'finding', by_finding.basis) || ':' || by_finding.area_id || ':'
        || coalesce(by_finding.indicator_id, by_finding.theme) as review_id,
        by_finding.planning_field,
        by_finding.theme,
        by_finding.area_id,
        by_finding.indicator_id,
        1 as findings,
        [by_finding.finding_id] as finding_ids,
        case
            when by_finding.plans = 0 then 'no_plan'
            when by_finding.valid_plans = 0 and by_finding.coming_plans > 0 then 'only_ahead'
            when by_finding.valid_plans = 0 then 'only_expired'
            else 'no_adjusted_plan'
        end as addresses_finding
    from by_finding
    where by_finding.adjusted_plans = 0
),

joined as (
    select * from reviewed
    union all by name
    select * from unanswered
)

select
    joined.* exclude (basis, by_figures),
    case joined.row_kind
        when 'finding' then {{ message(
            'plan_review-finding', answer='joined.addresses_finding', area=named('areas.area_name'), basis='joined.basis',
            indicator=named('indicators.name_de'), theme=named('themes.name_de')
        ) }}
        else {{ message(
            'plan_review-plan', answer='joined.addresses_finding', theme=named('themes.name_de'),
            n='joined.by_figures', until=day('joined.period_until')
        ) }}
    end as review_message
from joined
left join themes on themes.theme = joined.theme
left join areas on areas.area_id = joined.area_id
left join indicators on indicators.indicator_id = joined.indicator_id
