{#
  Coverage by what registers and layers list, in each Sozialraum and in the city. A Sozialraum has a capacity
  only of a whole list, and only of a kind that nobody comes to from elsewhere (reach is own); else it has sites.
#}
with kinds as (select * from {{ source('declared', 'service_type_name') }} where not has_statistics),

sites as (select * from {{ ref('listed_site') }}),

capacities as (select * from {{ ref('fct_service_capacity') }}),

reach as (select * from {{ ref('reach') }}),

targets as ({{ target_populations() }}),

areas as (select * from {{ ref('area') }} where not is_unknown),

cities as (select * from {{ source('declared', 'city') }}),

thresholds as (select * from {{ source('declared', 'coverability') }}),

-- the newest day of those for which most Sozialräume have their target population: as a rule all
days as (
    select
        owner_id as service_type, period_end,
        max_by(period, period_start) as period, max(period_start) as period_start,
        min(source_id) as source_id, max(vintage_at) as vintage_at
    from targets
    semi join (
        select areas.area_id from areas join cities on cities.sozialraum_level = areas.area_level
    ) as sozialraeume using (area_id)
    group by owner_id, period_end
    qualify row_number() over (
        partition by owner_id order by count(*) desc, period_end desc
    ) = 1
),

asked as (
    select
        kinds.service_type,
        kinds.capacity_unit,
        kinds.reach,
        areas.area_id,
        areas.area_level,
        areas.area_id = cities.city_area_id as is_city,
        coalesce(targets.period, days.period) as period,
        coalesce(targets.period_start, days.period_start) as period_start,
        days.period_end,
        targets.value as target_population,
        coalesce(targets.status, 'known') as status,
        coalesce(targets.source_id, days.source_id) as target_source_id,
        coalesce(targets.vintage_at, days.vintage_at) as target_vintage_at
    from kinds
    cross join areas
    cross join cities
    join days using (service_type)
    left join targets
        on targets.owner_id = kinds.service_type
        and targets.area_id = areas.area_id
        and targets.period_end = days.period_end
    where areas.area_level = cities.sozialraum_level or areas.area_id = cities.city_area_id
),

-- the newest total of the city that a register states, where there is only one for its year
totals as (
    select
        capacities.service_type,
        max_by(capacities.capacity, capacities.year) as capacity,
        max(capacities.year) as year
    from capacities
    join kinds on kinds.service_type = capacities.service_type and kinds.capacity_unit = capacities.capacity_unit
    cross join cities
    cross join thresholds
    where
        capacities.counts
        and capacities.origin = 'register'
        and capacities.area_id = cities.city_area_id
        and capacities.year >= year(cities.as_of) - thresholds.confirmed_years
    group by all
),

reached as (
    select asked.service_type, asked.area_id, sum(sites.sites) as sites_in_reach
    from asked
    join reach on reach.reach = asked.reach and reach.area_id = asked.area_id
    join sites on sites.service_type = asked.service_type and sites.area_id = reach.from_area_id
    group by all
),

counted as (
    select
        asked.*,
        coalesce(own.sites, 0) as sites,
        coalesce(own.sites_unconfirmed, 0) as sites_unconfirmed,
        -- a service for the whole city reaches everyone, wherever its site is
        case when asked.is_city or asked.reach = 'city' then coalesce(whole.services, 0)
            else coalesce(reached.sites_in_reach, 0) end as services_in_reach,
        case
            when whole.all_placed is not null then
                case
                    when not asked.is_city and (asked.reach <> 'own' or not whole.all_placed) then null
                    when asked.capacity_unit = 'sites' then coalesce(own.sites, 0)
                    when asked.capacity_unit = 'places' and whole.all_stated then coalesce(own.capacity, 0)
                end
            when asked.is_city then totals.capacity
        end as capacity,
        case when asked.is_city and whole.all_placed is null then totals.year end as capacity_year,
        whole.all_placed is not null as is_whole_list,
        whole.source_ids,
        whole.vintage_at
    from asked
    cross join cities
    left join sites as own on own.service_type = asked.service_type and own.area_id = asked.area_id
    left join sites as whole on whole.service_type = asked.service_type and whole.area_id = cities.city_area_id
    left join totals on totals.service_type = asked.service_type
    left join reached on reached.service_type = asked.service_type and reached.area_id = asked.area_id
)

select
    -- ids
    area_id,
    area_level,
    service_type,
    period,
    period_start,
    period_end,

    -- figures
    capacity::double as capacity,
    capacity_year,
    null::double as used,
    target_population,
    if(target_population is null, null, period) as target_period,
    sites::bigint as sites,
    sites_unconfirmed::bigint as sites_unconfirmed,
    services_in_reach::bigint as services_in_reach,

    -- what it is
    case
        when capacity is not null and capacity_unit = 'sites' and is_whole_list then 'sites'
        when capacity is not null then 'stated'
        when services_in_reach > 0 then 'unknown_capacity'
        else 'none_known'
    end as capacity_basis,
    'listed' as method,
    status,
    array_to_string(
        list_sort(list_distinct(string_split(concat_ws(', ', source_ids, target_source_id), ', '))), ', '
    ) as source_ids,
    greatest(vintage_at, target_vintage_at) as vintage_at
from counted
