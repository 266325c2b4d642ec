{# What was found in the crisis against what was expected, adjusted for the number of questions asked together. #}
{% set says_afterwards = "finding not in ('none', 'not_assessable') and after_p_value is not null" %}
with published as (select * from {{ ref('indicator_published') }}),

estimates as (select * from {{ ref('coarser_part') }}),

crosswalk as (select * from {{ ref('dim_area_crosswalk') }}),

series as (select * from {{ ref('pandemic_series') }}),

crisis as (select * from {{ source('statistics', 'pandemic_fit') }} where time_window = 'crisis'),

afterwards as (select * from {{ source('statistics', 'pandemic_fit') }} where time_window = 'after'),

indicators as (select * from {{ source('declared', 'indicator') }}),

areas as (select * from {{ ref('area') }} where not is_unknown),

cities as (select * from {{ source('declared', 'city') }}),

windows as (select * from {{ source('declared', 'pandemic_window') }}),

thresholds as (select * from {{ source('declared', 'pandemic') }}),

-- every indicator in every area that a reader may ask for; an estimate, also where a layer tells a period of it
asked as (
    select distinct area_id, indicator_id, area_level, true as is_estimate from estimates
    union all
    select distinct area_id, indicator_id, area_level, false from published
    anti join estimates using (area_id, indicator_id)
),

-- where an estimate's figures come from: the place to look for a finding
published_in as (
    select area_id, other_area_level, string_agg(other_area_id, ', ' order by other_area_id) as area_ids
    from crosswalk group by all
),

spans as (
    select
        area_id, indicator_id,
        {{ weakest_status("if(time_window = 'after', null, status)") }} as status,
        {{ weakest_status("if(time_window = 'after', status, null)") }} as after_status,
        arg_min(period, period_end) filter (where time_window = 'baseline') as baseline_from,
        arg_max(period, period_end) filter (where time_window = 'baseline') as baseline_until,
        arg_min(period, period_end) filter (where time_window = 'crisis') as crisis_from,
        arg_max(period, period_end) filter (where time_window = 'crisis') as crisis_until,
        arg_min(period, period_end) filter (where time_window = 'after') as after_from,
        arg_max(period, period_end) filter (where time_window = 'after') as after_until,
        arg_max(need_class, period_end) filter (where time_window = 'baseline') as need_class_before
    from series
    where figure is not null and time_window is not null
    group by all
),

joined as (
    select
        asked.area_id, asked.indicator_id, asked.area_level,
        indicators.planning_field, indicators.theme, indicators.position,
        coalesce(indicators.interval_method = 'survey', false) as is_survey,
        if(indicators.higher_is_need, 1, -1) as direction,
        case
            when indicators.is_composition then 'composition'
            when asked.is_estimate then 'estimate'
            when indicators.cadence not in (select cadence from windows) then 'cadence'
            when crisis.area_id is null then 'no_figures'
            else crisis.reason
        end as reason,
        case when asked.is_estimate then published_in.area_ids end as see_area_ids,
        crisis.* exclude (area_id, indicator_id, reason, time_window),
        spans.* exclude (area_id, indicator_id),
        afterwards.expected as after_expected,
        afterwards.observed as after_observed,
        afterwards.p_value as after_p_value,
        -- that it lasts says that it is there in both windows (Berger 1982): the larger of two p-values
        case when afterwards.p_value is not null then greatest(crisis.p_value, afterwards.p_value) end as both_p_value,
        afterwards.window_periods as after_periods,
        -- which questions are asked together
        concat_ws(
            ' ', if(list_contains(thresholds.family, 'area_level'), asked.area_level, null),
            if(list_contains(thresholds.family, 'primary'), if(indicators.is_primary, 'primary', 'explored'), null),
            if(list_contains(thresholds.family, 'indicator'), asked.indicator_id, null),
            if(list_contains(thresholds.family, 'planning_field'), indicators.planning_field, null)
        ) as family
    from asked
    join areas using (area_id)
    join indicators using (indicator_id)
    cross join cities
    cross join thresholds
    left join crisis using (area_id, indicator_id)
    left join afterwards using (area_id, indicator_id)
    left join spans using (area_id, indicator_id)
    left join published_in
        on published_in.area_id = asked.area_id and published_in.other_area_level = indicators.native_level
    where asked.area_level in (indicators.native_level, cities.sozialraum_level, 'city')
        and (indicators.is_need or indicators.is_primary)
),

ranked as (
    select
        *,
        {{ p_value_places('p_value', 'family') }},
        {{ p_value_places('both_p_value', 'family') }}
    from joined
),

adjusted as (
    select
        *,
        {{ benjamini_hochberg('p_value', 'family') }} as q_value,
        {{ benjamini_hochberg('both_p_value', 'family') }} as after_q_value,
        observed / nullif(expected, 0) - 1 as excess_pct,
        after_observed / nullif(after_expected, 0) - 1 as after_excess_pct
    from ranked
),

judged as (
    select
        adjusted.*,
        case
            when q_value is null then 'not_assessable'
            when q_value > thresholds.alpha or abs(excess_pct) < thresholds.min_effect then 'none'
            when direction * excess_pct < 0 then 'relieved'
            -- of the whole city there is nothing to compare with: what is measured, was known
            when need_class_before is null or need_class_before >= thresholds.high_class then 'aggravated'
            else 'new_need'
        end as finding,
        thresholds.alpha,
        -- the largest change of the need that the figures leave possible
        if(direction > 0, observed / nullif(pi_low, 0) - 1, 1 - observed / nullif(pi_high, 0)) as possible_rise,
        thresholds.relevant_effect
    from adjusted cross join thresholds
)

select
    * exclude (reason, method, status, after_status, detectable_pct),
    observed - expected as excess,
    case when finding <> 'not_assessable' then method end as method,
    case when finding <> 'not_assessable' then status end as status,
    case when finding <> 'not_assessable' then detectable_pct end as detectable_pct,
    case when finding = 'not_assessable' then coalesce(reason, 'not_estimable') end as reason,
    case
        when finding = 'none' then coalesce(possible_rise < relevant_effect, false)
        when finding <> 'not_assessable' then true
    end as conclusive,
    -- it ended where the figures came back to what was expected; beyond it and not sure is not known
    case when {{ says_afterwards }}
        then if(after_excess_pct * excess_pct <= 0, false, nullif(after_q_value <= alpha, false)) end as persists,
    case when {{ says_afterwards }} then after_status end as after_status
from judged
