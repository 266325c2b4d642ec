with crosswalk as (select * from {{ ref('stg_crosswalk') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

unit_counts as (
    select area_id, count(*) as units from crosswalk group by all
)

select
    finer.area_id,
    finer.area_level,
    coarser.area_id as other_area_id,
    coarser.area_level as other_area_level,
    count(*) as shared_units,
    any_value(unit_counts.units) as units,
    count(*) = any_value(unit_counts.units) as is_whole
from crosswalk as finer
join crosswalk as coarser using (unit_id)
join levels as finer_level on finer_level.area_level = finer.area_level
join levels as coarser_level on coarser_level.area_level = coarser.area_level
join unit_counts on unit_counts.area_id = finer.area_id
where finer_level.level_rank < coarser_level.level_rank
group by all
order by finer.area_id, coarser.area_id
