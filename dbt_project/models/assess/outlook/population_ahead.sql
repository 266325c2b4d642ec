{#
  Residents by classes of age in the years ahead. Of the city they are as forecast. Of its areas the
  forecast says the sum only; their ages are those of today, shifted so that they agree with the city's
  forecast by age and with the area's sum: iterative proportional fitting (Deming & Stephan 1940, Annals
  of Mathematical Statistics 11:427-444), which keeps how ages are spread over areas today (structure
  preserving; Purcell & Kish 1980, International Statistical Review 48:3-18). The sums of areas come last.
  Where one sum or class is not known, those of all areas would be wrong: none of that year is modelled. Unknown addresses
  are shifted where they are told, and asked for by nobody.
#}
with recursive years as (select * from {{ source('declared', 'outlook_year') }}),

areas as (select area_id, is_unknown from {{ ref('area') }}),

classes as (
    select distinct split_part(role, ':', 2) as age_class
    from {{ source('declared', 'term') }}
    where owner_id = 'outlook' and starts_with(role, 'today:')
),

terms as (
    select area_id, area_level, role, year(period_end) as year, value
    from {{ ref('term_value') }}
    where owner_id = 'outlook'
),

city_ages as (
    select terms.area_id, terms.area_level, years.year, split_part(terms.role, ':', 2) as age_class, terms.value
    from terms
    join years using (year)
    where starts_with(terms.role, 'city:') and terms.area_level = 'city'
),

area_sums as (
    select terms.area_id, terms.area_level, terms.year, terms.value, areas.is_unknown
    from terms
    join years on years.year = terms.year and years.area_level = terms.area_level
    join areas using (area_id)
    where terms.role = 'areas'
),

told as (
    select distinct
        terms.area_id, terms.area_level, split_part(terms.role, ':', 2) as age_class, terms.year, terms.value
    from terms
    join years on terms.year <= years.base_year
    where
        starts_with(terms.role, 'today:')
        and (terms.area_level = 'city' or terms.area_id in (select area_id from area_sums))
),

-- the newest year in which all of it is known, or else the newest
years_now as (
    select area_level, max_by(year, (is_known, year)) as year
    from (
        select
            area_level, year,
            bool_and(value is not null) and count(distinct age_class) = (select count(*) from classes) as is_known
        from told
        join areas using (area_id)
        where not areas.is_unknown
        group by all
    )
    group by all
),

today as (select told.* from told semi join years_now using (area_level, year)),

wanted as (
    select
        area_sums.area_id, area_sums.area_level, area_sums.is_unknown, area_sums.year, classes.age_class,
        today.value, area_sums.value as area_sum, city_ages.value as city_value
    from area_sums
    cross join classes
    left join city_ages using (year, age_class)
    left join today on today.area_id = area_sums.area_id and today.age_class = classes.age_class
),

gaps as (select * from wanted where value is null or area_sum is null or city_value is null),

modelled as (
    select *
    from wanted
    anti join (select year from gaps where not is_unknown) using (year)
    anti join (select area_id, year from gaps where is_unknown) using (area_id, year)
),

fitted as (
    select 0 as round, * exclude (is_unknown) from modelled
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
            case when before.area_sum = 0 then 0
                else before.fitted_value * before.area_sum / nullif(in_area.total, 0) end as value,
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
    select wanted.area_id, wanted.area_level, wanted.year, wanted.age_class, fitted.value, 'modelled' as method
    from wanted
    left join (select * from fitted where round = 20) as fitted using (area_id, year, age_class)
    where not wanted.is_unknown or fitted.area_id is not null
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
    years_now.year as year_now,
    together.method
from together
left join today using (area_id, age_class)
left join years_now on years_now.area_level = together.area_level
