{# Services that layers and registers list one by one. #}
with places as (select * from {{ ref('stg_feature') }} where problem is null),

service_areas as (select * from {{ ref('dim_service_area') }}),

registered as (select * from {{ ref('stg_register_services') }}),

landings as (select * from {{ ref('stg_landing') }}),

kinds as (select * from {{ source('declared', 'service_type_name') }}),

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
        case when places.capacity_unit is not null then {{ named('places.capacity_unit') }} end as capacity_unit,
        places.street,
        places.postcode,
        places.city,
        places.phone,
        places.web,
        places.longitude,
        places.latitude,
        places.location_note,
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
            -- a plan says what shall be there, not what is: nor does a year to come
            when registered.capacity_status = 'planned' or registered.reference_year > year(cities.as_of) then 'planned'
            when registered.reference_year >= year(cities.as_of) - thresholds.confirmed_years then 'confirmed'
            else 'unconfirmed'
        end as status,
        registered.service_name,
        registered.provider,
        case when registered.capacity_status = 'actual' then registered.capacity end as capacity,
        case when registered.capacity_status = 'actual' and registered.capacity is not null
            then {{ message('services-capacity-unit', unit='registered.capacity_unit') }} end as capacity_unit,
        registered.reference_year,
        registered.ended_until as ended_on,
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

listed as (
    select * from from_layers
    union all by name
    select * from from_register
),

totals as (
    select *, case when scope = 'whole_city' and status = 'confirmed' then {{ total_key('service_name') }} end as total
    from listed
)

select
    * exclude (total),
    -- of totals that are called otherwise and do not agree nobody can tell which one is the whole
    coalesce(
        min(total) over alike < max(total) over alike and min(capacity) over alike < max(capacity) over alike, false
    ) as is_in_doubt
from totals
window alike as (partition by service_type, capacity_unit::varchar, total is null)
