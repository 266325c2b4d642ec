{# People around a service: the finest outlined areas with a population, and how far they are. #}
with services as (
    select * from {{ ref('service') }} where longitude is not null and status = 'confirmed'
),

outlines as (select * from {{ ref('dim_area_geometry') }}),

areas as (select * from {{ ref('dim_area') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

bands as (select * from {{ source('declared', 'accessibility_band') }}),

populated as ({{ outlined_people() }}),

located as (
    select
        populated.*,
        radians(outlines.longitude) as longitude,
        radians(outlines.latitude) as latitude
    from populated
    join outlines using (area_id)
),

-- haversine on a sphere of the earth's mean radius
measured as (
    select
        services.service_id,
        services.service_type,
        services.capacity,
        located.area_id,
        located.population,
        2 * 6371008.8 * asin(sqrt(
            sin((radians(services.latitude) - located.latitude) / 2) ^ 2
            + cos(located.latitude) * cos(radians(services.latitude))
            * sin((radians(services.longitude) - located.longitude) / 2) ^ 2
        )) as distance_m
    from services
    cross join located
)

select * from measured where distance_m <= (select max(until_m) from bands)
