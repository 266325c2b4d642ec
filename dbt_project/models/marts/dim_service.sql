with services as (select * from {{ ref('stg_feature') }} where problem is null),

service_areas as (select * from {{ ref('dim_service_area') }}),

type_names as (select * from {{ source('declared', 'service_type_name') }}),

cities as (select * from {{ source('declared', 'city') }})

select
    -- ids
    services.service_id,
    services.service_type,
    type_names.name_de as service_type_de,
    services.planning_field,
    services.theme,
    service_areas.area_id,
    service_areas.area_rule,

    -- what it is
    services.service_name,
    services.provider,
    services.capacity,
    services.capacity_unit,

    -- where it is
    services.street,
    services.postcode,
    services.city,
    services.phone,
    services.web,
    services.longitude,
    services.latitude,
    services.location_note,

    -- where it comes from
    services.source_id,
    services.vintage_at
from services
cross join cities
join service_areas
    on service_areas.service_id = services.service_id
    and service_areas.area_level = cities.sozialraum_level
left join type_names using (service_type)
order by services.service_id
