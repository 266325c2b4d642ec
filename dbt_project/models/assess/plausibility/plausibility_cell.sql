{# What the plausibility rules look at: every known figure of the newest vintage, with its cell. #}
with observations as (select * from {{ ref('observation') }} where {{ in_part('source', 'source_id') }}),

sources as (select * from {{ source('declared', 'source') }}),

series as (
    -- a column for each part of a year is one series
    select distinct on (source_id, measure_id, breakdown) *, breakdown_labels::varchar as row_type
    from {{ source('declared', 'series') }}
    where unit <> 'code'
    order by source_id, measure_id, breakdown, measure_label
),

known as (
    select
        -- ids
        observations.source_id,
        observations.landing_id,
        observations.file,
        observations.row_number,
        observations.measure_label as column_name,
        observations.part_id as place,
        observations.boundary_set,
        observations.measure_id,
        observations.breakdown,
        coalesce(series.row_type, '') as row_type,
        series.unit,
        series.is_count,
        series.is_signed,
        sources.cadence,

        -- dates
        observations.period,
        observations.period_start,
        observations.period_end,

        -- figure
        observations.value,
        case when contains(observations.value_text, sources.decimal_sign)
            then length(split_part(observations.value_text, sources.decimal_sign, 2))::integer else 0
        end as decimals,
        -- 1800,0 among 2100,0 and 2300,0 is whole
        case when contains(observations.value_text, sources.decimal_sign)
            then length(rtrim(split_part(observations.value_text, sources.decimal_sign, 2), '0'))::integer else 0
        end as decimals_used
    from observations
    join sources using (source_id)
    join series using (source_id, measure_id, breakdown)
    where {{ is_known('observations.status') }}
),

columns_in_period as (
    select source_id, measure_id, breakdown, period, count(*) as figures, max(decimals_used) as finest
    from known
    group by all
),

columns_of as (
    select source_id, measure_id, breakdown, quantile_disc(decimals_used, 0.75) as usual from known group by all
)

-- a column is as fine as its finest figure: 44 among 43,2 and 44,8 is 44,0 (of a single place: as a quarter of them)
select
    known.* exclude (decimals_used),
    if(columns_in_period.figures >= 5, columns_in_period.finest, columns_of.usual) as column_decimals
from known
join columns_in_period using (source_id, measure_id, breakdown, period)
join columns_of using (source_id, measure_id, breakdown)
