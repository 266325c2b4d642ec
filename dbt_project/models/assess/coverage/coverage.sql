with counted as (select * from {{ ref('coverage_statistics') }}),

listed as (select * from {{ ref('coverage_listed') }}),

kinds as (select * from {{ source('declared', 'service_type_name') }}),

service_types as (select * from {{ source('declared', 'service_type') }}),

areas as (select * from {{ ref('area') }} where not is_unknown),

cities as (select * from {{ source('declared', 'city') }}),

sozialraeume as (
    select count(*) as areas from areas join cities on cities.sozialraum_level = areas.area_level
),

joined as (
    select *, case when capacity is null then 'unknown_capacity' else 'stated' end as capacity_basis from counted
    union all by name
    select * from listed
),

named as (
    select
        joined.*,
        kinds.name_de,
        kinds.planning_field,
        kinds.theme,
        case when service_types.capacity_unit is not null then {{ named('service_types.capacity_unit') }}
            else {{ message('services-capacity-unit', unit='kinds.capacity_unit') }} end as capacity_unit,
        coalesce(service_types.target_definition, kinds.target_definition) as target_definition,
        kinds.reach,
        kinds.benchmark,
        kinds.benchmark_per,
        kinds.benchmark_de,
        kinds.benchmark_source,
        kinds.benchmark_url,
        kinds.note_de,
        joined.period_end = max(joined.period_end) over (partition by joined.service_type) as is_latest
    from joined
    join kinds using (service_type)
    left join service_types using (service_type)
),

city_ratios as (
    select
        named.service_type,
        named.period,
        named.capacity / nullif(named.target_population, 0) as city_coverage_ratio
    from named
    join cities on cities.city_area_id = named.area_id
),

compared as (
    select
        named.*,
        named.capacity / nullif(named.target_population, 0) as coverage_ratio,
        named.used / nullif(named.capacity, 0) as utilisation,
        named.used / nullif(named.target_population, 0) as use_rate,
        city_ratios.city_coverage_ratio,
        round(city_ratios.city_coverage_ratio * named.target_population - named.capacity, 6) as gap,
        round(
            case
                when named.benchmark_per = 'target' then named.benchmark * named.target_population
                when named.area_id = cities.city_area_id then named.benchmark * sozialraeume.areas
                when named.area_level = cities.sozialraum_level then named.benchmark
            end - named.capacity, 6
        ) as benchmark_gap
    from named
    cross join cities
    cross join sozialraeume
    left join city_ratios using (service_type, period)
)

select
    compared.*,
    case
        when compared.coverage_ratio is null or compared.city_coverage_ratio is null then 'unknown'
        when compared.coverage_ratio < compared.city_coverage_ratio * (1 - cities.coverage_band) then 'below_city'
        when compared.coverage_ratio > compared.city_coverage_ratio * (1 + cities.coverage_band) then 'above_city'
        else 'about_city'
    end as coverage_class
from compared
cross join cities
