{#
  Classes of areas (unit class), each as its source words it, from the newest vintage that has it. Only the area that a row
  names has one: a class is not carried over to coarser areas, nor to those that a re-cut area became, for nothing
  can be added up or averaged. Two periods are told apart as changed or not, also where classes have an order.
  What is not released ends here.
#}
with cells as (select * from {{ ref('stg_cell') }} where is_class and is_placed and not is_repetition),

released as (select source_id, table_years from {{ source('declared', 'source') }} where released),

parts as (select * from {{ ref('stg_area_part') }} where area_id = part_id and is_whole),

classes as (select * from {{ source('declared', 'measure_class') }}),

newest as (
    select
        cells.source_id, cells.part_set, cells.part_id, cells.measure_id,
        cells.period, cells.period_start, cells.period_end,
        cells.value as position, cells.status, cells.vintage_at
    from cells
    join released using (source_id)
    -- as in core/observation.sql
    qualify row_number() over (
        partition by cells.source_id, cells.part_id, cells.period, cells.measure_id
        order by
            released.table_years[cells.dataset_id] desc nulls last,
            cells.vintage_at desc, cells.dataset_id, cells.row_number
    ) = 1
),

placed as (
    select
        newest.* exclude (part_set, part_id, position),
        parts.area_id,
        parts.area_level,
        classes.class_name,
        case when classes.is_ordered then classes.position end as class_rank
    from newest
    join parts using (part_set, part_id)
    left join classes on classes.measure_id = newest.measure_id and classes.position = newest.position
),

compared as (
    select
        source_id, area_id, measure_id, period,
        lag(period) over earlier as previous_period,
        lag(class_name) over earlier as previous_class
    from placed
    where class_name is not null
    window earlier as (partition by source_id, area_id, measure_id order by period_end)
)

select
    placed.*,
    compared.previous_period,
    compared.previous_class,
    placed.class_name <> compared.previous_class as is_changed,
    coalesce(
        placed.period_end = max(placed.period_end) filter (placed.class_name is not null)
            over (partition by placed.source_id, placed.measure_id, placed.area_level),
        false
    ) as is_latest
from placed
left join compared using (source_id, area_id, measure_id, period)
