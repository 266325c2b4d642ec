{# Which rule of the decision table decides, and how urgent each fact makes it. #}
with facts as (select * from {{ ref('int_cover_fact') }}),

rules as (select * from {{ source('declared', 'cover_rule') }}),

gaps as (select * from {{ source('declared', 'urgency_gap') }}),

thresholds as (select * from {{ source('declared', 'coverability') }}),

decided as (
    select
        facts.*,
        rules.rule_id,
        rules.result as coverability,
        rules.says_de
    from facts
    left join rules
        on list_contains(rules.need, facts.need_fact)
        and list_contains(rules.finding, facts.finding_fact)
        and list_contains(rules.coverage, facts.coverage_fact)
        and list_contains(rules.use, facts.use_fact)
        and list_contains(rules.providers, facts.providers_fact)
        and list_contains(rules.register, facts.register_fact)
    qualify row_number() over (partition by facts.area_id, facts.theme order by rules.position) = 1
),

valued as (
    select
        decided.*,
        case need_fact
            when 'reported' then thresholds.value_reported
            when 'unknown' then thresholds.value_unknown
            else (need_class - 1) / 4
        end as x_need,
        case finding_fact when 'worse' then 1 when 'not_worse' then 0 else thresholds.value_unknown end as x_finding,
        case
            when finding_fact = 'not_worse' then 0
            when finding_fact = 'worse' then if(persists, 1, 0)
            else thresholds.value_unknown
        end as x_persistence,
        gaps.value as x_gap,
        coalesce(group_place, thresholds.value_unknown) as x_group,
        need_fact <> 'unknown' or finding_fact <> 'unknown' or decided.coverability <> 'unknown' as is_ratable
    from decided
    cross join thresholds
    left join gaps using (coverability)
)

select
    valued.*,
    case when is_ratable then (
        weight_need * x_need + weight_finding * x_finding + weight_persistence * x_persistence
        + weight_gap * x_gap + weight_group * x_group
    ) / (weight_need + weight_finding + weight_persistence + weight_gap + weight_group) end as urgency_score
from valued
cross join thresholds
