{#
  Which cells make up a term (the numerator of an indicator, say) in an area and period: the same
  rule by which fct_measure adds them up. Where a table gives an area's figure itself, it is that
  one cell. A cell of an area that was re-cut since counts by the weight of the reform.
  What is averaged is none of its parts (standard_cell).
#}
with terms as (select * from {{ source('declared', 'term') }} where {{ in_part('owner', 'owner_id') }}),

cells as (select * from {{ ref('source_cell') }} semi join terms using (source_id, measure_id, breakdown)),

parts as (select * from {{ ref('stg_area_part') }}),

placed as (
    select
        cells.source_id,
        cells.measure_id,
        cells.breakdown,
        cells.period,
        cells.cell_id,
        parts.area_id,
        parts.area_level,
        coalesce(parts.weight, 1) as weight,
        cells.part_id = parts.area_id as is_own_row
    from cells
    join parts using (part_set, part_id)
    where parts.is_whole
),

own_rows as (
    select distinct source_id, measure_id, breakdown, period, area_id, true as is_told from placed where is_own_row
),

-- the same for every term that a figure enters
chosen as (
    select placed.*
    from placed
    left join own_rows using (source_id, measure_id, breakdown, period, area_id)
    where placed.is_own_row or own_rows.is_told is null
)

select owner_id, role, area_id, area_level, chosen.source_id, period, cell_id, weight
from terms
join chosen using (source_id, measure_id, breakdown)
anti join {{ ref('weighted_mean') }} using (owner_id, role, area_id, period)
order by owner_id, role, area_id, period, cell_id
