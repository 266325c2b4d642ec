{# What the city has to ask its offices: each missing fact, by theme and office, with how much it would decide. #}
with unknown as (select * from {{ ref('theme_answer') }} where coverability = 'unknown'),

rules as (select * from {{ source('declared', 'cover_rule') }}),

themes as (select * from {{ source('declared', 'theme') }}),

fields as (select * from {{ source('declared', 'planning_field') }}),

cities as (select * from {{ source('declared', 'city') }}),

{{ deciding_facts() }},

asked as (
    select
        area_id,
        theme,
        fact,
        fact_position,
        results,
        len(results) > 0 as would_decide,
        unnest(asked_fields) as planning_field
    from decides
),

counted as (
    select
        asked.planning_field,
        asked.fact,
        asked.fact_position,
        asked.theme,
        count(*) as answers,
        count(*) filter (where asked.would_decide) as would_decide,
        list(asked.area_id order by asked.area_id) filter (where asked.would_decide) as area_ids,
        bool_or(asked.area_id = cities.city_area_id and asked.would_decide) as for_the_city,
        list_sort(list_distinct(flatten(list(asked.results)))) as results
    from asked
    cross join cities
    group by all
)

select
    counted.planning_field,
    counted.fact,
    counted.theme,
    themes.name_de as theme_de,
    fields.ask_de as office_de,
    counted.answers,
    counted.would_decide,
    coalesce(counted.area_ids, []) as area_ids,
    counted.for_the_city,
    counted.results,
    counted.fact_position,
    fields.position as field_position,
    themes.position as theme_position,
    {{ message(
        'open_question-ask', fact='counted.fact', theme=named('themes.name_de'), n='counted.would_decide',
        for_the_city='counted.for_the_city'
    ) }} as question_message
from counted
join themes using (theme)
join fields using (planning_field)
