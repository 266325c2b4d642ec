{# What could not be resolved: nothing is dropped, nothing is guessed. #}
with cells as (select * from {{ ref('stg_cell') }})

select
    source_id,
    landing_id,
    dataset_id || '.csv' as file,
    row_number,
    measure_label as column_name,
    value_text,
    problem as reason
from cells
where problem is not null
order by source_id, file, row_number, column_name
