{# What the social index is computed from: each indicator's value at the end of each year. #}
with facts as (select * from {{ ref('fct_indicator') }}),

parts as (select * from {{ source('declared', 'social_index_part') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

areas as (select * from {{ ref('area') }})

select
    facts.area_id as area,
    facts.area_level,
    year(facts.period_end)::varchar as period,
    facts.indicator_id as indicator,
    facts.value,
    facts.method,
    -- what an area that was re-cut since is estimated to have had is no base of a change
    facts.status <> 'estimated' as is_comparable
from facts
join parts using (indicator_id)
join levels using (area_level)
join areas on areas.area_id = facts.area_id and not areas.is_unknown
where
    {{ is_known('facts.status') }}
    and levels.compares_need
    and facts.period_end = make_date(year(facts.period_end), 12, 31)
