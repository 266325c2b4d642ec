{#
  Values drawn towards the mean of their level, the more so the smaller the denominator: empirical
  Bayes by the method of moments (Marshall 1991, Applied Statistics 40:283-294, global estimator).

  With counts y, populations n and rates x = y / n: m = sum y / sum n; s2 = sum n (x - m)^2 / sum n;
  A = s2 - v / mean n, not below 0; shrunk x = m + (x - m) A / (A + v / n). v is m, and of proportions m (1 - m).
  A survey's share is one of its effective number of answers. Estimates are not shrunk: their error is not that of chance.
#}
with facts as (select * from {{ ref('indicator_published') }} where {{ in_part('indicator', 'indicator_id') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

areas as (select * from {{ ref('area') }}),

sources as (select * from {{ source('declared', 'source') }}),

sample_areas as (
    select area_level, count(*) as areas from areas where not is_unknown group by all
),

rates as (
    select
        facts.area_id,
        facts.indicator_id,
        facts.period,
        facts.area_level,
        indicators.factor,
        facts.value / indicators.factor as rate,
        indicators.interval_method in ('wilson', 'survey') as is_proportion,
        case when indicators.interval_method = 'survey'
            then sources.survey_answers / sample_areas.areas / sources.survey_design_effect
            else facts.denominator
        end as population
    from facts
    join indicators using (indicator_id)
    join areas on areas.area_id = facts.area_id and not areas.is_unknown
    left join sources on sources.source_id = facts.source_ids
    left join sample_areas on sample_areas.area_level = facts.area_level
    where {{ is_known('facts.status') }}
),

-- in a fixed order: a sum of floats depends on it in the last digit
compared as (
    select
        area_level, indicator_id, period,
        any_value(is_proportion) as is_proportion,
        list_sort(list({'area': area_id, 'rate': rate, 'population': population})) as of_areas
    from rates
    where population > 0
    group by all
    having count(*) >= 3
),

means as (
    select
        *,
        list_sum(list_transform(of_areas, lambda one: one.rate * one.population))
            / list_sum(list_transform(of_areas, lambda one: one.population)) as mean_rate,
        list_avg(list_transform(of_areas, lambda one: one.population)) as mean_population
    from compared
),

-- what chance makes of a single person, by Poisson or of yes and no
chances as (
    select *, mean_rate * if(is_proportion, greatest(1 - mean_rate, 0), 1) as by_chance from means
),

variances as (
    select
        area_level, indicator_id, period, mean_rate, by_chance,
        greatest(
            list_sum(list_transform(of_areas, lambda one: one.population * (one.rate - mean_rate) ^ 2))
            / list_sum(list_transform(of_areas, lambda one: one.population))
            - by_chance / mean_population,
            0
        ) as between_areas
    from chances
)

select
    -- ids
    rates.area_id,
    rates.indicator_id,
    rates.period,

    -- figures
    rates.factor * case
        -- no case anywhere, or nothing but cases: nothing to draw
        when by_chance = 0 then rates.rate
        else mean_rate + (rates.rate - mean_rate) * between_areas / (between_areas + by_chance / rates.population)
    end as value_shrunk,
    case when by_chance > 0 then between_areas / (between_areas + by_chance / rates.population) end as own_weight
from rates
join variances using (area_level, indicator_id, period)
where rates.population > 0
