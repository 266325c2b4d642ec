{# What could not be resolved in the newest vintages: nothing is dropped, nothing is guessed. #}
with cells as (select * from {{ ref('stg_cell') }}),

register_problems as (select * from {{ source('raw', 'register_problem') }}),

landings as (select * from {{ ref('stg_landing') }}),

rejected_cells as (
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
),

rejected_register_cells as (
    select
        source_id,
        landing_id,
        register_problems.file,
        register_problems.row_number,
        coalesce(register_problems.column_name, '(ganze Zeile)') as column_name,
        register_problems.value_text,
        register_problems.reason
    from register_problems
    join landings using (source_id, landing_id)
    where
        landings.is_newest
        and register_problems.severity = 'error'
        and register_problems.row_number is not null
        -- what makes the whole file unreadable is told by its check, not by a row
        and exists (
            select 1 from {{ source('raw', 'loaded') }} as loaded
            where loaded.source_id = register_problems.source_id
              and loaded.landing_id = register_problems.landing_id
        )
)

select * from rejected_cells
union all
select * from rejected_register_cells
order by source_id, file, row_number, column_name
