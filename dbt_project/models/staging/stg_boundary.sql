with boundaries as (select * from {{ source('raw', 'boundary') }}),

in_use as (select * from {{ source('raw', 'layer_in_use') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

known_areas as (select distinct area_id from crosswalk)

select
    -- ids
    boundaries.area_level || ':' || boundaries.area_code as area_id,
    boundaries.area_level,
    boundaries.area_code,
    boundaries.source_id,
    boundaries.dataset_id,
    boundaries.landing_id,
    boundaries.feature_number,

    -- outline
    boundaries.area_name,
    boundaries.geometry,
    boundaries.geometry_simple,
    boundaries.longitude,
    boundaries.latitude,
    boundaries.area_m2,

    -- timestamps
    in_use.vintage_at,

    -- what it is
    case
        when known_areas.area_id is null
            then 'unknown area: the crosswalk has no ' || boundaries.area_level || ' ' || boundaries.area_code
    end as problem
from boundaries
join in_use using (source_id, dataset_id, landing_id)
left join known_areas on known_areas.area_id = boundaries.area_level || ':' || boundaries.area_code
