{# Whom services are for in the years ahead, and what the places that there are today would cover then. #}
with people as (select * from {{ ref('population_ahead') }}),

targets as (
    select *, count(*) over (partition by service_type, target_group) as classes
    from {{ source('declared', 'outlook_target') }}
),

coverage as (select * from {{ ref('coverage') }} where is_latest and method <> 'apportioned'),

kinds as (select * from {{ source('declared', 'service_type_name') }}),

groups as (
    select
        people.area_id,
        people.area_level,
        people.year,
        people.year_now,
        people.method,
        targets.service_type,
        targets.target_group,
        any_value(targets.target_definition) as target_definition,
        -- one class that is not known makes the sum unknown
        case when count(people.population) = any_value(targets.classes)
            then sum(people.population order by people.age_class) end as population,
        case when count(people.population_now) = any_value(targets.classes)
            then sum(people.population_now order by people.age_class) end as population_now
    from people
    join targets using (age_class)
    group by all
),

capacities as (
    select area_id, service_type, period as capacity_period, capacity as capacity_now, capacity_unit, capacity_basis
    from coverage
    where capacity is not null
),

joined as (
    select groups.*, kinds.name_de, capacities.* exclude (area_id, service_type)
    from groups
    join kinds using (service_type)
    left join capacities using (area_id, service_type)
)

select
    * replace (
        if(capacity_now is null, null, service_type) as service_type,
        if(capacity_now is null, null, name_de) as name_de
    ),
    population / nullif(population_now, 0) - 1 as population_change,
    capacity_now / nullif(population_now, 0) as coverage_now,
    capacity_now / nullif(population, 0) as coverage_then
from joined
-- a group is told once where no places for it are known
qualify capacity_now is not null or (
    count(capacity_now) over (partition by area_id, target_group, year) = 0
    and row_number() over (partition by area_id, target_group, year order by service_type) = 1
)
