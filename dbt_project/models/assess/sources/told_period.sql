{#
  Which periods each file tells, and up to which day: a figure of a period that goes on counts up to the day on
  which its file came at the latest, unless it looks ahead.
#}
with observations as (select * from {{ ref('observation') }} where {{ is_known('status') }}),

series as (select * from {{ source('declared', 'series') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- figures that something is computed of are of the present
observed as (select distinct source_id, measure_id, breakdown from series where begun_until is not null),

dated as (
    select
        observations.*,
        if(
            observed.source_id is null,
            observations.period_end,
            greatest(
                observations.period_start,
                least(observations.period_end, (observations.vintage_at at time zone cities.timezone)::date)
            )
        ) as told_until
    from observations
    cross join cities
    left join observed
        on observed.source_id = observations.source_id and observed.measure_id = observations.measure_id
        and observed.breakdown = observations.breakdown
)

select
    -- ids
    source_id,
    file,
    period,

    -- dates
    period_start,
    period_end,
    told_until,

    -- figures
    count(*) as figures
from dated
group by all
