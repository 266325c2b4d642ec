{# Kendall's test of the last five years, within seasons and with regard to what neighbouring figures share. #}
with series as (select * from {{ ref('trend_series') }} where {{ in_part('indicator', 'indicator_id') }}),

recent as (select * from series where is_recent),

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
        count(*) = 1 and sum(n) = 5 and sum(tie_term) = 0 as is_untied_five,
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
        pairs.s,
        case when variances.variance > 0
            then (pairs.s - sign(pairs.s))
                / sqrt(variances.variance * (1 + found.rho) / (1 - found.rho)) end as z
    from variances
    left join pairs using (area_id, indicator_id)
    left join dependence using (area_id, indicator_id)
    cross join lateral (
        select case when isfinite(dependence.rho) then least(greatest(dependence.rho, 0), 0.95) else 0 end as rho
    ) as found
)

select
    * exclude (is_untied_five, s),
    case
        when z is null then null
        -- exactly, of the 120 orders of five values (Kendall 1938, Biometrika 30:81-93): the normal distribution makes
        -- the smallest possible 2/120 to 0.027
        when is_untied_five then [120, 98, 58, 28, 10, 2][abs(s)::integer // 2 + 1] / 120
        else {{ two_sided_normal('z') }}
    end as p_value
from tested
