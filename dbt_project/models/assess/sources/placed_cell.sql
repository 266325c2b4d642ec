{# Each place of a file once: what stands in its first row. #}
{{ config(materialized='view') }}

select *
from {{ ref('stg_cell') }}
where is_placed
qualify row_number() over (
    partition by source_id, dataset_id, landing_id, part_id, measure_id, breakdown, period order by row_number
) = 1
