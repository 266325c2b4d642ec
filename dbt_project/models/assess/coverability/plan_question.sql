{#
  What the city has to ask about its plannings: whether one that holds was adjusted, where the register cannot tell, and
  whether there is one at all, where a need grew that none deals with.
#}
with plans as (select * from {{ ref('theme_plan') }}),

-- documents that hold and of which nobody knows whether they were adjusted
unread as (
    select coalesce(list(distinct plan_id), []) as unread_ids
    from {{ ref('plan_theme') }}
    where is_planning and validity in ('in_force', 'not_stated') and adjusted = 'unknown'
),

answers as (
    select asked.area_id, asked.theme, asked.is_city, asked.planning_fields, findings.finding_fact
    from {{ ref('theme_asked') }} as asked
    join {{ ref('theme_finding') }} as findings using (area_id, theme)
),

unclear as (
    select
        answers.* exclude (planning_fields),
        unnest(answers.planning_fields) as planning_field,
        if(
            plans.plan_status = 'adjustment_unknown',
            list_filter(plans.plan_ids, lambda plan: list_contains(unread.unread_ids, plan)),
            plans.plan_ids
        ) as plan_ids,
        case
            when plans.plan_status = 'adjustment_unknown' then 'plan_adjustment'
            when plans.plan_status in ('no_plan', 'only_ahead', 'only_expired') and answers.finding_fact = 'worse'
                then 'plan'
        end as fact
    from answers
    join plans using (area_id, theme)
    cross join unread
)

select
    planning_field,
    fact,
    theme,
    count(*) as answers,
    count(*) as would_decide,
    list(area_id order by area_id) as area_ids,
    bool_or(is_city) as for_the_city,
    if(fact = 'plan', ['adjusted', 'not_adjusted', 'no_plan'], ['adjusted', 'not_adjusted']) as results,
    list_sort(list_distinct(flatten(list(plan_ids)))) as plan_ids
from unclear
where fact is not null
group by all
