{# One row per source cell: the newest vintage that was known. #}
with cells as (select * from {{ ref('stg_cell') }})

select
    source_id,
    dataset_id,
    landing_id,
    row_number,
    measure_label,
    part_set,
    part_id,
    period,
    period_start,
    period_end,
    measure_id,
    breakdown,
    value,
    status,
    vintage_at
from cells
where is_placed and not is_repetition
qualify row_number() over (
    partition by source_id, part_id, period, measure_id, breakdown
    order by vintage_at desc, dataset_id, row_number
) = 1
