{#
  What is known of the services that answer each theme first: of each kind the sites, capacity and use in an area, and
  for the city what its register states for all of it.
#}
with coverage as (select * from {{ ref('coverage') }} where is_latest),

service_themes as (select * from {{ source('declared', 'service_theme') }} where is_first),

services as (select * from {{ ref('service') }} where status = 'confirmed'),

registered as (
    select registered.*
    from {{ ref('stg_register_services') }} as registered
    semi join services using (service_id)
    where registered.scope = 'whole_city'
),

cities as (select * from {{ source('declared', 'city') }}),

types as (select * from {{ source('declared', 'service_type_name') }}),

stated as (select distinct service_type from registered),

kinds as (
    select
        coverage.area_id,
        service_themes.theme,
        coverage.service_type,
        coverage.service_type as sorted_by,
        -- how many there are of what reaches the whole city is said there
        {{ message(
            'need_coverage-kind', kind=named('coverage.name_de'),
            sites="if(types.reach = 'city' and stated.service_type is not null, 0, "
            ~ "coalesce(coverage.services_in_reach, 0))::bigint",
            has_capacity='coverage.capacity is not null', capacity=figure('coverage.capacity', 0),
            unit=joined(['coverage.capacity_unit']), has_use='coalesce(coverage.used > 0, false)', used=figure('coverage.used', 0)
        ) }} as known
    from coverage
    join service_themes using (service_type)
    left join types using (service_type)
    left join stated using (service_type)
    where coverage.services_in_reach > 0 or coverage.capacity > 0 or coverage.used > 0
),

totals as (
    select
        cities.city_area_id as area_id,
        service_themes.theme,
        registered.service_type,
        registered.service_id as sorted_by,
        {{ message(
            'need_coverage-total', service=named('registered.service_name'),
            n=figure('coalesce(registered.used, registered.capacity)'),
            unit='coalesce(registered.used_unit, registered.capacity_unit)',
            year=named('registered.reference_year::varchar'), id=named('registered.service_id')
        ) }} as known
    from registered
    join service_themes using (service_type)
    cross join cities
    where
        coalesce(registered.used, registered.capacity) is not null
        -- of what statistics count, they tell
        and registered.service_type not in (select service_type from types where has_statistics)
    -- of several years the newest; capacities that are called otherwise may be other ones, while uses of the city count
    -- the same people again
    qualify row_number() over (
        partition by
            registered.service_type,
            coalesce(registered.used_unit, registered.capacity_unit),
            case when registered.used is null then {{ total_key('registered.service_name') }} end
        order by registered.reference_year desc, registered.service_id
    ) = 1
),

told as (
    select 0 as place, * from kinds
    anti join totals using (area_id, service_type)
    union all
    select 1 as place, * from totals
)

select
    area_id,
    theme,
    {{ joined('list(known order by place, sorted_by)', '; ') }} as kinds_message
from told
group by area_id, theme
