{#
  Cells that a source changed from one vintage of a file to the next. New periods are no revision.

  An office gives its files the names it likes. What it corrects in a file of another name is a
  change too; and a file that speaks of another period under the same name takes nothing away.
#}
with cells as (
    select *
    from {{ ref('stg_cell') }}
    where is_placed
    qualify row_number() over (
        partition by source_id, dataset_id, landing_id, part_id, measure_id, breakdown, period order by row_number
    ) = 1
),

all_vintages as (select * from {{ ref('stg_vintage') }}),

vintages as (select * from all_vintages where previous_landing_id is not null),

sources as (select * from {{ source('declared', 'source') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

old_cells as (
    select
        vintages.landing_id as new_landing_id,
        vintages.previous_landing_id as old_landing_id,
        vintages.retrieved_at as new_vintage,
        vintages.previous_retrieved_at as old_vintage,
        vintages.is_newest,
        cells.* exclude (landing_id, vintage_at)
    from vintages
    join cells
        on cells.source_id = vintages.source_id
        and cells.dataset_id = vintages.dataset_id
        and cells.landing_id = vintages.previous_landing_id
),

new_cells as (
    select
        vintages.landing_id as new_landing_id,
        vintages.previous_landing_id as old_landing_id,
        vintages.retrieved_at as new_vintage,
        vintages.previous_retrieved_at as old_vintage,
        vintages.is_newest,
        cells.* exclude (landing_id, vintage_at)
    from vintages
    join cells
        on cells.source_id = vintages.source_id
        and cells.dataset_id = vintages.dataset_id
        and cells.landing_id = vintages.landing_id
),

old_periods as (
    select distinct source_id, dataset_id, new_vintage, period from old_cells
),

new_periods as (
    select distinct source_id, dataset_id, new_vintage, period from new_cells
),

compared as (
    select
        source_id,
        coalesce(new_cells.file, old_cells.file) as file,
        dataset_id,
        part_id,
        measure_id,
        breakdown,
        period,
        coalesce(new_cells.period_start, old_cells.period_start) as period_start,
        coalesce(new_cells.period_end, old_cells.period_end) as period_end,
        coalesce(new_cells.measure_label, old_cells.measure_label) as column_name,
        case
            when new_cells.row_number is null then 'removed'
            when old_cells.row_number is null then 'added_late'
            else 'changed'
        end as change,
        old_cells.value as old_value,
        new_cells.value as new_value,
        new_cells.number_read as new_number,
        old_cells.status as old_status,
        new_cells.status as new_status,
        old_cells.value_text as old_text,
        new_cells.value_text as new_text,
        old_cells.row_number as old_row,
        new_cells.row_number as new_row,
        old_vintage,
        new_vintage,
        old_landing_id,
        new_landing_id,
        is_newest
    from old_cells
    full join new_cells using (
        source_id, dataset_id, part_id, measure_id, breakdown, period, old_vintage, new_vintage,
        old_landing_id, new_landing_id, is_newest
    )
    where
        old_cells.value is distinct from new_cells.value
        or old_cells.status is distinct from new_cells.status
),

within_files as (
    select compared.* exclude (dataset_id)
    from compared
    join sources using (source_id)
    left join old_periods using (source_id, dataset_id, new_vintage, period)
    left join new_periods using (source_id, dataset_id, new_vintage, period)
    where
        case compared.change
            when 'added_late' then old_periods.period is not null
            when 'removed' then sources.delivery <> 'office' or new_periods.period is not null
            else true
        end
),

-- of an office: the cell in the file before that has it, whatever that file is called
delivered as (
    select
        cells.*,
        all_vintages.retrieved_at,
        all_vintages.is_newest,
        lag(all_vintages.retrieved_at) over in_time as old_vintage,
        lag(all_vintages.dataset_id) over in_time as old_dataset_id,
        lag(all_vintages.landing_id) over in_time as old_landing_id,
        lag(cells.value) over in_time as old_value,
        lag(cells.status) over in_time as old_status,
        lag(cells.value_text) over in_time as old_text,
        lag(cells.row_number) over in_time as old_row
    from cells
    join all_vintages using (source_id, dataset_id, landing_id)
    join sources using (source_id)
    where sources.delivery = 'office'
    window in_time as (
        partition by source_id, part_id, measure_id, breakdown, period order by all_vintages.retrieved_at
    )
),

between_files as (
    select
        source_id,
        file,
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
        old_dataset_id <> dataset_id
        and (old_value is distinct from value or old_status is distinct from status)
),

-- a cell is revised once with a file: against the file before that has it
together as (
    select *
    from (
        select *, 0 as preference from between_files
        union all by name
        select *, 1 as preference from within_files
    )
    qualify row_number() over (
        partition by source_id, file, part_id, measure_id, breakdown, period, new_vintage order by preference
    ) = 1
),

finest_areas as (
    select part_id, min_by(area_id, level_rank) as area_id
    from (
        select distinct part_id, unnest(string_split(part_id, '+')) as area_id from together
    ) as areas
    join levels on levels.area_level = split_part(areas.area_id, ':', 1)
    group by part_id
)

select
    -- ids
    together.source_id,
    together.file,
    finest_areas.area_id,
    together.part_id,
    together.measure_id,
    together.breakdown,

    -- dates
    together.period,
    together.period_start,
    together.period_end,

    -- what changed
    together.change,
    together.column_name,
    together.old_value,
    together.new_value,
    together.new_number,
    together.old_status,
    together.new_status,
    together.old_text,
    together.new_text,
    together.old_row,
    together.new_row,

    -- between which files
    together.old_vintage,
    together.new_vintage,
    together.old_landing_id,
    together.new_landing_id,
    together.is_newest
from together
left join finest_areas using (part_id)
