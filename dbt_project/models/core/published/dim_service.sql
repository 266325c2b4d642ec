with listed as (select * from {{ ref('service') }}),

kinds as (select * from {{ source('declared', 'service_type_name') }}),

terms as (select * from {{ ref('term_value') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- what a statistic counts as a whole, without naming the single services
from_statistics as (
    select
        'statistics:' || kinds.service_type as service_id,
        kinds.service_type,
        kinds.planning_field,
        kinds.theme,
        'unknown' as area_rule,
        cities.city_area_id as stated_area_id,
        'statistics' as origin,
        'whole_city' as scope,
        'confirmed' as status,
        {{ message('services-by-statistics', kind=named('kinds.name_de')) }}::varchar as service_name,
        max(year(terms.period_end))::integer as reference_year,
        'without_location' as location_note,
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
    select * from listed
    union all by name
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
    joined.capacity_unit::varchar as capacity_unit,
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
