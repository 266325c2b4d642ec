{# What is asked: each theme in each Sozialraum, with the size of the group that it is about. #}
with themes as (select * from {{ source('declared', 'theme') }}),

areas as (select * from {{ ref('area') }} where not is_unknown),

cities as (select * from {{ source('declared', 'city') }}),

terms as (select * from {{ ref('term_value') }}),

asked as (
    select areas.area_id, themes.*
    from areas
    join cities on cities.sozialraum_level = areas.area_level
    cross join themes
),

groups as (
    select
        terms.area_id,
        replace(terms.owner_id, 'theme.', '') as theme,
        arg_max(terms.value, terms.period_end) as group_size,
        max(terms.period) as group_period
    from terms
    where terms.role = 'group' and terms.status = 'known'
    group by all
),

-- places by size among the Sozialräume, 0 for the smallest and 1 for the largest group
sized as (
    select
        groups.*,
        (rank() over (partition by groups.theme order by groups.group_size) - 1)
            / nullif(count(*) over (partition by groups.theme) - 1, 0) as group_place
    from groups
    semi join asked using (area_id, theme)
)

select
    asked.area_id,
    asked.theme,
    asked.position,
    asked.name_de,
    asked.planning_fields,
    asked.need_basis,
    asked.no_indicator_de,
    asked.proxy_de,
    asked.indicator_id,
    asked.group_definition,
    sized.group_size,
    sized.group_period,
    sized.group_place
from asked
left join sized using (area_id, theme)
