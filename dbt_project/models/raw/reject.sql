{# What could not be resolved in the newest vintages: nothing is dropped, nothing is guessed. #}
with cells as (select * from {{ ref('stg_cell') }}),

landings as (select * from {{ ref('stg_landing') }})

select
    source_id,
    landing_id,
    dataset_id || '.csv' as file,
    row_number,
    measure_label as column_name,
    value_text,
    problem as reason
from cells
join landings using (source_id, dataset_id, landing_id)
where landings.is_newest and problem is not null
order by source_id, file, row_number, column_name
