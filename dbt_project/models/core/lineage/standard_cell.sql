{#
  Which cells make up what is standardised by age or averaged, and by what each counts. Cases expected in an area
  (denominator): its residents of a class times the whole city's rate in it. A weighted rate (rate): the
  area's cases of a class times the class's share of the standard population, by its residents.
#}
with classes as (select * from {{ source('declared', 'standard_class') }}),

terms as (select * from {{ ref('term_value') }} where {{ is_known('status') }}),

cells as (select * from {{ ref('term_cell') }}),

averaged as (
    select
        owner_id as indicator_id, area_id, period, unnest(parts) as part,
        list_sum(list_transform(parts, lambda one: one.weight)) as weights
    from {{ ref('weighted_mean') }}
    where {{ is_known('status') }}
),

in_classes as (
    select
        classes.*,
        populations.area_id,
        populations.area_level,
        populations.period,
        populations.value as population,
        cases.value as cases,
        sum(classes.weight) over (partition by classes.indicator_id, populations.area_id, populations.period) as weights
    from classes
    join terms as populations
        on populations.owner_id = classes.indicator_id and populations.role = 'population:' || classes.age_class
    left join terms as cases
        on cases.owner_id = classes.indicator_id and cases.role = 'cases:' || classes.age_class
        and cases.area_id = populations.area_id and cases.period = populations.period
),

cities as (select * from in_classes where area_level = 'city'),

counting as (
    select
        areas.indicator_id, areas.area_id, areas.period,
        'denominator' as role,
        'population:' || areas.age_class as cell_role,
        cities.cases / nullif(cities.population, 0) as weight
    from in_classes as areas
    join cities using (indicator_id, age_class, period)
    where areas.method = 'indirect'
    union all
    select
        indicator_id, area_id, period,
        'rate' as role,
        'cases:' || age_class as cell_role,
        weight / weights / nullif(population, 0) as weight
    from in_classes
    where method = 'direct' and cases is not null
),

together as (
    select *, area_id as cell_area_id from counting
    union all by name
    select
        indicator_id, area_id, period,
        'numerator' as role,
        'numerator' as cell_role,
        part.weight / weights as weight,
        part.part_id as cell_area_id
    from averaged
    where part.weight > 0
)

select counting.indicator_id, counting.area_id, counting.period, counting.role, counting.weight, cells.cell_id
from together as counting
join cells
    on cells.owner_id = counting.indicator_id and cells.role = counting.cell_role
    and cells.area_id = counting.cell_area_id and cells.period = counting.period
order by counting.indicator_id, counting.area_id, counting.period, counting.role, cells.cell_id
