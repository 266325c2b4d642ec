{#
  Each place of a file once: what stands in its first row. Figures that are not released end here, and classes,
  which are none.
#}
{{ config(materialized='view') }}

with cells as (select * from {{ ref('stg_cell') }} where is_placed and is_class is not true),

released as (select source_id from {{ source('declared', 'source') }} where released)

select cells.*
from cells
semi join released using (source_id)
qualify row_number() over (
    partition by source_id, dataset_id, landing_id, part_id, measure_id, breakdown, period order by row_number
) = 1
