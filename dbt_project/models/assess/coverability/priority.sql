{# The order of the Sozialräume over all themes, its groups by name, and what three voices say of each. #}
with places as (select * from {{ source('statistics', 'priority_place') }}),

voices as (select * from {{ ref('area_voice') }}),

counted as (select count(*) as areas from places)

select
    places.*,
    -- a group that holds most of the areas is no first or last one
    case
        when priority_group_from = 1 and priority_group_to <= areas / 2 then 'clearly_first'
        when priority_group_to = areas and priority_group_from > areas / 2 + 1 then 'clearly_last'
        when priority_group_from = priority_group_to then 'between'
        else 'not_told_apart'
    end as priority_group,
    voices.* exclude (area_id)
from places
join voices using (area_id)
cross join counted
