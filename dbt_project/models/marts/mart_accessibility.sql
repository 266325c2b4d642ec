with results as (select * from {{ ref('area_accessibility') }}),

areas as (select area_id, area_level from {{ ref('area') }})

select
    -- ids
    area_id,
    areas.area_level,
    service_type,

    -- figures
    accessibility,
    reached_share,
    population
from results
join areas using (area_id)
order by area_id, service_type
