with accessibility as (select * from {{ ref('accessibility') }}),

outlines as (select * from {{ ref('dim_area_geometry') }}),

areas as (select * from {{ ref('dim_area') }}),

crosswalk as (select * from {{ ref('dim_area_crosswalk') }}),

service_types as (select distinct service_type from accessibility),

levels as (select * from {{ source('declared', 'area_level') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- every outlined area at the finest level, also those that no service reaches
populated as (
    select areas.area_id, areas.population
    from outlines
    join areas using (area_id)
    join levels on levels.area_level = areas.area_level
    where areas.population is not null and not areas.is_unknown
    qualify levels.level_rank = min(levels.level_rank) over ()
),

-- in which Sozialraum its people live; a part that lies in two is shared by its smallest units
placed as (
    select
        crosswalk.other_area_id as area_id,
        populated.area_id as part_id,
        populated.population * crosswalk.shared_units / crosswalk.units as population
    from populated
    join crosswalk on crosswalk.area_id = populated.area_id
    join cities on cities.sozialraum_level = crosswalk.other_area_level or cities.city_area_id = crosswalk.other_area_id
    union all
    -- where nothing finer is outlined, the Sozialräume themselves
    select populated.area_id, populated.area_id, populated.population
    from populated
    join areas using (area_id)
    join cities on cities.sozialraum_level = areas.area_level
)

select
    -- ids
    placed.area_id,
    service_types.service_type,

    -- figures
    sum(coalesce(accessibility.accessibility, 0) * placed.population order by placed.part_id)
        / nullif(sum(placed.population), 0) as accessibility,
    coalesce(sum(placed.population order by placed.part_id) filter (where accessibility.area_id is not null), 0)
        / nullif(sum(placed.population order by placed.part_id), 0) as reached_share,
    sum(placed.population) as population
from placed
cross join service_types
left join accessibility
    on accessibility.area_id = placed.part_id and accessibility.service_type = service_types.service_type
group by all
