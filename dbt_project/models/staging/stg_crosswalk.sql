{#
  Which areas there are today, and which lie in which. A table whose rows are of many periods may name areas that were
  re-cut since: they are none of today. Of an area that was renamed, or went to another larger area, its newest period
  says what is so today.
#}
with cells as (select * from {{ source('raw', 'cell') }}),

landings as (select * from {{ ref('stg_landing') }}),

labels as (select * from {{ ref('stg_area_label') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

periods as (select * from {{ ref('stg_period_label') }}),

cities as (select * from {{ source('declared', 'city') }}),

newest as ({{ newest_crosswalk('landings') }}),

-- a smallest unit may be listed more than once (for attributes that are not used here)
units as (
    select
        area_labels,
        max(period_end) as listed_until,
        row_number() over (order by min(row_number)) as unit_id
    from cells
    join newest using (source_id, landing_id, dataset_id)
    left join periods using (source_id, period_labels)
    group by area_labels
),

unit_labels as (
    select
        unit_id,
        listed_until,
        unnest(map_keys(area_labels)) as area_level,
        unnest(map_values(area_labels)) as label
    from units
),

gone as (
    select unit_labels.unit_id
    from unit_labels
    join labels using (area_level, label)
    join {{ source('declared', 'absent_area') }} as absent_areas on absent_areas.area = labels.area_id
    where absent_areas.boundary_set = 0
),

placed as (
    select
        unit_labels.unit_id,
        labels.area_level,
        labels.area_id,
        labels.area_code,
        labels.area_name,
        labels.label,
        unit_labels.listed_until
    from unit_labels
    join labels using (area_level, label)
    anti join gone on gone.unit_id = unit_labels.unit_id
    where labels.kind = 'area'
),

-- a smallest area as it was in a period before its newest
outdated as (
    select unit_id
    from (
        select placed.unit_id, placed.area_id, placed.listed_until
        from placed
        join levels using (area_level)
        qualify row_number() over (partition by placed.unit_id order by levels.level_rank) = 1
    )
    qualify listed_until < max(listed_until) over (partition by area_id)
),

whole_city as (
    select
        units.unit_id,
        'city' as area_level,
        cities.city_area_id,
        cities.city_area_code,
        cities.city_name,
        null as label,
        units.listed_until
    from units
    anti join gone using (unit_id)
    cross join cities
),

listed as (
    select * from placed
    union all
    select * from whole_city
),

called as (
    select area_id, list(distinct area_name order by area_name) as names
    from listed
    group by all
)

select listed.*, called.names
from listed
join called using (area_id)
anti join outdated using (unit_id)
