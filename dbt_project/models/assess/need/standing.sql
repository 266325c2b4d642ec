{# Where an area stands among the areas of its level, and how it moved. #}
with facts as (select * from {{ ref('fct_indicator') }}),

shrunk as (select * from {{ ref('value_shrunk') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

areas as (select * from {{ ref('area') }}),

cities as (select * from {{ source('declared', 'city') }}),

known as (
    select
        facts.*,
        indicators.planning_field,
        indicators.theme,
        indicators.cadence,
        if(indicators.higher_is_need, 1, -1) as direction,
        -- a survey's share is as much chance as difference: its class is that of the shrunk share
        if(indicators.interval_method = 'survey', coalesce(shrunk.value_shrunk, facts.value), facts.value)
            as classed_value
    from facts
    join indicators using (indicator_id)
    join levels using (area_level)
    join areas using (area_id)
    left join shrunk using (area_id, indicator_id, period)
    where {{ is_known('facts.status') }} and indicators.is_need and levels.compares_need and not areas.is_unknown
),

city_values as (
    select facts.indicator_id, facts.period, facts.value as city_value
    from facts
    join cities on cities.city_area_id = facts.area_id
),

standardised as (
    select
        *,
        count(*) over compared as areas_ranked,
        direction * {{ standard_score('classed_value', 'compared', among='value') }} as standard_score,
        direction * {{ standard_score('ci_low', 'compared', among='value') }} as score_of_low,
        direction * {{ standard_score('ci_high', 'compared', among='value') }} as score_of_high,
        -- estimates of areas in one coarser area are equal but for rounding: they share a rank
        rank() over (
            partition by area_level, indicator_id, period order by round(direction * value, 12) desc
        ) as rank
    from known
    -- in a fixed order: a sum of floats depends on it in the last digit
    window compared as (
        partition by area_level, indicator_id, period
        order by area_id rows between unbounded preceding and unbounded following
    )
),

-- a quarter, month, week or reference day is compared with that of the year before, a survey with the wave before
previous as (
    select
        now.area_id,
        now.indicator_id,
        now.period,
        before.period as previous_period,
        before.value as previous_value,
        before.ci_low as previous_low,
        before.ci_high as previous_high
    from known as now
    join known as before
        on before.area_id = now.area_id
        and before.indicator_id = now.indicator_id
        and before.period_start = {{ a_year_before('now.cadence', 'now.period_start', 'now.period_end') }}
    where now.cadence <> 'survey'
    union all
    select
        area_id,
        indicator_id,
        period,
        lag(period) over in_time,
        lag(value) over in_time,
        lag(ci_low) over in_time,
        lag(ci_high) over in_time
    from known
    where cadence = 'survey'
    window in_time as (partition by area_id, indicator_id order by period_end)
)

select
    -- ids
    standardised.area_id,
    standardised.indicator_id,
    standardised.period,
    standardised.area_level,
    standardised.period_start,
    standardised.period_end,
    standardised.planning_field,
    standardised.theme,

    -- figures
    standardised.value,
    standardised.ci_low,
    standardised.ci_high,
    standardised.method,
    city_values.city_value,
    -- an estimate that may as well be the city's value tells nothing of the area
    {{ is_estimate('standardised.method') }} and coalesce(
        city_values.city_value between standardised.ci_low and standardised.ci_high, true
    ) as is_undetermined,

    -- among the areas of its level
    case when standardised.areas_ranked >= 3 then standardised.standard_score end as z_score,
    standardised.rank,
    standardised.areas_ranked,
    {{ need_class('standardised.standard_score', 'standardised.areas_ranked') }} as need_class,
    {{ need_class('least(standardised.score_of_low, standardised.score_of_high)', 'standardised.areas_ranked') }}
        as lowest_class,
    {{ need_class('greatest(standardised.score_of_low, standardised.score_of_high)', 'standardised.areas_ranked') }}
        as highest_class,

    -- over time
    case
        when previous.previous_low is null or standardised.ci_low is null then 'unknown'
        when standardised.ci_low > previous.previous_high
            then if(standardised.direction = 1, 'rising', 'falling')
        when standardised.ci_high < previous.previous_low
            then if(standardised.direction = 1, 'falling', 'rising')
        else 'stable'
    end as trend,
    previous.previous_period,
    previous.previous_value,
    standardised.period_end = max(standardised.period_end) over (
        partition by standardised.area_level, standardised.indicator_id
    ) as is_latest
from standardised
left join city_values using (indicator_id, period)
left join previous using (area_id, indicator_id, period)
