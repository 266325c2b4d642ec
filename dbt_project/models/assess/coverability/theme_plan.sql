{# Whether a planning deals with the theme in the Sozialraum; of those that hold there, the best one tells. #}
with asked as (select * from {{ ref('theme_asked') }}),

plan_themes as (select * from {{ ref('plan_theme') }} where is_planning),

cities as (select * from {{ source('declared', 'city') }}),

held as (
    select
        asked.area_id,
        asked.theme,
        -- a planning deals with nothing before its time, and with nothing any more when that is over
        min(
            case
                when plan_themes.validity = 'not_begun' then 3
                when plan_themes.has_expired then 4
                when plan_themes.adjusted = 'yes' then 0
                when plan_themes.adjusted = 'unknown' then 1
                else 2
            end
        ) as best,
        list(plan_themes.plan_id order by plan_themes.plan_id) as plan_ids
    from asked
    cross join cities
    join plan_themes
        on plan_themes.theme = asked.theme
        and plan_themes.valid_in in (asked.area_id, cities.city_area_id)
    group by all
)

select
    asked.area_id,
    asked.theme,
    case held.best
        when 0 then 'adjusted'
        when 1 then 'adjustment_unknown'
        when 2 then 'not_adjusted'
        when 3 then 'only_ahead'
        when 4 then 'only_expired'
        else 'no_plan'
    end as plan_status,
    coalesce(held.plan_ids, []) as plan_ids
from asked
left join held using (area_id, theme)
