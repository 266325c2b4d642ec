{#
  What the city has to ask about its plannings: whether one that holds was adjusted, where the register cannot tell, of
  the office that answers for it; and of the theme's fields whether there is one at all, where a need grew that none is
  known to deal with.
#}
with plans as (select * from {{ ref('theme_plan') }}),

fields as (select * from {{ source('declared', 'planning_field') }}),

-- documents that hold and of which nobody knows whether they were adjusted
unread as (
    select * from {{ ref('plan_theme') }}
    where is_planning and validity in ('in_force', 'not_stated') and adjusted = 'unknown'
),

answers as (
    select asked.area_id, asked.theme, asked.is_city, asked.planning_fields, findings.finding_fact
    from {{ ref('theme_asked') }} as asked
    join {{ ref('theme_finding') }} as findings using (area_id, theme)
),

unclear as (
    select
        'plan_adjustment' as fact,
        answers.* exclude (planning_fields, finding_fact),
        unread.planning_field,
        unread.responsible_office as office,
        [unread.plan_id] as plan_ids,
        ['adjusted', 'not_adjusted'] as results
    from answers
    join plans using (area_id, theme)
    join unread on answers.theme = unread.theme and list_contains(plans.plan_ids, unread.plan_id)
    where plans.plan_status = 'adjustment_unknown'
    union all by name
    select
        'plan' as fact,
        answers.* exclude (planning_fields, finding_fact),
        unnest(answers.planning_fields) as planning_field,
        plans.plan_ids,
        ['adjusted', 'not_adjusted', if(plans.plan_status = 'not_adjusted', null, 'no_plan')] as results
    from answers
    join plans using (area_id, theme)
    where
        plans.plan_status in ('no_plan', 'only_ahead', 'only_expired', 'not_adjusted')
        and answers.finding_fact = 'worse'
)

select
    planning_field,
    coalesce(unclear.office, fields.ask_de) as office,
    fact,
    theme,
    count(distinct area_id) as answers,
    count(distinct area_id) as would_decide,
    list_sort(list_distinct(list(area_id))) as area_ids,
    bool_or(is_city) as for_the_city,
    list_sort(list_distinct(flatten(list(results)))) as results,
    list_sort(list_distinct(flatten(list(plan_ids)))) as plan_ids
from unclear
join fields using (planning_field)
group by all
