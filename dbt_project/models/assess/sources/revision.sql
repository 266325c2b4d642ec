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

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

-- each cell twice: in its own file, and as the older one of the file that followed
sides as (
    select
        vintages.landing_id as new_landing_id,
        vintages.previous_landing_id as old_landing_id,
        vintages.retrieved_at as new_vintage,
        vintages.previous_retrieved_at as old_vintage,
        vintages.is_newest,
        side.is_new,
        cells.* exclude (landing_id, vintage_at)
    from vintages
    cross join (values (false), (true)) as side (is_new)
    join cells
        on cells.source_id = vintages.source_id
        and cells.dataset_id = vintages.dataset_id
        and cells.landing_id = if(side.is_new, vintages.landing_id, vintages.previous_landing_id)
),

periods as (
    select
        source_id,
        dataset_id,
        new_vintage,
        period,
        bool_or(not is_new) as is_in_old_file,
        bool_or(is_new) as is_in_new_file
    from sides
    group by all
),

-- what comes back was there before; of an office, in whatever file
first_seen as (
    select
        cells.source_id,
        if(sources.delivery = 'office', null, cells.dataset_id) as dataset_id,
        cells.part_id,
        cells.measure_id,
        cells.breakdown,
        cells.period,
        min(all_vintages.retrieved_at) as first_vintage
    from cells
    join sources using (source_id)
    join all_vintages using (source_id, dataset_id, landing_id)
    semi join vintages on vintages.source_id = cells.source_id
    group by all
),

compared as (
    select
        source_id,
        dataset_id,
        part_id,
        measure_id,
        breakdown,
        period,
        old_vintage,
        new_vintage,
        old_landing_id,
        new_landing_id,
        is_newest,
        max_by(file, is_new) as file,
        max_by(period_start, is_new) as period_start,
        max_by(period_end, is_new) as period_end,
        max_by(measure_label, is_new) as column_name,
        case
            when not bool_or(is_new) then 'removed'
            when bool_and(is_new) then 'added_late'
            else 'changed'
        end as change,
        any_value(value) filter (not is_new) as old_value,
        any_value(value) filter (is_new) as new_value,
        any_value(number_read) filter (is_new) as new_number,
        any_value(status) filter (not is_new) as old_status,
        any_value(status) filter (is_new) as new_status,
        any_value(value_text) filter (not is_new) as old_text,
        any_value(value_text) filter (is_new) as new_text,
        any_value(row_number) filter (not is_new) as old_row,
        any_value(row_number) filter (is_new) as new_row
    from sides
    group by all
    having old_value is distinct from new_value or old_status is distinct from new_status
),

within_files as (
    select compared.* exclude (dataset_id)
    from compared
    join sources using (source_id)
    join periods using (source_id, dataset_id, new_vintage, period)
    join first_seen
        on first_seen.source_id = compared.source_id
        and first_seen.dataset_id is not distinct from if(sources.delivery = 'office', null, compared.dataset_id)
        and first_seen.part_id = compared.part_id
        and first_seen.measure_id = compared.measure_id
        and first_seen.breakdown = compared.breakdown
        and first_seen.period = compared.period
    where
        case compared.change
            when 'added_late' then
                if(
                    sources.delivery = 'office',
                    periods.is_in_old_file and first_seen.first_vintage = compared.new_vintage,
                    periods.is_in_old_file or first_seen.first_vintage < compared.old_vintage
                )
            when 'removed' then sources.delivery <> 'office' or periods.is_in_new_file
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
        old_landing_id is not null
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

area_sizes as (
    select area_id, area_level, count(distinct unit_id) as units
    from crosswalk
    group by all
),

-- of areas of one size, that of the level whose areas are smaller elsewhere
level_sizes as (select area_level, avg(units) as units from area_sizes group by all),

finest_areas as (
    select areas.part_id, min_by(
        areas.area_id,
        (coalesce(area_sizes.units, 1e9), coalesce(level_sizes.units, 1e9), levels.level_rank)
    ) as area_id
    from (
        select distinct part_id, unnest(string_split(part_id, '+')) as area_id from together
    ) as areas
    join levels on levels.area_level = split_part(areas.area_id, ':', 1)
    left join area_sizes using (area_id)
    left join level_sizes on level_sizes.area_level = levels.area_level
    group by areas.part_id
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
