{#
  Which share of a coarser area's figure is estimated to lie in each Sozialraum: the Sozialraum's
  share of the weighting measure within the coarser area, from a table that has both.
#}
with indicators as (select * from {{ source('declared', 'indicator') }}),

terms as (select * from {{ source('declared', 'term') }}),

-- of the areas of today: nothing says how those that were re-cut lay to each other
observations as (select * from {{ ref('observation') }} where boundary_set = 0),

parts as (select * from {{ ref('stg_area_part') }} where list_contains(boundary_sets, 0)),

cities as (select * from {{ source('declared', 'city') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

sources as (select * from {{ source('declared', 'source') }}),

weighted as (
    select terms.*, indicators.native_level
    from terms
    join indicators on indicators.indicator_id = terms.owner_id
    cross join cities
    join levels as native on native.area_level = indicators.native_level
    join levels as target on target.area_level = cities.sozialraum_level
    where terms.role = 'weight' and native.level_rank > target.level_rank
),

published as (
    select distinct source_id, measure_id, breakdown, part_set, period, period_end from observations
),

shared_parts as (
    select
        weighted.owner_id as indicator_id,
        native_part.area_id as native_area_id,
        target_part.area_id,
        published.period as weight_period,
        published.period_end as weight_date,
        weighted.source_id as weight_source_id,
        case when bool_and(coalesce({{ is_known('observations.status') }}, sources.absent_rows = 'zero'))
            then sum(coalesce(observations.value, 0)) end as weight
    from weighted
    join published using (source_id, measure_id, breakdown)
    join sources using (source_id)
    join parts as native_part
        on native_part.part_set = published.part_set
        and native_part.area_level = weighted.native_level
        and native_part.is_whole and native_part.is_expected
    cross join cities
    join parts as target_part
        on target_part.part_set = published.part_set
        and target_part.part_id = native_part.part_id
        and target_part.area_level = cities.sozialraum_level
        and target_part.is_whole and target_part.is_expected
    left join observations
        on observations.source_id = weighted.source_id
        and observations.measure_id = weighted.measure_id
        and observations.breakdown = weighted.breakdown
        and observations.period = published.period
        and observations.part_id = native_part.part_id
    group by all
),

shared as (
    select
        *,
        case when bool_and(weight is not null) over native_area
            then weight / nullif(sum(weight) over native_area, 0) end as share
    from shared_parts
    window native_area as (partition by indicator_id, native_area_id, weight_date)
)

select
    -- ids
    indicator_id,
    area_id,
    native_area_id,
    weight_period,
    weight_date,
    weight_source_id,

    -- figures
    weight,
    share
from shared
order by indicator_id, area_id, native_area_id, weight_period
