{# Where an area stands among the areas of its level, and how it moved. #}
with facts as (select * from {{ ref('fct_indicator') }} where {{ in_part('indicator', 'indicator_id') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

-- a survey's share is as much chance as difference: its class is that of the shrunk share
shrunk as (
    select *
    from {{ ref('value_shrunk') }}
    semi join (select indicator_id from indicators where interval_method = 'survey') using (indicator_id)
    where {{ in_part('indicator', 'indicator_id') }}
),

levels as (select * from {{ source('declared', 'area_level') }}),

areas as (select area_id from {{ ref('area') }} where not is_unknown),

cities as (select * from {{ source('declared', 'city') }}),

known as (
    select
        facts.* exclude (numerator, denominator, denominator_period, is_latest, source_ids, vintage_at),
        if(indicators.higher_is_need, 1, -1) as direction,
        coalesce(shrunk.value_shrunk, facts.value) as classed_value,
        indicators.cadence
    from facts
    join indicators using (indicator_id)
    join levels using (area_level)
    join areas using (area_id)
    left join shrunk using (area_id, indicator_id, period)
    where {{ is_known('facts.status') }} and indicators.is_need and levels.compares_need
),

compared as (
    select
        area_level, indicator_id, period,
        row_number() over () as number,
        count(*) as areas_ranked,
        any_value(period_end) = max(any_value(period_end)) over (partition by area_level, indicator_id) as is_latest,
        -- in a fixed order: a sum of floats depends on it in the last digit
        list_sort(list({'area': area_id, 'value': value})) as of_areas
    from known
    group by area_level, indicator_id, period
),

spread as (
    select
        * exclude (of_areas),
        list_avg(list_transform(of_areas, lambda one: one.value)) as mean,
        list_stddev_pop(list_transform(of_areas, lambda one: one.value)) as deviation
    from compared
),

city_values as (
    select facts.indicator_id, facts.period, facts.value as city_value
    from facts
    join cities on cities.city_area_id = facts.area_id
),

standardised as (
    select
        known.*,
        spread.areas_ranked,
        spread.is_latest,
        direction * {{ standard_score('classed_value', 'mean', 'deviation') }} as standard_score,
        direction * {{ standard_score('ci_low', 'mean', 'deviation') }} as score_of_low,
        direction * {{ standard_score('ci_high', 'mean', 'deviation') }} as score_of_high,
        -- estimates of areas in one coarser area are equal but for rounding: they share a rank
        rank() over (partition by number order by round(direction * value, 12) desc) as rank
    from known
    join spread using (area_level, indicator_id, period)
),

waves as (
    select
        area_id, indicator_id, period_start,
        lag(period_start) over (partition by area_id, indicator_id order by period_end) as start_before
    from known
    where cadence = 'survey'
)

select
    -- ids
    standardised.area_id,
    standardised.indicator_id,
    standardised.period,
    standardised.area_level,
    standardised.period_start,
    standardised.period_end,
    indicators.planning_field,
    indicators.theme,

    -- figures
    standardised.value,
    standardised.ci_low,
    standardised.ci_high,
    standardised.method,
    standardised.status,
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
        when previous.ci_low is null or standardised.ci_low is null then 'unknown'
        when standardised.ci_low > previous.ci_high
            then if(standardised.direction = 1, 'rising', 'falling')
        when standardised.ci_high < previous.ci_low
            then if(standardised.direction = 1, 'falling', 'rising')
        else 'stable'
    end as trend,
    previous.period as previous_period,
    previous.value as previous_value,
    standardised.is_latest
from standardised
join indicators using (indicator_id)
left join city_values using (indicator_id, period)
left join waves using (area_id, indicator_id, period_start)
-- a quarter, month, week or reference day is compared with that of the year before, a survey with the wave before
left join known as previous
    on previous.area_id = standardised.area_id
    and previous.indicator_id = standardised.indicator_id
    and previous.period_start = case standardised.cadence
        when 'survey' then waves.start_before
        else {{ a_year_before('standardised.cadence', 'standardised.period_start', 'standardised.period_end') }}
    end
