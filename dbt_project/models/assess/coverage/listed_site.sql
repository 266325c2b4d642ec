{#
  How many services are listed of each kind, where they are and in the whole city. A layer is a whole list:
  its sites and places can be summed. A register is not: what it lists is the least that there is.
#}
with services as (select * from {{ ref('service') }}),

cities as (select * from {{ source('declared', 'city') }}),

layers as (
    select service_type, bool_and(area_id is not null) as all_placed, bool_and(capacity is not null) as all_stated
    from services
    where origin = 'layer'
    group by all
),

-- what a register lists for several years is one service, as its newest row says it; a plan is none of these
listed as (
    select services.*, layers.all_placed, layers.all_stated
    from services
    left join layers using (service_type)
    where services.origin = 'layer' or (services.origin = 'register' and layers.all_placed is null)
    qualify services.origin = 'layer' or row_number() over (
        partition by
            services.origin, services.service_type, services.scope, services.stated_area_id,
            services.status = 'planned', {{ body_key('services.provider') }},
            {{ service_key('services.scope', 'services.service_name') }}
        order by services.reference_year desc nulls last, services.service_id desc
    ) = 1
),

counted as (
    select *, area_id as counted_in from listed where area_id is not null
    union all
    select listed.*, cities.city_area_id from listed cross join cities
)

select
    -- ids
    service_type,
    counted_in as area_id,

    -- figures
    count(*) filter (where status = 'confirmed' and scope = 'single_site') as sites,
    count(*) filter (where status = 'unconfirmed' and scope = 'single_site') as sites_unconfirmed,
    -- sums, and sites told together, say that there is something, and not how much
    greatest(
        count(*) filter (where status = 'confirmed' and scope = 'single_site'),
        max(if(status = 'confirmed', 1, 0))
    ) as services,
    sum(capacity) filter (where origin = 'layer') as capacity,

    -- what it is; the last two NULL where no layer lists this kind
    string_agg(distinct source_id, ', ' order by source_id) as source_ids,
    max(vintage_at) as vintage_at,
    any_value(all_placed) as all_placed,
    any_value(all_stated) as all_stated
from counted
group by all
