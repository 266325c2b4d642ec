{#
  Published values in unbroken order, with the part of the season taken out (classical additive
  decomposition, Macaulay 1931: the season is the mean distance of its values from the centred moving
  average of a year, less the mean of all seasons). Where less than three years follow each other
  without a gap, nothing is taken out. What areas that were re-cut since are estimated to have had is left
  out: a break there would be one of the estimate.
#}
with facts as (select * from {{ ref('indicator_published') }} where {{ in_part('indicator', 'indicator_id') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

areas as (select * from {{ ref('area') }}),

estimates as (select * from {{ ref('coarser_part') }}),

told as (
    select
        facts.area_id, facts.indicator_id, facts.area_level, facts.period, facts.period_end,
        facts.value, facts.method, facts.status, indicators.cadence,
        year(facts.period_end) + (dayofyear(facts.period_end) - 1) / 365.25 as year_fraction
    from facts
    join indicators using (indicator_id)
    join areas on areas.area_id = facts.area_id and not areas.is_unknown
    -- single periods that a layer tells of what else is estimated are no series
    anti join estimates on estimates.area_id = facts.area_id and estimates.indicator_id = facts.indicator_id
    where
        {{ is_known('facts.status') }} and facts.status <> 'estimated'
        and indicators.cadence <> 'once'
),

-- of several reference days in a month the last one
known as (
    select * from told where cadence <> 'day'
    union all
    select * from told where cadence = 'day'
    qualify row_number() over (
        partition by area_id, indicator_id, date_trunc('month', period_end) order by period_end desc
    ) = 1
),

-- the months in which an indicator's reference days lie are the parts of its year
reference_months as (
    select
        indicator_id,
        month,
        count(*) over (partition by indicator_id) as per_year,
        row_number() over (partition by indicator_id order by month) as part
    from (select distinct indicator_id, month(period_end) as month from known where cadence = 'day')
),

counted as (
    select
        known.*,
        coalesce(reference_months.per_year, {{ per_year('known.cadence') }}) as per_year,
        coalesce(
            year(known.period_end) * reference_months.per_year + reference_months.part,
            {{ period_number('known.cadence', 'known.period_end') }}
        ) as period_number
    from known
    left join reference_months
        on reference_months.indicator_id = known.indicator_id
        and reference_months.month = month(known.period_end)
),

numbered as (
    select
        *,
        if(cadence = 'week', {{ season('cadence', 'period_end') }} - 1, period_number % per_year) as season,
        period_number - if(cadence = 'week', {{ weeks_of_the_year_before('period_end') }}, per_year)
            as number_a_year_before,
        row_number() over (partition by area_id, indicator_id order by period_end) as position,
        -- the same for periods that follow each other
        case when per_year > 1 then period_number - position else 0 end as run
    from counted
),

averaged as (
    select
        *,
        count(*) over (partition by area_id, indicator_id, run) as run_length,
        {{ average_of_a_year('value', 'per_year', 'in_run') }} as moving_average
    from numbered
    window in_run as (partition by area_id, indicator_id, run order by period_number)
),

seasons as (
    select
        area_id, indicator_id, run, season,
        list_sort(list({'number': period_number, 'distance': value - moving_average})) as distances
    from averaged
    where moving_average is not null and run_length >= 3 * per_year
    group by all
),

distances as (
    select * exclude (distances), list_avg(list_transform(distances, lambda one: one.distance)) as distance
    from seasons
),

years as (
    select area_id, indicator_id, run, list_sort(list({'season': season, 'distance': distance})) as of_seasons
    from distances
    group by all
),

centred as (
    select
        distances.* exclude (distance),
        distances.distance - list_avg(list_transform(years.of_seasons, lambda one: one.distance)) as seasonal
    from distances
    join years using (area_id, indicator_id, run)
),

ends as (
    select
        area_id, indicator_id, count(*) as periods, max(period_end) as last_end, arg_max(run, period_end) as last_run
    from numbered
    group by all
),

placed as (
    select
        averaged.*,
        centred.seasonal,
        averaged.value - coalesce(centred.seasonal, 0) as adjusted_value,
        ends.periods - averaged.position + 1 as from_the_end,
        ends.last_end,
        ends.last_run
    from averaged
    join ends using (area_id, indicator_id)
    left join centred using (area_id, indicator_id, run, season)
)

select
    -- ids
    area_id, indicator_id, area_level, period, period_end,

    -- when
    cadence, per_year, season, period_number, number_a_year_before, year_fraction, run, last_run, from_the_end,
    -- the last five years; of a survey the last five waves
    if(cadence = 'survey', from_the_end <= 5, period_end > last_end - interval 5 year) as is_recent,

    -- figures
    value,
    seasonal,
    adjusted_value,
    method,
    status
from placed
