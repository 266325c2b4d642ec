{#
  What a year's figures were in the last year before the crisis of which most periods are known, and in the newest one of
  which the same are, also behind a known break: levels to see, beside what was expected. A year with a withheld quarter is
  another year than those without.
#}
with series as (
    select *, year(period_end) as of_year
    from {{ ref('pandemic_series') }}
    where figure is not null and {{ in_part('indicator', 'indicator_id') }}
),

observed as (
    select area_id, indicator_id, observed_value from {{ source('statistics', 'pandemic_fit') }}
    where time_window = 'crisis'
),

crises as (
    select area_id, indicator_id, min(of_year) as begins_in, max(of_year) as ends_in
    from series
    where time_window = 'crisis'
    group by all
),

years as (
    select
        area_id, indicator_id, of_year,
        of_year < any_value(begins_in) and bool_and(coalesce(time_window = 'baseline', false)) as is_before,
        of_year > any_value(ends_in) as is_after,
        list_sort(list(distinct season)) as seasons,
        -- in a fixed order: a sum of floats depends on it in the last digit
        case when any_value(kind) = 'count' then avg(figure order by period_end) end as cases,
        case
            when any_value(kind) <> 'count' then avg(figure order by period_end)
            when count(denominator) = count(*)
                then any_value(factor)
                    * sum(figure order by period_end) / nullif(sum(denominator order by period_end), 0)
        end as value
    from series
    join crises using (area_id, indicator_id)
    group by area_id, indicator_id, of_year
),

before as (
    select * from years where is_before
    qualify row_number() over (
        partition by area_id, indicator_id order by len(seasons) desc, of_year desc
    ) = 1
),

newest as (
    select years.* from years
    join before using (area_id, indicator_id, seasons)
    where years.is_after
    qualify years.of_year = max(years.of_year) over (partition by area_id, indicator_id)
)

select
    before.area_id,
    before.indicator_id,
    before.of_year::varchar as before_year,
    before.value as before_value,
    before.cases as before_cases,
    observed.observed_value / nullif(before.value, 0) - 1 as since_before_pct,
    newest.of_year::varchar as newest_year,
    newest.value as newest_value,
    newest.cases as newest_cases
from before
left join newest using (area_id, indicator_id)
left join observed using (area_id, indicator_id)
