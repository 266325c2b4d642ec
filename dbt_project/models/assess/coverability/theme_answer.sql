{# Which rule of the decision table the facts of each theme meet in each Sozialraum, and how urgent that makes it. #}
with asked_themes as (select * from {{ ref('theme_asked') }}),

-- the class of an estimate that may as well be the city's value counts nowhere
standings as (
    select * replace (if(is_undetermined, null, need_class) as need_class)
    from {{ ref('standing') }}
    where is_latest
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
        standings.period as need_period,
        standings.value as need_value,
        standings.city_value,
        standings.need_class,
        coalesce(standings.is_undetermined, false) as need_is_undetermined,
        standings.rank as need_rank,
        standings.method as need_method,
        findings.* exclude (area_id, theme),
        supplies.* exclude (area_id, theme),
        statements.* exclude (area_id, theme),
        case
            when standings.need_class >= 4 then 'high'
            when standings.need_class = 3 then 'medium'
            when standings.need_class <= 2 then 'low'
            when voices.study_says = 'more' or voices.provider_says = 'more' then 'reported'
            else 'unknown'
        end as need_fact,
        case
            when findings.finding in ('new_need', 'aggravated') then 'worse'
            when findings.finding in ('none', 'relieved') then 'not_worse'
            else 'unknown'
        end as finding_fact
    from asked_themes
    join findings using (area_id, theme)
    join voices using (area_id, theme)
    join supplies using (area_id, theme)
    join statements using (area_id, theme)
    left join standings using (area_id, indicator_id)
),

-- what providers say today, and what they said last where nothing that they said still counts
asked as (
    select 'today' as asked_of, facts.* from facts
    union all
    select 'earlier' as asked_of, facts.* replace (earlier_providers_fact as providers_fact)
    from facts
    where earlier_providers_fact is not null
),

answered as (
    select
        asked.*,
        rules.rule_id,
        rules.result as coverability,
        rules.says_de
    from asked
    left join rules
        on list_contains(rules.need, asked.need_fact)
        and list_contains(rules.finding, asked.finding_fact)
        and list_contains(rules.coverage, asked.coverage_fact)
        and list_contains(rules.use, asked.use_fact)
        and list_contains(rules.providers, asked.providers_fact)
        and list_contains(rules.register, asked.register_fact)
    qualify row_number() over (partition by asked.area_id, asked.theme, asked.asked_of order by rules.position) = 1
),

decided as (
    select
        today.* exclude (asked_of),
        -- the last answer is told only where it is another
        case when earlier.coverability <> today.coverability then earlier.coverability end as earlier_coverability,
        case when earlier.coverability <> today.coverability then earlier.rule_id end as earlier_rule_id
    from answered as today
    left join answered as earlier
        on earlier.area_id = today.area_id
        and earlier.theme = today.theme
        and earlier.asked_of = 'earlier'
    where today.asked_of = 'today'
),

measured as (
    select *, need_class is not null or finding_fact <> 'unknown' as is_measured from decided
),

valued as (
    select
        measured.*,
        case need_fact
            when 'reported' then thresholds.value_reported
            when 'unknown' then thresholds.value_unknown
            else (need_class - 1) / 4
        end as x_need,
        case finding_fact when 'worse' then 1 when 'not_worse' then 0 else thresholds.value_unknown end as x_finding,
        case
            when finding_fact = 'not_worse' then 0
            when finding_fact = 'worse' and persists is not null then if(persists, 1, 0)
            else thresholds.value_unknown
        end as x_persistence,
        gaps.value as x_gap,
        -- what is lacking is told where it decides
        measured.coverability = 'covered' or coverage_fact = 'short' as tells_uncovered,
        -- how many live here says nothing of a need that is measured nowhere near
        case when is_measured then coalesce(group_place, thresholds.value_unknown)
            else thresholds.value_unknown end as x_group,
        need_fact <> 'unknown' or finding_fact <> 'unknown' or measured.coverability <> 'unknown' as is_ratable
    from measured
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
