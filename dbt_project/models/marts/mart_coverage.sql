select
    -- ids
    area_id,
    area_level,
    service_type,
    name_de,
    period,
    period_start,
    period_end,
    planning_field,
    theme,

    -- figures
    capacity,
    capacity_unit,
    capacity_basis,
    capacity_year,
    used,
    target_population,
    target_definition,
    target_period,

    -- sites that are listed
    sites,
    sites_unconfirmed,
    services_in_reach,
    reach,

    -- ratios
    coverage_ratio,
    utilisation,
    use_rate,
    city_coverage_ratio,
    gap,
    benchmark,
    benchmark_per,
    benchmark_de,
    benchmark_source,
    benchmark_url,
    benchmark_gap,
    accessibility,
    coverage_class,

    -- what it is
    is_latest,
    method,
    note_de,
    source_ids,
    vintage_at
from {{ ref('coverage') }}
order by area_id, service_type, period
