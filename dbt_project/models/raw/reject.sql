{# What could not be resolved in the newest vintages: nothing is dropped, nothing is guessed. #}
with cells as (select * from {{ ref('stg_cell') }}),

landings as (select * from {{ ref('stg_landing') }}),

loaded as (select * from {{ source('raw', 'loaded') }})

select
    cells.source_id,
    cells.landing_id,
    coalesce(loaded.file_name, cells.dataset_id || '.csv') as file,
    loaded.sheet,
    cells.row_number,
    cells.measure_label as column_name,
    loaded.column_letters[cells.measure_label] || cells.row_number as cell_address,
    cells.value_text,
    cells.problem as reason
from cells
join landings using (source_id, dataset_id, landing_id)
left join loaded using (source_id, dataset_id, landing_id)
where landings.is_newest and cells.problem is not null
order by source_id, file, row_number, column_name
