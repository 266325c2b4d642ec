{# The clearest change of level of each series. #}
with series as (select * from {{ ref('trend_series') }}),

-- Pettitt's test for a change point (1979, Applied Statistics 28:126-135) on the last unbroken run
in_run as (
    select
        *,
        count(*) over (partition by area_id, indicator_id) as n,
        row_number() over (partition by area_id, indicator_id order by period_end) as t,
        rank() over (partition by area_id, indicator_id order by round(adjusted_value, 12))
        + (count(*) over (partition by area_id, indicator_id, round(adjusted_value, 12)) - 1) / 2 as midrank
    from series
    where run = last_run
),

cumulated as (
    select
        *,
        2 * sum(midrank) over in_time - t * (n + 1) as u,
        lead(period) over in_time as next_period,
        avg(adjusted_value) over (in_time rows between unbounded preceding and current row) as mean_until,
        avg(adjusted_value) over (in_time rows between 1 following and unbounded following) as mean_after
    from in_run
    window in_time as (partition by area_id, indicator_id order by period_end)
),

change_points as (
    select
        area_id,
        indicator_id,
        any_value(n) as change_periods,
        arg_max(next_period, (abs(u), -t)) as change_from,
        arg_max(mean_after - mean_until, (abs(u), -t)) as change_size,
        least(1, 2 * exp(-6 * max(abs(u)) ^ 2 / (any_value(n) ^ 3 + any_value(n) ^ 2))) as change_p_value
    from cumulated
    where t < n
    group by all
)

select * from change_points
