with cells as (
    select cells.*
    from {{ source('raw', 'cell') }} as cells
    semi join {{ ref('stg_landing') }} as known using (source_id, dataset_id, landing_id)
),

sources as (select * from {{ source('declared', 'source') }}),

distinct_labels as (
    select distinct source_id, period_labels
    from cells
),

numbers as (
    select
        distinct_labels.source_id,
        distinct_labels.period_labels,
        sources.cadence,
        try_cast(nullif(regexp_extract(period_labels['year'], sources.year_pattern, 1), '') as integer) as year,
        try_cast(nullif(regexp_extract(period_labels['quarter'], sources.quarter_pattern, 1), '') as integer) as quarter,
        try_cast(nullif(regexp_extract(period_labels['month'], sources.month_pattern, 1), '') as integer) as month,
        try_cast(period_labels['date'] as date) as day
    from distinct_labels
    join sources using (source_id)
),

spans as (
    select
        *,
        case
            when cadence = 'day' then day
            when year not between 1800 and 2200 then null
            when cadence in ('year', 'survey', 'once') then make_date(year, 1, 1)
            when cadence = 'quarter' then make_date(year, 3 * quarter - 2, 1)
            when cadence = 'month' then make_date(year, month, 1)
        end as period_start
    from numbers
)

select
    source_id,
    period_labels,
    case
        when period_start is null then null
        when cadence = 'day' then strftime(period_start, '%Y-%m-%d')
        when cadence = 'quarter' then year || '-Q' || quarter
        when cadence = 'month' then strftime(period_start, '%Y-%m')
        else year::varchar
    end as period,
    period_start,
    case
        when cadence = 'day' then period_start
        when cadence = 'quarter' then (period_start + interval 3 month - interval 1 day)::date
        when cadence = 'month' then last_day(period_start)
        else make_date(year, 12, 31)
    end as period_end,
    case when period_start is null
        then 'unreadable period: ' || array_to_string(map_values(period_labels), ' ')
            || ' (expected a ' || cadence || ')'
    end as problem
from spans
