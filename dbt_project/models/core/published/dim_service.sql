with places as (select * from {{ ref('stg_feature') }} where problem is null),

service_areas as (select * from {{ ref('dim_service_area') }}),

registered as (select * from {{ ref('stg_register_services') }}),

landings as (select * from {{ ref('stg_landing') }}),

kinds as (select * from {{ source('declared', 'service_type_name') }}),

terms as (select * from {{ ref('term_value') }}),

areas as (select * from {{ ref('area') }}),

cities as (select * from {{ source('declared', 'city') }}),

thresholds as (select * from {{ source('declared', 'coverability') }}),

from_layers as (
    select
        places.service_id,
        places.service_type,
        places.planning_field,
        places.theme,
        service_areas.area_id,
        service_areas.area_rule,
        service_areas.area_id as stated_area_id,
        'layer' as origin,
        'single_site' as scope,
        -- what a layer shows, is there
        'confirmed' as status,
        places.service_name,
        places.provider,
        places.capacity,
        places.capacity_unit,
        null::integer as reference_year,
        null::date as ended_on,
        places.street,
        places.postcode,
        places.city,
        places.phone,
        places.web,
        places.longitude,
        places.latitude,
        places.location_note,
        null::varchar as source_title,
        null::varchar as source_url,
        null::varchar as remark,
        places.source_id,
        places.vintage_at
    from places
    cross join cities
    join service_areas
        on service_areas.service_id = places.service_id
        and service_areas.area_level = cities.sozialraum_level
),

from_register as (
    select
        registered.service_id,
        registered.service_type,
        registered.planning_field,
        kinds.theme,
        case when areas.area_level = cities.sozialraum_level then registered.area_id end as area_id,
        case when areas.area_level = cities.sozialraum_level then 'stated' else 'unknown' end as area_rule,
        registered.area_id as stated_area_id,
        'register' as origin,
        registered.scope,
        case
            when registered.ended_until <= cities.as_of then 'ended'
            when registered.reference_year >= year(cities.as_of) - thresholds.confirmed_years then 'confirmed'
            else 'unconfirmed'
        end as status,
        registered.service_name,
        registered.provider,
        case when registered.capacity_status = 'actual' then registered.capacity end as capacity,
        case when registered.capacity_status = 'actual'
            then {{ capacity_unit_de('registered.capacity_unit') }} end as capacity_unit,
        registered.reference_year,
        registered.ended_until as ended_on,
        null::varchar as street,
        null::varchar as postcode,
        null::varchar as city,
        null::varchar as phone,
        null::varchar as web,
        null::double as longitude,
        null::double as latitude,
        'without_location' as location_note,
        registered.source_title,
        registered.source_url,
        registered.remark,
        'register_services' as source_id,
        landings.vintage_at
    from registered
    join kinds using (service_type)
    join landings on landings.source_id = 'register_services' and landings.landing_id = registered.landing_id
    left join areas using (area_id)
    cross join cities
    cross join thresholds
),

-- what a statistic counts as a whole, without naming the single services
from_statistics as (
    select
        'statistics:' || kinds.service_type as service_id,
        kinds.service_type,
        kinds.planning_field,
        kinds.theme,
        null::varchar as area_id,
        'unknown' as area_rule,
        cities.city_area_id as stated_area_id,
        'statistics' as origin,
        'whole_city' as scope,
        'confirmed' as status,
        kinds.name_de || ' laut Statistik' as service_name,
        null::varchar as provider,
        null::double as capacity,
        null::varchar as capacity_unit,
        max(year(terms.period_end))::integer as reference_year,
        null::date as ended_on,
        null::varchar as street,
        null::varchar as postcode,
        null::varchar as city,
        null::varchar as phone,
        null::varchar as web,
        null::double as longitude,
        null::double as latitude,
        'without_location' as location_note,
        null::varchar as source_title,
        null::varchar as source_url,
        kinds.note_de as remark,
        string_agg(distinct terms.source_id, ', ' order by terms.source_id) as source_id,
        max(terms.vintage_at) as vintage_at
    from kinds
    join terms on terms.owner_id = kinds.service_type and terms.role in ('capacity', 'used')
    cross join cities
    where kinds.has_statistics
    group by all
),

joined as (
    select * from from_layers
    union all
    select * from from_register
    union all
    select * from from_statistics
)

select
    -- ids
    joined.service_id,
    joined.service_type,
    kinds.name_de as service_type_de,
    joined.planning_field,
    joined.theme,
    joined.area_id,
    joined.area_rule,
    joined.stated_area_id,

    -- what it is
    joined.origin,
    joined.scope,
    joined.status,
    joined.service_name,
    joined.provider,
    joined.capacity,
    joined.capacity_unit,
    joined.reference_year,
    joined.ended_on,

    -- where it is
    joined.street,
    joined.postcode,
    joined.city,
    joined.phone,
    joined.web,
    joined.longitude,
    joined.latitude,
    joined.location_note,

    -- where it comes from
    joined.source_title,
    joined.source_url,
    joined.remark,
    joined.source_id,
    joined.vintage_at
from joined
left join kinds using (service_type)
order by joined.service_id
