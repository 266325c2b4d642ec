{# Planning documents by theme. Only plans, concepts and planning reports count as planning. #}
with plans as (select * from {{ ref('stg_register_plans') }}),

windows as (select crisis_on from {{ source('declared', 'pandemic') }}),

cities as (select * from {{ source('declared', 'city') }}),

dated as (
    select
        plans.*,
        coalesce(plans.area_id, cities.city_area_id) as valid_in,
        plans.document_kind in ('plan', 'concept', 'planning_report') as is_planning,
        greatest(plans.adopted_until, plans.reviewed_until) as last_touched_on,
        case
            when plans.pandemic_adjustment_mentioned = 'yes' then 'yes'
            when plans.pandemic_adjustment_mentioned in ('no', 'before_pandemic') then 'no'
            else 'unknown'
        end as adjusted,
        -- a report does not hold for the time that it reports on
        plans.document_kind <> 'report' and coalesce(plans.period_until < cities.as_of, false) as has_expired,
        case
            when plans.document_kind = 'report' then 'not_applicable'
            when plans.period_until < cities.as_of then 'expired'
            when plans.period_from > cities.as_of then 'not_begun'
            when plans.period_until is null then 'not_stated'
            else 'in_force'
        end as validity,
        greatest(plans.adopted_until, plans.reviewed_until) >= windows.crisis_on as touched_since_crisis,
        windows.crisis_on
    from plans
    cross join cities
    left join windows on true
)

select dated.* exclude (themes), named.theme
from dated
left join lateral (select unnest(dated.themes) as theme) as named on true
