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
        and if(
            now.cadence = 'survey',
            earlier.from_the_end = 2,
            earlier.period_number = now.period_number - now.per_year
        )
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
        arg_max(method, period_end) as method
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
        case when tested.z is not null then {{ two_sided_normal('tested.z') }} end as p_value
    from spans
    join indicators using (indicator_id)
    join tested using (area_id, indicator_id)
)

select
    -- ids
    judged.area_id,
    judged.indicator_id,
    judged.area_level,
    judged.planning_field,
    judged.theme,
    judged.position,

    -- the last five years
    case
        when not judged.is_testable then 'unknown'
        when judged.p_value > 0.05 then 'stable'
        when judged.z * judged.direction > 0 then 'rising'
        else 'falling'
    end as trend,
    case when judged.is_testable then judged.slope end as change_per_year,
    case when judged.is_testable then judged.p_value end as p_value,
    judged.trend_from,
    judged.trend_periods,
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
    judged.method
from judged
join latest using (area_id, indicator_id)
left join change_points using (area_id, indicator_id)
left join broken using (area_id, indicator_id)
