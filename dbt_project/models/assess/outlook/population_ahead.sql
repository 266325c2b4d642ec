{#
  Residents by classes of age in the years ahead. Of the city they are as forecast. Of its areas the
  forecast says the sum only; their ages are those of today, shifted so that they agree with the city's
  forecast by age and with the area's sum: iterative proportional fitting (Deming & Stephan 1940, Annals
  of Mathematical Statistics 11:427-444), which keeps how ages are spread over areas today (structure
  preserving; Purcell & Kish 1980, International Statistical Review 48:3-18). The sums of areas come last.
#}
with recursive years as (select * from {{ source('declared', 'outlook_year') }}),

terms as (
    select area_id, area_level, role, year(period_end) as year, value
    from {{ ref('term_value') }}
    where owner_id = 'outlook' and {{ is_known('status') }}
),

city_ages as (
    select terms.area_id, terms.area_level, years.year, split_part(terms.role, ':', 2) as age_class, terms.value
    from terms
    join years using (year)
    where starts_with(terms.role, 'city:') and terms.area_level = 'city'
),

area_sums as (
    select terms.area_id, terms.year, terms.value
    from terms
    join years on years.year = terms.year and years.area_level = terms.area_level
    where terms.role = 'areas'
),

today as (
    select distinct
        terms.area_id, terms.area_level, split_part(terms.role, ':', 2) as age_class, terms.year, terms.value
    from terms
    join years on terms.year <= years.base_year
    where starts_with(terms.role, 'today:') and (terms.area_level = years.area_level or terms.area_level = 'city')
    qualify terms.year = max(terms.year) over (partition by terms.area_level)
),

fitted as (
    select
        0 as round, today.area_id, today.area_level, area_sums.year, today.age_class,
        today.value, area_sums.value as area_sum, city_ages.value as city_value
    from today
    join area_sums using (area_id)
    join city_ages on city_ages.year = area_sums.year and city_ages.age_class = today.age_class
    union all
    -- Sums by joins: windows in a recursion take ten times as long. Each in a fixed order, since a sum of floats
    -- depends on it in the last digit.
    (
        with to_city as (
            select before.*, before.value * before.city_value / nullif(in_city.total, 0) as fitted_value
            from fitted as before
            join (
                select year, age_class, sum(value order by area_id) as total
                from fitted
                group by year, age_class
            ) as in_city using (year, age_class)
        )

        select
            before.round + 1 as round, before.area_id, before.area_level, before.year, before.age_class,
            before.fitted_value * before.area_sum / nullif(in_area.total, 0) as value,
            before.area_sum, before.city_value
        from to_city as before
        join (
            select area_id, year, sum(fitted_value order by age_class) as total
            from to_city
            group by area_id, year
        ) as in_area using (area_id, year)
        where before.round < 20
    )
),

together as (
    select area_id, area_level, year, age_class, value, 'direct' as method from city_ages
    union all
    select area_id, area_level, year, age_class, value, 'modelled' as method from fitted where round = 20
)

select
    -- ids
    together.area_id,
    together.area_level,
    together.year,
    together.age_class,

    -- figures
    round(together.value, 3) as population,
    today.value as population_now,
    today.year as year_now,
    together.method
from together
left join today using (area_id, age_class)
