{#
  What the city has to ask its offices: each missing fact, by theme and office, with how much it would decide: answers to
  whether a need can be met first, then what plannings do.
#}
with unknown as (select * from {{ ref('theme_answer') }} where coverability = 'unknown'),

rules as (select * from {{ source('declared', 'cover_rule') }}),

themes as (select * from {{ source('declared', 'theme') }}),

fields as (select * from {{ source('declared', 'planning_field') }}),

cities as (select * from {{ source('declared', 'city') }}),

plan_questions as (select * from {{ ref('plan_question') }}),

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
),

listed as (
    select 'coverage' as decides, * from counted
    union all by name
    select 'planning' as decides, list_position(['plan_adjustment', 'plan'], fact) as fact_position, *
    from plan_questions
)

select
    listed.planning_field,
    listed.decides,
    listed.fact,
    listed.theme,
    themes.name_de as theme_de,
    -- the one area that it is about, or the city where it is about several
    if(len(listed.area_ids) = 1, listed.area_ids[1], cities.city_area_id) as area_id,
    coalesce(listed.office, fields.ask_de) as office,
    listed.answers,
    listed.would_decide,
    coalesce(listed.area_ids, []) as area_ids,
    listed.for_the_city,
    listed.results,
    coalesce(listed.plan_ids, []) as plan_ids,
    listed.fact_position,
    fields.position as field_position,
    themes.position as theme_position,
    {{ message(
        'open_question-ask', fact='listed.fact', theme=named('themes.name_de'), n='listed.would_decide',
        for_the_city='listed.for_the_city', has_plans='coalesce(len(listed.plan_ids) > 0, false)',
        plans=named("array_to_string(listed.plan_ids, ', ')")
    ) }} as question_message
from listed
cross join cities
join themes using (theme)
join fields using (planning_field)
