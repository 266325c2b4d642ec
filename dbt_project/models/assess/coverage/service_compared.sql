{#
  What the publication before said of each service that layers and registers list, and what is said of it now. A service
  is found by its name, if that is one; else by its id, which layers may give to another place with each copy: so that
  one has to have its street or place, too; else by its place, if that is one.
#}
{% set attributes = ['stated_area_id', 'capacity', 'place', 'postcode', 'provider', 'service_name', 'street'] %}
with published as (select * from {{ source('raw', 'published_service') }}),

services as (select * from {{ ref('service') }}),

{% for name, listed in {'before': 'published', 'today': 'services'}.items() %}
{{ name }} as (
    select
        *,
        {{ body_key('service_name') }} as name,
        longitude::decimal(9, 4)::varchar || ' ' || latitude::decimal(9, 4)::varchar as place,
        count(*) over (partition by source_id, {{ body_key('service_name') }}) as of_name,
        count(*) over (
            partition by source_id, longitude::decimal(9, 4), latitude::decimal(9, 4)
        ) as of_place
    from {{ listed }}
),
{% endfor %}

pairs as (
    select before.service_id as published_id, today.service_id, 1 as choice
    from before
    join today on today.source_id = before.source_id and today.name = before.name
    where before.of_name = 1 and today.of_name = 1
    union all
    select before.service_id as published_id, today.service_id, 2 as choice
    from before
    join today on today.service_id = before.service_id
    where
        before.origin = 'register'
        or today.street = before.street
        or today.place = before.place
    union all
    select before.service_id as published_id, today.service_id, 3 as choice
    from before
    join today on today.source_id = before.source_id and today.place = before.place
    where before.of_place = 1 and today.of_place = 1
),

chosen as (
    select published_id, service_id
    from pairs
    qualify row_number() over (partition by published_id order by choice, service_id) = 1
)

select
    before.source_id,
    before.service_id as published_id,
    chosen.service_id,
    before.origin,
    before.service_type,
    {% for attribute in attributes %}
    nullif(trim(before.{{ attribute }}::varchar), '') as published_{{ attribute }},
    nullif(trim(today.{{ attribute }}::varchar), '') as {{ attribute }}{{ ',' if not loop.last }}
    {% endfor %}
from before
left join chosen on chosen.published_id = before.service_id
left join today on today.service_id = chosen.service_id
