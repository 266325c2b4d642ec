select
    -- ids
    area_id,
    service_type,

    -- figures
    accessibility,
    reached_share,
    population
from {{ ref('area_accessibility') }}
order by area_id, service_type
