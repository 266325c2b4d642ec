{#
  What the services register says about the supply since the pandemic began: services that ended, and
  planned capacities that are newer than the actual one of the same provider, kind and unit.
#}
with services as (select * from {{ ref('dim_service') }} where origin = 'register'),

capacities as (select * from {{ ref('fct_service_capacity') }} where origin = 'register'),

windows as (
    select min(starts_on) as crisis_on from {{ source('declared', 'pandemic_window') }} where time_window = 'crisis'
),

cities as (select * from {{ source('declared', 'city') }}),

named as (
    select capacities.*, services.provider
    from capacities
    join services using (service_id)
    where services.provider is not null and capacities.year is not null
),

planned as (
    select
        planned.service_id,
        planned.service_type,
        coalesce(planned.area_id, cities.city_area_id) as area_id,
        case when planned.capacity < actual.capacity then 'cut' else 'extended' end as change,
        planned.capacity - actual.capacity as difference
    from named as planned
    cross join cities
    join named as actual
        on actual.service_type = planned.service_type
        and actual.provider = planned.provider
        and actual.capacity_unit = planned.capacity_unit
        and actual.area_id is not distinct from planned.area_id
        and actual.scope = planned.scope
        and actual.capacity_status = 'actual'
        and actual.year < planned.year
    where
        planned.capacity_status = 'planned'
        -- a site whose place is not stated says nothing about any area
        and (planned.area_id is not null or planned.scope = 'whole_city')
        and planned.year >= (select year(crisis_on) from windows)
        and planned.capacity <> actual.capacity
    qualify row_number() over (partition by planned.service_id order by actual.year desc) = 1
),

ended as (
    select
        services.service_id,
        services.service_type,
        coalesce(services.stated_area_id, cities.city_area_id) as area_id,
        'cut' as change,
        -services.capacity as difference
    from services
    cross join windows
    cross join cities
    where
        services.status = 'ended'
        and services.ended_on >= windows.crisis_on
        and (services.stated_area_id is not null or services.scope = 'whole_city')
)

select * from planned
union all
select * from ended
