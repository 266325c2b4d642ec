{#
  An office gives its files the names it likes: what it corrects in a file of another name is a change, too, and what is not
  in it any more is removed (core/replaced_delivery.sql).
#}
with cells as (select * from {{ ref('placed_cell') }}),

vintages as (select * from {{ ref('stg_vintage') }}),

sources as (select * from {{ source('declared', 'source') }}),

replaced as (select * from {{ ref('replaced_delivery') }} where not is_corrected),

-- of an office: the cell in the file before that has it, whatever that file is called
delivered as (
    select
        cells.*,
        vintages.retrieved_at,
        vintages.is_newest,
        lag(vintages.retrieved_at) over in_time as old_vintage,
        lag(vintages.landing_id) over in_time as old_landing_id,
        lag(cells.file) over in_time as old_file,
        lag(cells.value) over in_time as old_value,
        lag(cells.status) over in_time as old_status,
        lag(cells.value_text) over in_time as old_text,
        lag(cells.row_number) over in_time as old_row
    from cells
    join vintages using (source_id, dataset_id, landing_id)
    join sources using (source_id)
    where sources.delivery = 'office'
    window in_time as (
        partition by source_id, part_id, measure_id, breakdown, period order by vintages.retrieved_at
    )
)

select
    source_id,
    file,
    old_file,
    part_id,
    measure_id,
    breakdown,
    period,
    period_start,
    period_end,
    measure_label as column_name,
    'changed' as change,
    old_value,
    value as new_value,
    number_read as new_number,
    old_status,
    status as new_status,
    old_text,
    value_text as new_text,
    old_row,
    row_number as new_row,
    old_vintage,
    retrieved_at as new_vintage,
    old_landing_id,
    landing_id as new_landing_id,
    is_newest
from delivered
where
    old_landing_id is not null
    and (old_value is distinct from value or old_status is distinct from status)

union all by name

select
    older.source_id,
    younger_files.file,
    older.file as old_file,
    older.part_id,
    older.measure_id,
    older.breakdown,
    older.period,
    older.period_start,
    older.period_end,
    older.measure_label as column_name,
    'removed' as change,
    older.value as old_value,
    older.status as old_status,
    older.value_text as old_text,
    older.row_number as old_row,
    older.retrieved_at as old_vintage,
    replaced.replaced_at as new_vintage,
    older.landing_id as old_landing_id,
    replaced.younger_landing_id as new_landing_id,
    younger_files.is_newest
from delivered as older
join replaced using (source_id, dataset_id, landing_id, period)
join (select distinct source_id, dataset_id, landing_id, file, is_newest from delivered) as younger_files
    on younger_files.source_id = replaced.source_id and younger_files.dataset_id = replaced.younger_dataset_id
    and younger_files.landing_id = replaced.younger_landing_id
anti join delivered as again
    on again.source_id = replaced.source_id and again.dataset_id = replaced.younger_dataset_id
    and again.landing_id = replaced.younger_landing_id and again.period = older.period
    and again.part_id = older.part_id and again.measure_id = older.measure_id and again.breakdown = older.breakdown
