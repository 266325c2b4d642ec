select
    -- ids
    planning_field,
    decides,
    fact,
    theme,
    theme_de,
    area_id,
    office,

    -- how much hangs on it
    answers,
    would_decide,
    area_ids,
    for_the_city,
    results,
    plan_ids,

    -- in words
    question_message::varchar as question_de
from {{ ref('open_question') }}
order by decides, would_decide desc, fact_position, field_position, theme_position
