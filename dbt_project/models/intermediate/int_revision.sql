{# Cells that a source changed from one vintage of a file to the next. New periods are no revision. #}
with cells as (
    select *
    from {{ ref('stg_cell') }}
    where is_placed
    qualify row_number() over (
        partition by source_id, dataset_id, landing_id, part_id, measure_id, breakdown, period order by row_number
    ) = 1
),

vintages as (select * from {{ ref('stg_vintage') }} where previous_landing_id is not null),

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

compared as (
    select
        source_id,
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

finest_areas as (
    select part_id, min_by(area_id, level_rank) as area_id
    from (
        select distinct part_id, unnest(string_split(part_id, '+')) as area_id from compared
    ) as areas
    join levels on levels.area_level = split_part(areas.area_id, ':', 1)
    group by part_id
)

select
    -- ids
    compared.source_id,
    compared.dataset_id || '.csv' as file,
    finest_areas.area_id,
    compared.part_id,
    compared.measure_id,
    compared.breakdown,

    -- dates
    compared.period,
    compared.period_start,
    compared.period_end,

    -- what changed
    compared.change,
    compared.column_name,
    compared.old_value,
    compared.new_value,
    compared.new_number,
    compared.old_status,
    compared.new_status,
    compared.old_text,
    compared.new_text,
    compared.old_row,
    compared.new_row,

    -- between which files
    compared.old_vintage,
    compared.new_vintage,
    compared.old_landing_id,
    compared.new_landing_id,
    compared.is_newest
from compared
left join finest_areas using (part_id)
left join old_periods using (source_id, dataset_id, new_vintage, period)
where compared.change <> 'added_late' or old_periods.period is not null
