{#
  Which areas there are today, and which lie in which. A table whose rows are of many periods may name areas that were
  re-cut since: they are none of today.
#}
with cells as (select * from {{ source('raw', 'cell') }}),

landings as (select * from {{ ref('stg_landing') }}),

labels as (select * from {{ ref('stg_area_label') }}),

cities as (select * from {{ source('declared', 'city') }}),

newest as (
    select landings.landing_id, landings.dataset_id
    from landings
    join cities on landings.source_id = cities.crosswalk_source_id
    qualify row_number() over (order by landings.vintage_at desc) = 1
),

-- a smallest unit may be listed more than once (for attributes that are not used here)
units as (
    select
        area_labels,
        row_number() over (order by min(row_number)) as unit_id
    from cells
    join newest using (landing_id, dataset_id)
    group by area_labels
),

unit_labels as (
    select
        unit_id,
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
        labels.label
    from unit_labels
    join labels using (area_level, label)
    anti join gone on gone.unit_id = unit_labels.unit_id
    where labels.kind = 'area'
),

whole_city as (
    select
        units.unit_id,
        'city' as area_level,
        cities.city_area_id,
        cities.city_area_code,
        cities.city_name,
        null as label
    from units
    anti join gone using (unit_id)
    cross join cities
)

select * from placed
union all
select * from whole_city
