select
    -- ids
    area_id,
    area_level,
    target_group,
    service_type,
    year,

    -- whom it is about
    target_definition,
    name_de,

    -- people
    population,
    population_now,
    year_now,
    population_change,

    -- places
    capacity_now,
    capacity_unit::varchar as capacity_unit,
    capacity_basis,
    capacity_period,
    coverage_now,
    coverage_then,

    -- what it is
    method
from {{ ref('outlook') }}
order by area_id, target_group, service_type, year
