{#
  Which cells make up a term (the numerator of an indicator, say) in an area and period: the same
  rule by which fct_measure adds them up. Where a table gives an area's figure itself, it is that
  one cell. A cell of an area that was re-cut since counts by the weight of the reform.
#}
with terms as (select * from {{ source('declared', 'term') }}),

cells as (select * from {{ ref('source_cell') }}),

parts as (select * from {{ ref('stg_area_part') }}),

placed as (
    select
        terms.owner_id,
        terms.role,
        parts.area_id,
        parts.area_level,
        cells.source_id,
        cells.period,
        cells.cell_id,
        coalesce(parts.weight, 1) as weight,
        cells.part_id = parts.area_id as is_own_row,
        cells.measure_id,
        cells.breakdown
    from terms
    join cells using (source_id, measure_id, breakdown)
    join parts using (part_set, part_id)
    where parts.is_whole
),

chosen as (
    select *
    from placed
    qualify is_own_row or not bool_or(is_own_row) over (
        partition by owner_id, role, source_id, measure_id, breakdown, period, area_id
    )
)

select owner_id, role, area_id, area_level, source_id, period, cell_id, weight
from chosen
order by owner_id, role, area_id, period, cell_id
