{#
  Which rule of the decision table the facts of each theme meet in each Sozialraum and in the whole city, today and in
  the pandemic, and how urgent that makes it in a Sozialraum.
#}
with asked_themes as (select * from {{ ref('theme_asked') }}),

-- the class of an estimate that may as well be the city's value counts nowhere
needs as (
    select
        standings.* replace (if(standings.is_undetermined, null, standings.need_class) as need_class),
        {{ class_is_sure('standings', 'rank_intervals') }} as class_is_sure
    from {{ ref('standing') }} as standings
    left join {{ ref('rank_interval') }} as rank_intervals using (area_id, indicator_id, period)
    where standings.is_latest
),

findings as (select * from {{ ref('theme_finding') }}),

voices as (select * from {{ ref('voice') }}),

supplies as (select * from {{ ref('theme_supply') }}),

statements as (select * from {{ ref('theme_statement') }}),

rules as (select * from {{ source('declared', 'cover_rule') }}),

gaps as (select * from {{ source('declared', 'urgency_gap') }}),

thresholds as (select * from {{ source('declared', 'coverability') }}),

facts as (
    select
        asked_themes.*,
        needs.period as need_period,
        needs.value as need_value,
        needs.city_value,
        needs.need_class,
        coalesce(needs.is_undetermined, false) as need_is_undetermined,
        needs.rank as need_rank,
        needs.method as need_method,
        needs.status as need_status,
        coalesce(needs.class_is_sure, false) and not {{ is_estimate('needs.method') }} as need_counts,
        findings.* exclude (area_id, theme),
        supplies.* exclude (area_id, theme),
        statements.* exclude (area_id, theme),
        case
            when needs.need_class is not null and not coalesce(needs.class_is_sure, false) then 'unsure'
            when needs.need_class >= 4 then 'high'
            when needs.need_class = 3 then 'medium'
            when needs.need_class <= 2 then 'low'
            when voices.study_says = 'more' or voices.provider_says = 'more' then 'reported'
            when asked_themes.has_city_value then 'unsure'
            else 'unknown'
        end as need_fact
    from asked_themes
    join findings using (area_id, theme)
    join voices using (area_id, theme)
    join supplies using (area_id, theme)
    join statements using (area_id, theme)
    left join needs using (area_id, indicator_id)
),

-- today; last, where nothing of that still counts; in the pandemic, of which nobody knows how full services were
asked as (
    select 'today' as asked_of, facts.* from facts
    union all
    select 'earlier' as asked_of, facts.* replace (earlier_providers_fact as providers_fact)
    from facts
    where earlier_providers_fact is not null
    union all
    select
        'pandemic' as asked_of,
        facts.* replace (pandemic_providers_fact as providers_fact, 'silent' as register_fact,
            'unknown' as coverage_fact, 'unknown' as use_fact)
    from facts
    where pandemic_providers_fact <> 'silent'
),

answered as (
    select
        asked.*, rules.rule_id, rules.result as coverability, rules.says_de
    from asked
    left join rules on {{ meets_rule('rules', 'asked') }}
    qualify row_number() over (partition by asked.area_id, asked.theme, asked.asked_of order by rules.position) = 1
),

decided as (
    select
        today.* exclude (asked_of),
        case when earlier.coverability <> today.coverability then earlier.coverability end as earlier_coverability,
        case when earlier.coverability <> today.coverability then earlier.rule_id end as earlier_rule_id,
        coalesce(pandemic.coverability, 'unknown') as pandemic_coverability,
        pandemic.rule_id as pandemic_rule_id,
        today.need_class is not null or today.finding_fact <> 'unknown' as is_measured
    from answered as today
    left join answered as earlier
        on (earlier.area_id, earlier.theme, earlier.asked_of) = (today.area_id, today.theme, 'earlier')
    left join answered as pandemic
        on (pandemic.area_id, pandemic.theme, pandemic.asked_of) = (today.area_id, today.theme, 'pandemic')
    where today.asked_of = 'today'
),

valued as (
    select
        decided.*,
        case need_fact
            when 'reported' then thresholds.value_reported
            when 'unknown' then thresholds.value_unknown
            else {{ need_part('need_class') }}
        end as x_need,
        -- what was found in a whole district was not found in each Sozialraum of it; what did not change cannot last
        if(finding_area_ids <> area_id, 'unknown', finding_fact) as local_finding,
        case local_finding when 'worse' then 1 when 'not_worse' then 0 else thresholds.value_unknown end as x_finding,
        case when local_finding = 'worse' and persists is not null then if(persists, 1, 0)
            else thresholds.value_unknown end as x_persistence,
        gaps.value as x_gap,
        decided.coverability = 'covered' or coverage_fact = 'short' as tells_uncovered,
        -- how many live here says nothing of a need that is measured nowhere near
        case when is_measured then coalesce(group_place, thresholds.value_unknown)
            else thresholds.value_unknown end as x_group,
        list_filter([
            case when need_fact <> 'unknown' and not coalesce({{ is_estimate('need_method') }}, false) then 'need' end,
            case when local_finding <> 'unknown' then 'finding' end,
            case when local_finding = 'worse' and persists is not null then 'persistence' end,
            case when decided.coverability <> 'unknown' then 'gap' end,
            case when is_measured and group_place is not null then 'group' end
        ], lambda part: part is not null) as known_parts,
        not is_city
        and (need_fact <> 'unknown' or finding_fact <> 'unknown' or decided.coverability <> 'unknown') as is_ratable
    from decided
    cross join thresholds
    left join gaps using (coverability)
),

varied as (
    select {{ parts_left_out() }} as left_out from valued cross join thresholds where is_ratable
)

select valued.*, varied.left_out, case when is_ratable then {{ urgency_score() }} end as urgency_score
from valued
cross join varied
cross join thresholds
