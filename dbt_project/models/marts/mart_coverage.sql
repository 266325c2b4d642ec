with service_types as (select * from {{ source('declared', 'service_type') }}),

terms as (select * from {{ ref('int_term') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

areas as (select * from {{ ref('int_area') }}),

cities as (select * from {{ source('declared', 'city') }}),

used as (
    select terms.*, service_types.* exclude (cadence)
    from terms
    join service_types on service_types.service_type = terms.owner_id and service_types.cadence = terms.cadence
    join levels on levels.area_level = terms.area_level
    join levels as native on native.area_level = service_types.native_level
    join areas on areas.area_id = terms.area_id and not areas.is_unknown
    where terms.role = 'used' and levels.level_rank >= native.level_rank
),

capacities as (select * from terms where role = 'capacity'),

targets as (select * from terms where role = 'target' and status = 'known'),

joined as (
    select
        used.area_id,
        used.area_level,
        used.service_type,
        used.name_de,
        used.period,
        used.period_start,
        used.period_end,
        used.planning_field,
        used.theme,
        capacities.value as capacity,
        used.capacity_unit,
        used.value as used,
        targets.value as target_population,
        used.target_definition,
        targets.period as target_period,
        used.note_de,
        used.native_level,
        array_to_string(
            list_sort(list_distinct([used.source_id, capacities.source_id, targets.source_id])), ', '
        ) as source_ids,
        greatest(used.vintage_at, capacities.vintage_at, targets.vintage_at) as vintage_at
    from used
    left join capacities
        on capacities.owner_id = used.service_type
        and capacities.area_id = used.area_id
        and capacities.period = used.period
    left join targets
        on targets.owner_id = used.service_type
        and targets.area_id = used.area_id
        and targets.period_end = make_date(year(used.period_end), 12, 31)
),

city_ratios as (
    select
        joined.service_type,
        joined.period,
        joined.capacity / nullif(joined.target_population, 0) as city_coverage_ratio
    from joined
    join cities on cities.city_area_id = joined.area_id
),

compared as (
    select
        joined.*,
        joined.capacity / nullif(joined.target_population, 0) as coverage_ratio,
        joined.used / nullif(joined.capacity, 0) as utilisation,
        joined.used / nullif(joined.target_population, 0) as use_rate,
        city_ratios.city_coverage_ratio,
        round(city_ratios.city_coverage_ratio * joined.target_population - joined.capacity, 6) as gap
    from joined
    left join city_ratios using (service_type, period)
)

select
    -- ids
    compared.area_id,
    compared.area_level,
    compared.service_type,
    compared.name_de,
    compared.period,
    compared.period_start,
    compared.period_end,
    compared.planning_field,
    compared.theme,

    -- figures
    compared.capacity,
    compared.capacity_unit,
    compared.used,
    compared.target_population,
    compared.target_definition,
    compared.target_period,

    -- ratios
    compared.coverage_ratio,
    compared.utilisation,
    compared.use_rate,
    compared.city_coverage_ratio,
    compared.gap,
    case
        when compared.coverage_ratio is null or compared.city_coverage_ratio is null then 'unknown'
        when compared.coverage_ratio < compared.city_coverage_ratio * (1 - cities.coverage_band) then 'below_city'
        when compared.coverage_ratio > compared.city_coverage_ratio * (1 + cities.coverage_band) then 'above_city'
        else 'about_city'
    end as coverage_class,

    -- what it is
    case when compared.area_level = compared.native_level then 'direct' else 'aggregated' end as method,
    compared.note_de,
    compared.source_ids,
    compared.vintage_at
from compared
cross join cities
order by compared.area_id, compared.service_type, compared.period
