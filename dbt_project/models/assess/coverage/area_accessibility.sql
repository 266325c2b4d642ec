with accessibility as (select * from {{ ref('accessibility') }}),

outlines as (select * from {{ ref('dim_area_geometry') }}),

areas as (select * from {{ ref('dim_area') }}),

crosswalk as (select * from {{ ref('dim_area_crosswalk') }}),

service_types as (select distinct service_type from accessibility),

levels as (select * from {{ source('declared', 'area_level') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- every outlined area at the finest level, also those that no service reaches
populated as ({{ outlined_people() }}),

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
),

-- where nobody lives, nothing is asked; a part that no service reaches has none
judged as (
    select
        placed.*,
        service_types.service_type,
        accessibility.area_id is not null as is_reached,
        case when accessibility.area_id is null or placed.population = 0 then 0
            else accessibility.accessibility end as accessibility
    from placed
    cross join service_types
    left join accessibility
        on accessibility.area_id = placed.part_id and accessibility.service_type = service_types.service_type
)

-- one part that is not known makes the whole unknown
select
    -- ids
    area_id,
    service_type,

    -- figures
    case when bool_and(accessibility * population is not null)
        then sum(accessibility * population order by part_id)
            / nullif(sum(population order by part_id), 0) end as accessibility,
    case when bool_and(population is not null)
        then coalesce(sum(population order by part_id) filter (where is_reached), 0)
            / nullif(sum(population order by part_id), 0) end as reached_share,
    case when bool_and(population is not null) then sum(population order by part_id) end as population
from judged
group by all
