{#
  Which facts that nobody knows would decide an answer that is not known: CTEs that try, for each, the values that it
  may turn out to have. They read `unknown` (answers of theme_answer) and `rules`, and end with `decides`.
#}
{% macro deciding_facts() %}
uses as (select unnest(['free', 'full']) as use_fact),

coverages as (select unnest(['enough', 'short']) as coverage_fact),

suggestions as (select unnest(['existing', 'task_change', 'task_extension', 'not_at_present']) as providers_fact),

-- what might be found out
supposed as (
    select 'use' as fact, unknown.* replace (uses.use_fact as use_fact)
    from unknown
    cross join uses
    where unknown.coverage_fact in ('enough', 'short') and unknown.use_fact = 'unknown'
    union all
    select 'capacity' as fact, unknown.* replace (coverages.coverage_fact as coverage_fact, uses.use_fact as use_fact)
    from unknown
    cross join coverages
    cross join uses
    where unknown.coverage_fact not in ('enough', 'short', 'unknown') and len(unknown.types_unknown) > 0
    union all
    select 'statement' as fact, unknown.* replace (suggestions.providers_fact as providers_fact)
    from unknown
    cross join suggestions
    where unknown.providers_fact = 'silent'
),

answered as (
    select supposed.*, rules.result
    from supposed
    join rules on {{ meets_rule('rules', 'supposed') }}
    qualify row_number() over (
        partition by
            supposed.area_id, supposed.theme, supposed.fact,
            supposed.coverage_fact, supposed.use_fact, supposed.providers_fact
        order by rules.position
    ) = 1
),

decides as (
    select
        area_id,
        theme,
        fact,
        -- places and their use are for the offices of the services, the rest for those of the theme
        case when fact = 'statement' or len(any_value(fields_unknown)) = 0
            then any_value(planning_fields) else any_value(fields_unknown) end as asked_fields,
        -- what an office can count comes before what somebody has to say
        list_position(['use', 'capacity', 'statement'], fact) as fact_position,
        coalesce(list_sort(list(distinct result) filter (where result <> 'unknown')), []) as results
    from answered
    group by area_id, theme, fact
)
{% endmacro %}
