with coverage as (select * from {{ ref('coverage') }}),

accessibility as (select * from {{ ref('area_accessibility') }})

select
    -- ids
    coverage.area_id,
    area_level,
    coverage.service_type,
    name_de,
    period,
    period_start,
    period_end,
    planning_field,
    theme,

    -- figures
    capacity,
    capacity_unit::varchar as capacity_unit,
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
    accessibility.accessibility,
    coverage_class,

    -- what it is
    is_latest,
    method,
    status,
    note_de,
    source_ids,
    vintage_at
from coverage
left join accessibility
    on accessibility.area_id = if(coverage.is_latest, coverage.area_id, null)
    and accessibility.service_type = coverage.service_type
order by coverage.area_id, coverage.service_type, coverage.period
