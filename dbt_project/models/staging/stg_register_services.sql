with register_rows as (select * from {{ ref('stg_register_row') }}),

cities as (select * from {{ source('declared', 'city') }})

select
    -- ids
    read_as['service_id'] as service_id,
    read_as['service_name'] as service_name,
    read_as['provider'] as provider,
    read_as['planning_field'] as planning_field,
    read_as['service_type'] as service_type,
    case when read_as['scope'] = 'whole_city' then city_area_id else area_id end as area_id,

    -- figures
    read_as['scope'] as scope,
    read_as['capacity']::double as capacity,
    read_as['capacity_unit'] as capacity_unit,
    read_as['capacity_status'] as capacity_status,
    read_as['used']::double as used,
    read_as['used_unit'] as used_unit,
    read_as['reference_year']::integer as reference_year,

    -- dates
    {{ stated_first_day("read_as['ended_on']") }} as ended_from,
    {{ stated_last_day("read_as['ended_on']") }} as ended_until,
    {{ stated_precision("read_as['ended_on']") }} as ended_precision,

    -- origin
    read_as['source_title'] as source_title,
    read_as['source_url'] as source_url,
    read_as['remark'] as remark,
    row_number,
    landing_id
from register_rows
cross join cities
where source_id = 'register_services'
