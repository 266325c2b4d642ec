{# How each indicator moved: the last five years, the newest value, the clearest change of level. #}
with series as (select * from {{ ref('trend_series') }}),

tested as (select * from {{ ref('trend_test') }}),

change_points as (select * from {{ ref('change_point') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

breaks as (
    select unnest(indicator_ids) as indicator_id, since as breaks_on, text_de
    from {{ source('declared', 'note') }}
),

latest as (
    select
        now.area_id,
        now.indicator_id,
        now.period as last_period,
        now.value as last_value,
        case when now.seasonal is not null then now.adjusted_value end as last_adjusted_value,
        earlier.period as compared_period,
        now.value - earlier.value as last_change
    from series as now
    left join series as earlier
        on earlier.area_id = now.area_id
        and earlier.indicator_id = now.indicator_id
        -- one equation, or each pair of all figures would be looked at
        and if(earlier.cadence = 'survey', earlier.from_the_end, earlier.period_number)
        = if(now.cadence = 'survey', 2, now.number_a_year_before)
    where now.from_the_end = 1
),

spans as (
    select
        area_id,
        indicator_id,
        any_value(area_level) as area_level,
        arg_min(period, period_end) as trend_from,
        min(period_end) as first_end,
        max(period_end) as last_end,
        arg_max(method, period_end) as method,
        {{ weakest_status('status') }} as status
    from series
    where is_recent
    group by all
),

broken as (
    select
        spans.area_id,
        spans.indicator_id,
        string_agg(breaks.text_de, ' ' order by breaks.breaks_on, breaks.text_de) as known_break
    from spans
    join breaks using (indicator_id)
    where breaks.breaks_on > spans.first_end and breaks.breaks_on <= spans.last_end
    group by all
),

judged as (
    select
        spans.*,
        indicators.planning_field,
        indicators.theme,
        indicators.position,
        tested.trend_periods,
        tested.slope,
        tested.z,
        if(indicators.higher_is_need, 1, -1) as direction,
        tested.trend_periods >= 5 and tested.fewest_per_season >= 3 and tested.z is not null as is_testable,
        tested.p_value,
        indicators.cadence
    from spans
    join indicators using (indicator_id)
    join tested using (area_id, indicator_id)
),

-- a reader scans the areas of a level over all indicators: they are corrected together, by cadence, since twenty
-- quarters may give p-values that five years never can
ranked as (
    select
        * replace (if(is_testable, p_value, null) as p_value),
        {{ p_value_places('p_value', 'area_level, cadence', 'if(is_testable, p_value, null)') }}
    from judged
),

adjusted as (
    select
        *,
        {{ benjamini_hochberg('p_value', 'area_level, cadence') }} as q_value
    from ranked
)

select
    -- ids
    adjusted.area_id,
    adjusted.indicator_id,
    adjusted.area_level,
    adjusted.planning_field,
    adjusted.theme,
    adjusted.position,

    -- the last five years
    case
        when not adjusted.is_testable then 'unknown'
        when adjusted.q_value > 0.05 then 'stable'
        when adjusted.z * adjusted.direction > 0 then 'rising'
        else 'falling'
    end as trend,
    case when adjusted.is_testable then adjusted.slope end as change_per_year,
    adjusted.p_value,
    adjusted.q_value,
    adjusted.trend_from,
    adjusted.trend_periods,
    broken.known_break,

    -- the newest value
    latest.last_period,
    latest.last_value,
    latest.last_adjusted_value,
    latest.compared_period,
    latest.last_change,

    -- the clearest change of level
    case when change_points.change_periods >= 10 then change_points.change_from end as change_from,
    case when change_points.change_periods >= 10 then change_points.change_size end as change_size,
    case when change_points.change_periods >= 10 then change_points.change_p_value end as change_p_value,

    -- what it is
    adjusted.method,
    adjusted.status
from adjusted
join latest using (area_id, indicator_id)
left join change_points using (area_id, indicator_id)
left join broken using (area_id, indicator_id)
