{# Where an answer is not known, the one fact to ask for that would bring one: the offices' figures first. #}
with unknown as (select * from {{ ref('theme_answer') }} where coverability = 'unknown'),

rules as (select * from {{ source('declared', 'cover_rule') }}),

{{ deciding_facts() }}

select area_id, theme, fact, asked_fields, results
from decides
where len(results) > 0
qualify row_number() over (partition by area_id, theme order by fact_position) = 1
