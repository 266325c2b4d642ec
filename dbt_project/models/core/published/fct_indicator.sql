with published as (select * from {{ ref('indicator_published') }}),

estimated as (select * from {{ ref('indicator_estimated') }}),

together as (
    select *, true as is_published from published
    union all by name
    select *, false as is_published from estimated
),

told_twice as (
    select area_id, indicator_id, period from together group by all having count(*) > 1
),

-- what is known is not estimated
chosen as (
    select * from together anti join told_twice using (area_id, indicator_id, period)
    union all
    select * from together semi join told_twice using (area_id, indicator_id, period)
    qualify row_number() over (
        partition by area_id, indicator_id, period order by {{ is_known('status') }} desc, is_published desc
    ) = 1
),

newest as (
    select indicator_id, area_level, max(period_end) as newest_end
    from chosen
    where {{ is_known('status') }}
    group by all
)

select
    -- ids
    area_id,
    indicator_id,
    period,
    period_start,
    period_end,
    area_level,

    -- figures
    case when {{ is_known('status') }} then value end as value,
    numerator,
    denominator,
    denominator_period,
    denominator_carried,
    weight_period,
    case when {{ is_known('status') }} then ci_low end as ci_low,
    case when {{ is_known('status') }} then ci_high end as ci_high,

    -- what it is
    method,
    status,
    coalesce(period_end = newest_end, false) as is_latest,
    source_ids,
    vintage_at
from chosen
left join newest using (indicator_id, area_level)
order by area_id, indicator_id, period
