{#
  What is asked: each theme in each Sozialraum and in the whole city, with the size of the group that it is about. Nothing
  where the city declares no rules that would answer.
#}
with themes as (select * from {{ source('declared', 'theme') }}),

areas as (select * from {{ ref('area') }} where not is_unknown),

cities as (select * from {{ source('declared', 'city') }}),

terms as (select * from {{ ref('term_value') }}),

city_values as (
    select distinct facts.indicator_id
    from {{ ref('indicator_published') }} as facts
    join cities on facts.area_id = cities.city_area_id
    where {{ is_known('facts.status') }}
),

asked as (
    select areas.area_id, areas.area_id = cities.city_area_id as is_city, themes.*
    from areas
    join cities on areas.area_level = cities.sozialraum_level or areas.area_id = cities.city_area_id
    cross join themes
    where exists (select 1 from {{ source('declared', 'cover_rule') }})
),

groups as (
    select
        terms.area_id,
        replace(terms.owner_id, 'theme.', '') as theme,
        arg_max(terms.value, terms.period_end) as group_size,
        max(terms.period) as group_period
    from terms
    where terms.role = 'group' and {{ is_known('terms.status') }}
    group by all
),

-- places by size among the Sozialräume, 0 for the smallest and 1 for the largest group
sized as (
    select
        groups.area_id,
        groups.theme,
        (rank() over (partition by groups.theme order by groups.group_size) - 1)
            / nullif(count(*) over (partition by groups.theme) - 1, 0) as group_place
    from groups
    semi join (select * from asked where not is_city) as sozialraeume using (area_id, theme)
)

select
    asked.area_id,
    asked.theme,
    asked.is_city,
    asked.is_city and city_values.indicator_id is not null as has_city_value,
    asked.position,
    asked.name_de,
    asked.planning_fields,
    asked.need_basis,
    asked.no_indicator_de,
    asked.proxy_de,
    asked.no_service_de,
    asked.indicator_id,
    asked.group_definition,
    groups.group_size,
    groups.group_period,
    sized.group_place
from asked
left join groups using (area_id, theme)
left join sized using (area_id, theme)
left join city_values using (indicator_id)
