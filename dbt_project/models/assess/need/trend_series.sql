{#
  Published values in unbroken order, with the part of the season taken out (classical additive
  decomposition, Macaulay 1931: the season is the mean distance of its values from the centred moving
  average of a year, less the mean of all seasons). Where less than three years follow each other
  without a gap, nothing is taken out.
#}
with facts as (select * from {{ ref('indicator_published') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

areas as (select * from {{ ref('area') }}),

estimates as (select * from {{ ref('coarser_part') }}),

known as (
    select
        facts.area_id,
        facts.indicator_id,
        facts.area_level,
        facts.period,
        facts.period_end,
        facts.value,
        facts.method,
        indicators.cadence,
        case indicators.cadence
            when 'half_year' then 2 when 'quarter' then 4 when 'month' then 12 else 1
        end as per_year,
        case indicators.cadence
            when 'half_year' then year(facts.period_end) * 2 + month(facts.period_end) // 6
            when 'quarter' then year(facts.period_end) * 4 + quarter(facts.period_end)
            when 'month' then year(facts.period_end) * 12 + month(facts.period_end)
            else year(facts.period_end)
        end as period_number,
        year(facts.period_end) + (dayofyear(facts.period_end) - 1) / 365.25 as year_fraction
    from facts
    join indicators using (indicator_id)
    join areas on areas.area_id = facts.area_id and not areas.is_unknown
    -- single periods that a layer tells of what else is estimated are no series
    anti join estimates on estimates.area_id = facts.area_id and estimates.indicator_id = facts.indicator_id
    where
        {{ is_known('facts.status') }}
        and indicators.cadence in ('year', 'school_year', 'half_year', 'quarter', 'month', 'survey')
),

numbered as (
    select
        *,
        period_number % per_year as season,
        -- the same for periods that follow each other
        case when per_year > 1 then period_number - row_number() over in_time else 0 end as run
    from known
    window in_time as (partition by area_id, indicator_id order by period_number)
),

averaged as (
    select
        *,
        count(*) over (partition by area_id, indicator_id, run) as run_length,
        case per_year
            when 2 then
                case when lag(value) over in_run is not null and lead(value) over in_run is not null
                    then (value + (lag(value) over in_run + lead(value) over in_run) / 2) / 2
                end
            when 4 then
                case when lag(value, 2) over in_run is not null and lead(value, 2) over in_run is not null
                    then (
                        sum(value) over (in_run rows between 1 preceding and 1 following)
                        + (lag(value, 2) over in_run + lead(value, 2) over in_run) / 2
                    ) / 4
                end
            when 12 then
                case when lag(value, 6) over in_run is not null and lead(value, 6) over in_run is not null
                    then (
                        sum(value) over (in_run rows between 5 preceding and 5 following)
                        + (lag(value, 6) over in_run + lead(value, 6) over in_run) / 2
                    ) / 12
                end
        end as moving_average
    from numbered
    window in_run as (partition by area_id, indicator_id, run order by period_number)
),

seasons as (
    select area_id, indicator_id, run, season, avg(value - moving_average order by period_number) as distance
    from averaged
    where moving_average is not null and run_length >= 3 * per_year
    group by all
),

centred as (
    select
        * exclude (distance),
        distance - avg(distance) over (
            partition by area_id, indicator_id, run
            order by season
            rows between unbounded preceding and unbounded following
        ) as seasonal
    from seasons
),

placed as (
    select
        averaged.*,
        centred.seasonal,
        averaged.value - coalesce(centred.seasonal, 0) as adjusted_value,
        row_number() over (one order by averaged.period_end desc) as from_the_end,
        max(averaged.period_end) over one as last_end,
        arg_max(averaged.run, averaged.period_end) over one as last_run
    from averaged
    left join centred using (area_id, indicator_id, run, season)
    window one as (partition by averaged.area_id, averaged.indicator_id)
)

select
    -- ids
    area_id,
    indicator_id,
    area_level,
    period,
    period_end,

    -- when
    cadence,
    per_year,
    season,
    period_number,
    year_fraction,
    run,
    last_run,
    from_the_end,
    -- the last five years; of a survey the last five waves
    if(cadence = 'survey', from_the_end <= 5, period_end > last_end - interval 5 year) as is_recent,

    -- figures
    value,
    seasonal,
    adjusted_value,
    method
from placed
