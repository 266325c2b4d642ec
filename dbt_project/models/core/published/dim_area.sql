with areas as (select * from {{ ref('area') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

parent_levels as (select * from {{ source('declared', 'area_parent_level') }}),

short_names as (select * from {{ source('declared', 'area_short_name') }}),

cities as (select * from {{ source('declared', 'city') }}),

population_terms as (
    select * from {{ ref('term_value') }} where owner_id = 'dim_area' and {{ is_known('status') }}
),

containing as (
    select
        area.area_id,
        any_value(container.area_id) as parent_area_id,
        parent_levels.preference
    from crosswalk as area
    join parent_levels using (area_level)
    join crosswalk as container
        on container.unit_id = area.unit_id and container.area_level = parent_levels.parent_level
    group by area.area_id, parent_levels.preference
    having count(distinct container.area_id) = 1
),

parents as (
    select area_id, parent_area_id
    from containing
    qualify row_number() over (partition by area_id order by preference) = 1
),

-- all levels show the population of one day: the newest that the first population table has
population_day as (
    select max(population_terms.period_end) as population_on
    from population_terms
    join cities on cities.city_area_id = population_terms.area_id
    where population_terms.role = (select min(role) from population_terms)
),

population as (
    select population_terms.area_id, population_terms.value, population_day.population_on
    from population_terms
    join population_day on population_day.population_on = population_terms.period_end
    qualify row_number() over (partition by population_terms.area_id order by population_terms.role) = 1
)

select
    -- ids
    areas.area_id,
    areas.area_level,
    areas.area_code,
    areas.area_name,
    coalesce(short_names.short_name, areas.area_name) as short_name,
    case
        when parents.parent_area_id is not null then parents.parent_area_id
        when areas.is_unknown then cities.city_area_id
    end as parent_area_id,

    -- figures
    population.value::bigint as population,
    population.population_on,

    -- what it is
    areas.is_unknown
from areas
join levels using (area_level)
cross join cities
left join short_names using (area_level, area_code)
left join parents using (area_id)
left join population using (area_id)
order by levels.level_rank desc, areas.area_code
