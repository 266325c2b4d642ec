{#
  Every capacity that a source states, held apart by area, year, planned or actual, and unit. Rows
  that `counts` are disjoint among those of the same service type, unit, year, and area level:
  their sum is right. All others are shown and never summed, with the reason.
#}
with services as (select * from {{ ref('service') }}),

registered as (select * from {{ ref('stg_register_services') }}),

places as (select * from {{ ref('stg_feature') }} cross join {{ source('declared', 'city') }} where problem is null),

terms as (select * from {{ ref('term_value') }} where role = 'capacity' and {{ is_known('status') }}),

service_types as (select * from {{ source('declared', 'service_type') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

areas as (select * from {{ ref('area') }} where not is_unknown),

from_statistics as (
    select
        'statistics:' || terms.owner_id as service_id,
        terms.owner_id as service_type,
        terms.area_id,
        terms.area_level,
        terms.period,
        year(terms.period_end)::integer as year,
        'actual' as capacity_status,
        terms.value as capacity,
        'places' as capacity_unit,
        'statistics' as origin,
        'whole_area' as scope,
        terms.source_id,
        terms.vintage_at
    from terms
    join service_types on service_types.service_type = terms.owner_id and service_types.cadence = terms.cadence
    join areas using (area_id)
    join levels on levels.area_level = terms.area_level
    join levels as native on native.area_level = service_types.native_level
    where levels.level_rank >= native.level_rank
),

from_register as (
    select
        registered.service_id,
        registered.service_type,
        registered.area_id,
        areas.area_level,
        registered.reference_year::varchar as period,
        registered.reference_year as year,
        registered.capacity_status,
        registered.capacity,
        registered.capacity_unit,
        'register' as origin,
        registered.scope,
        'register_services' as source_id,
        registered.source_url,
        services.vintage_at
    from registered
    join services using (service_id)
    left join areas on areas.area_id = registered.area_id
    where registered.capacity is not null
),

from_layers as (
    select
        places.service_id,
        places.service_type,
        services.area_id,
        areas.area_level,
        year(places.vintage_at at time zone places.timezone)::varchar as period,
        year(places.vintage_at at time zone places.timezone)::integer as year,
        'actual' as capacity_status,
        places.capacity,
        'places' as capacity_unit,
        'layer' as origin,
        'single_site' as scope,
        places.source_id,
        places.vintage_at
    from places
    join services using (service_id)
    left join areas on areas.area_id = services.area_id
    where places.capacity is not null
),

stated as (
    select * from from_statistics
    union all by name
    select * from from_register
    union all by name
    select * from from_layers
),

compared as (
    select
        stated.*,
        bool_or(origin = 'statistics') over (partition by service_type) as has_statistics,
        bool_or(origin = 'layer') over (partition by service_type) as has_layer,
        count(*) filter (where scope = 'whole_city' and capacity_status = 'actual') over (
            partition by service_type, capacity_unit, year
        ) as totals
    from stated
),

judged as (
    select
        compared.*,
        case
            when compared.capacity_status = 'planned' then 'planned'
            when services.status = 'ended' then 'ended'
            when compared.origin <> 'statistics' and compared.has_statistics then 'statistics_prevail'
            when compared.origin = 'register' and compared.has_layer then 'layer_prevails'
            when compared.year is null then 'no_year'
            when compared.scope = 'several_sites' then 'may_overlap'
            when compared.scope = 'whole_city' and (compared.totals > 1 or services.is_in_doubt) then 'several_totals'
            when compared.area_id is null then 'no_area'
        end as not_counted_because
    from compared
    left join services using (service_id)
)

select
    -- ids
    service_id || '@' || coalesce(area_id, '-') || '@' || coalesce(period, '-') || '@' || capacity_status
        || '@' || capacity_unit as capacity_id,
    service_id,
    service_type,
    area_id,
    area_level,
    period,
    year,

    -- figure
    capacity,
    capacity_unit,
    capacity_status,

    -- what it is
    origin,
    scope,
    not_counted_because is null as counts,
    not_counted_because,
    coalesce(
        year = max(year) over (partition by service_id, area_level, capacity_unit, capacity_status), false
    ) as is_latest,
    source_id,
    source_url,
    vintage_at
from judged
order by capacity_id
