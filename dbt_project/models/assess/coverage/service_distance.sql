{# People around a service: the finest outlined areas with a population, and how far they are. #}
with services as (
    select * from {{ ref('service') }} where longitude is not null and status = 'confirmed'
),

outlines as (select * from {{ ref('dim_area_geometry') }}),

areas as (select * from {{ ref('dim_area') }} where not is_unknown and population is not null),

levels as (select * from {{ source('declared', 'area_level') }}),

bands as (select * from {{ source('declared', 'accessibility_band') }}),

populated as (
    select
        areas.area_id,
        areas.population,
        radians(outlines.longitude) as longitude,
        radians(outlines.latitude) as latitude
    from outlines
    join areas using (area_id)
    join levels on levels.area_level = areas.area_level
    qualify levels.level_rank = min(levels.level_rank) over ()
),

-- haversine on a sphere of the earth's mean radius
measured as (
    select
        services.service_id,
        services.service_type,
        services.capacity,
        populated.area_id,
        populated.population,
        2 * 6371008.8 * asin(sqrt(
            sin((radians(services.latitude) - populated.latitude) / 2) ^ 2
            + cos(populated.latitude) * cos(radians(services.latitude))
            * sin((radians(services.longitude) - populated.longitude) / 2) ^ 2
        )) as distance_m
    from services
    cross join populated
)

select * from measured where distance_m <= (select max(until_m) from bands)
