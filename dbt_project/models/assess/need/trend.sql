with series as (select * from {{ ref('trend_series') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

breaks as (
    select unnest(indicator_ids) as indicator_id, since as breaks_on, text_de
    from {{ source('declared', 'note') }}
),

placed as (
    select
        *,
        max(period_end) over one as last_end,
        row_number() over (one order by period_end desc) as from_the_end,
        arg_max(run, period_end) over one as last_run
    from series
    window one as (partition by area_id, indicator_id)
),

-- the last five years; of a survey the last five waves
recent as (
    select *
    from placed
    where if(cadence = 'survey', from_the_end <= 5, period_end > last_end - interval 5 year)
),

-- Kendall's test within seasons and Sen's slope (Hirsch, Slack & Smith 1982, Water Resources
-- Research 18:107-121): only values of the same season are compared
pairs as (
    select
        earlier.area_id,
        earlier.indicator_id,
        sum(sign(round(later.value - earlier.value, 12))) as s,
        median((later.value - earlier.value) / (later.year_fraction - earlier.year_fraction)) as slope
    from recent as earlier
    join recent as later
        on later.area_id = earlier.area_id
        and later.indicator_id = earlier.indicator_id
        and later.season = earlier.season
        and later.period_end > earlier.period_end
    group by all
),

ties as (
    select area_id, indicator_id, season, count(*) as equal_values
    from recent
    group by area_id, indicator_id, season, round(value, 12)
),

season_ties as (
    select
        area_id,
        indicator_id,
        season,
        sum(equal_values) as n,
        sum(equal_values * (equal_values - 1) * (2 * equal_values + 5)) as tie_term
    from ties
    group by all
),

variances as (
    select
        area_id,
        indicator_id,
        sum(n) as trend_periods,
        min(n) as fewest_per_season,
        -- whole numbers first: a sum of fractions depends on its order
        sum(n * (n - 1) * (2 * n + 5) - tie_term) / 18 as variance
    from season_ties
    group by all
),

-- Figures of quarters and months that follow each other are alike: what is left without trend and
-- season tells how much, and widens the variance (Yue & Wang 2004, Water Resources Management
-- 18:201-218). Five years of yearly figures are too few to tell.
residuals as (
    select
        recent.area_id,
        recent.indicator_id,
        recent.period_end,
        recent.adjusted_value - pairs.slope * recent.year_fraction as residual
    from recent
    join pairs using (area_id, indicator_id)
    where recent.per_year > 1
),

neighbours as (
    select
        *,
        lag(residual) over (partition by area_id, indicator_id order by period_end) as residual_before
    from residuals
),

dependence as (
    select
        area_id,
        indicator_id,
        -- in a fixed order: a sum of floats depends on it in the last digit
        corr(residual, residual_before order by period_end) as rho
    from neighbours
    where residual_before is not null
    group by all
    having count(*) >= 8
),

tested as (
    select
        variances.*,
        pairs.slope,
        case when variances.variance > 0
            then (pairs.s - sign(pairs.s))
                / sqrt(variances.variance * (1 + found.rho) / (1 - found.rho)) end as z
    from variances
    left join pairs using (area_id, indicator_id)
    left join dependence using (area_id, indicator_id)
    cross join lateral (
        select case when isfinite(dependence.rho) then least(greatest(dependence.rho, 0), 0.95) else 0 end as rho
    ) as found
),

-- Pettitt's test for a change point (1979, Applied Statistics 28:126-135) on the last unbroken run
in_run as (
    select
        *,
        count(*) over (partition by area_id, indicator_id) as n,
        row_number() over (partition by area_id, indicator_id order by period_end) as t,
        rank() over (partition by area_id, indicator_id order by round(adjusted_value, 12))
        + (count(*) over (partition by area_id, indicator_id, round(adjusted_value, 12)) - 1) / 2 as midrank
    from placed
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
),

latest as (
    select
        now.area_id,
        now.indicator_id,
        now.period as last_period,
        now.value as last_value,
        case when now.seasonal is not null then now.adjusted_value end as last_adjusted_value,
        earlier.period as compared_period,
        now.value - earlier.value as last_change
    from placed as now
    left join placed as earlier
        on earlier.area_id = now.area_id
        and earlier.indicator_id = now.indicator_id
        and if(
            now.cadence = 'survey',
            earlier.from_the_end = 2,
            earlier.period_number = now.period_number - now.per_year
        )
    where now.from_the_end = 1
),

spans as (
    select
        area_id,
        indicator_id,
        any_value(area_level) as area_level,
        arg_min(period, period_end) as trend_from,
        min(period_end) as first_end,
        max(period_end) as last_end,
        arg_max(method, period_end) as method
    from recent
    group by all
),

broken as (
    select spans.area_id, spans.indicator_id, string_agg(breaks.text_de, ' ' order by breaks.breaks_on, breaks.text_de) as known_break
    from spans
    join breaks using (indicator_id)
    where breaks.breaks_on > spans.first_end and breaks.breaks_on <= spans.last_end
    group by all
),

judged as (
    select
        spans.*,
        indicators.planning_field,
        indicators.theme,
        indicators.position,
        tested.trend_periods,
        tested.slope,
        tested.z,
        if(indicators.higher_is_need, 1, -1) as direction,
        tested.trend_periods >= 5 and tested.fewest_per_season >= 3 and tested.z is not null as is_testable,
        case when tested.z is not null then {{ two_sided_normal('tested.z') }} end as p_value
    from spans
    join indicators using (indicator_id)
    join tested using (area_id, indicator_id)
)

select
    -- ids
    judged.area_id,
    judged.indicator_id,
    judged.area_level,
    judged.planning_field,
    judged.theme,
    judged.position,

    -- the last five years
    case
        when not judged.is_testable then 'unknown'
        when judged.p_value > 0.05 then 'stable'
        when judged.z * judged.direction > 0 then 'rising'
        else 'falling'
    end as trend,
    case when judged.is_testable then judged.slope end as change_per_year,
    case when judged.is_testable then judged.p_value end as p_value,
    judged.trend_from,
    judged.trend_periods,
    broken.known_break,

    -- the newest value
    latest.last_period,
    latest.last_value,
    latest.last_adjusted_value,
    latest.compared_period,
    latest.last_change,

    -- the clearest change of level
    case when change_points.change_periods >= 10 then change_points.change_from end as change_from,
    case when change_points.change_periods >= 10 then change_points.change_size end as change_size,
    case when change_points.change_periods >= 10 then change_points.change_p_value end as change_p_value,

    -- what it is
    judged.method
from judged
join latest using (area_id, indicator_id)
left join change_points using (area_id, indicator_id)
left join broken using (area_id, indicator_id)
