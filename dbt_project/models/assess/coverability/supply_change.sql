{#
  What the services register says about the supply since the pandemic began: services that ended, and the
  newest capacity, actual or planned, against an earlier actual one of the same service. That is told by provider,
  kind, unit, area and name (`service_key`).
#}
with services as (
    select
        *,
        min(case when status <> 'ended' then reference_year end) over (
            partition by {{ body_key('provider') }}, {{ body_key('service_name') }}, service_type, scope, stated_area_id
        ) as first_stated_year
    from {{ ref('service') }}
    where origin = 'register'
),

capacities as (select * from {{ ref('fct_service_capacity') }} where origin = 'register'),

windows as (select crisis_on from {{ source('declared', 'pandemic') }}),

cities as (select * from {{ source('declared', 'city') }}),

statement_years as (select * from {{ source('declared', 'statement_year') }} where says = 'planned'),

named as (
    select
        capacities.*,
        {{ body_key('services.provider') }} as provider,
        {{ service_key('capacities.scope', 'services.service_name') }} as stays,
        coalesce(capacities.area_id, cities.city_area_id) as told_of,
        -- several sums of one year may be parts of each other: none of them is compared
        count(*) over (
            partition by {{ body_key('services.provider') }}, capacities.service_type, capacities.capacity_unit,
                capacities.area_id, capacities.scope, capacities.capacity_status, capacities.year,
                if(capacities.scope = 'single_site', {{ body_key('services.service_name') }}, null)
        ) as same_year
    from capacities
    join services using (service_id)
    cross join cities
    where
        services.provider is not null
        and capacities.year is not null
        -- a site whose place is not stated says nothing about any area
        and (capacities.area_id is not null or capacities.scope = 'whole_city')
),

compared as (
    select
        later.service_id,
        later.service_type,
        later.told_of as area_id,
        later.capacity_status,
        later.year,
        later.capacity - earlier.capacity as difference,
        max(later.year) over (
            partition by
                later.provider, later.stays, later.service_type, later.capacity_unit, later.area_id, later.scope
        ) as newest_year
    from named as later
    cross join windows
    cross join cities
    cross join statement_years
    join named as earlier
        on earlier.service_type = later.service_type
        and earlier.provider = later.provider
        and earlier.stays = later.stays
        and earlier.capacity_unit = later.capacity_unit
        and earlier.area_id is not distinct from later.area_id
        and earlier.scope = later.scope
        and earlier.capacity_status = 'actual'
        and earlier.year < later.year
        and earlier.same_year = 1
    where
        later.same_year = 1
        and later.year >= year(windows.crisis_on)
        -- a plan that should long be carried out says nothing any more
        and (later.capacity_status = 'actual' or later.year + statement_years.years >= year(cities.as_of))
    -- with the last figure from before the pandemic, else with the first there is
    qualify row_number() over (
        partition by later.service_id
        order by
            case when earlier.year < year(windows.crisis_on) then 0 else 1 end,
            case when earlier.year < year(windows.crisis_on) then -earlier.year else earlier.year end
    ) = 1
),

moved as (
    select
        service_id,
        service_type,
        area_id,
        case when difference < 0 then 'cut' else 'extended' end as change,
        difference
    from compared
    where year = newest_year and difference <> 0
),

-- what goes on under the same name in the same area, whoever provides it since then: another one's that was stated in a
-- year before was there beside it. How much goes on is known where each is stated in the unit of what ended.
going_on as (
    select
        ended.service_id,
        case when bool_and(coalesce(successors.capacity_unit::varchar = ended.capacity_unit::varchar, false))
            then sum(successors.capacity)
        end as capacity
    from services as ended
    join services as successors
        on {{ body_key('successors.service_name') }} = {{ body_key('ended.service_name') }}
        and successors.service_type = ended.service_type
        and successors.scope = ended.scope
        and successors.stated_area_id is not distinct from ended.stated_area_id
    where
        ended.status = 'ended'
        and successors.status in ('confirmed', 'unconfirmed')
        -- a year that is not stated is none in which it was there beside it
        and coalesce(
            if(
                {{ body_key('successors.provider') }} = {{ body_key('ended.provider') }},
                successors.reference_year, successors.first_stated_year
            ) >= year(ended.ended_on),
            true
        )
    group by ended.service_id
),

ended as (
    select
        services.service_id,
        services.service_type,
        coalesce(services.stated_area_id, cities.city_area_id) as area_id,
        'cut' as change,
        coalesce(going_on.capacity, 0) - services.capacity as difference
    from services
    cross join windows
    cross join cities
    left join going_on using (service_id)
    where
        services.status = 'ended'
        and services.ended_on >= windows.crisis_on
        and (services.stated_area_id is not null or services.scope = 'whole_city')
        -- what goes on to an unknown extent is not called a cut
        and (going_on.service_id is null or going_on.capacity < services.capacity)
)

select * from moved
union all
select * from ended
