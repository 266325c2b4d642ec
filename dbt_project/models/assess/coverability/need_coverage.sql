{# Each answer with what agrees with it, how firm it is, how much is lacking, and why, in codes. #}
with decided as (select * from {{ ref('theme_answer') }}),

agreements as (select * from {{ ref('evidence_agreement') }}),

thresholds as (select * from {{ source('declared', 'urgency_threshold') }}),

plans as (select * from {{ ref('theme_plan') }}),

-- what is answered for the whole city; its Sozialräume refer to it
city_answers as (
    select theme, area_id as city_area_id, coverability, indication
    from decided
    where is_city and (coverability <> 'unknown' or indication is not null)
),

ratings as (
    select decided.area_id, decided.theme, thresholds.rule_id, thresholds.urgency, thresholds.name_de
    from decided
    join thresholds on decided.urgency_score >= thresholds.score_from
    qualify row_number() over (
        partition by decided.area_id, decided.theme order by thresholds.score_from desc
    ) = 1
),

joined as (
    select
        decided.*,
        agreements.studies_say,
        agreements.providers_say,
        agreements.agreement,
        agreements.agreement_message,
        agreements.evidence_count,
        agreements.evidence_local,
        agreements.evidence_until,
        ratings.urgency,
        ratings.rule_id as rated_by,
        ratings.name_de as urgency_de,
        plans.plan_status,
        plans.plan_ids,
        is_measured or providers_fact <> 'silent' or coverage_fact in ('enough', 'short') as urgency_is_local,
        case when not decided.is_city then city_answers.city_area_id end as see_area_id
    from decided
    join agreements using (area_id, theme)
    join plans using (area_id, theme)
    left join ratings on ratings.area_id = decided.area_id and ratings.theme = decided.theme
    left join city_answers on city_answers.theme = decided.theme
)

select
    -- what was found in a whole district, was found there once, and not in each Sozialraum of it
    joined.* replace (if(finding_area_ids <> area_id, 'not_assessable', finding) as finding),
    case when finding_area_ids <> area_id then finding end as coarser_finding,
    case
        when coverability = 'unknown' then null
        when need_basis = 'proxy' or {{ is_estimate('need_method') }} or {{ is_provisional('need_status') }}
            then 'limited'
        when {{ is_provisional('finding_status') }} then 'limited'
        when coverage_fact in ('enough', 'short')
            and (coverage_method = 'apportioned' or {{ is_provisional('coverage_status') }}) then 'limited'
        when disputed then 'limited'
        when need_fact in ('unsure', 'reported', 'unknown') then 'limited'
        else 'firm'
    end as confidence,
    -- within one unit; of several units a message tells
    case when tells_uncovered then
        case when len(lacks) = 0 then 0 when len(lacks) = 1 then lacks[1].amount end
    end as uncovered,
    case when tells_uncovered then
        case when len(lacks) = 0 then coverage_unit when len(lacks) = 1 then lacks[1].unit end
    end as uncovered_unit,
    case when tells_uncovered and len(lacks) > 0
        then list_max(list_transform(lacks, lambda lack: lack.share)) end as uncovered_share,
    list_filter([
        'need_' || need_fact,
        case need_basis when 'proxy' then 'need_by_proxy' when 'none' then 'need_not_measured' end,
        case when {{ is_estimate('need_method') }} then 'need_estimated' end,
        case when {{ is_provisional('need_status') }} then 'need_' || need_status end,
        'finding_' || finding,
        case when finding_area_ids <> area_id then 'finding_of_coarser_area' end,
        case when {{ is_provisional('finding_status') }} then 'finding_' || finding_status end,
        'coverage_' || coverage_fact,
        case when coverage_method = 'apportioned' then 'coverage_estimated' end,
        case when {{ is_provisional('coverage_status') }} then 'coverage_' || coverage_status end,
        'use_' || use_fact,
        'providers_' || providers_fact,
        case when disputed then 'providers_differ' end,
        'indication_' || indication,
        case when see_area_id is not null then 'answered_for_city' end,
        case when len(expired_statement_ids) > 0 then 'statements_expired' end,
        case when earlier_coverability is not null then 'earlier_' || earlier_coverability end,
        case when coverability = 'covered' and len(lacks) > 0 then 'gap_within_tolerance' end,
        case when tells_uncovered and len(lacks) > 1 then 'uncovered_in_several_units' end,
        case when register_fact <> 'silent' then 'register_' || register_fact end,
        'evidence_' || agreement,
        'plan_' || plan_status,
        case when urgency is not null and not urgency_is_local then 'urgency_not_local' end
    ], lambda code: code is not null) as reasons
from joined
