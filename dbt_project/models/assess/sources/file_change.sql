{#
  Cells that changed from one vintage of a file to the next. New periods are no revision, and a file of an
  office that speaks of another period under the same name takes nothing away.
#}
with cells as (select * from {{ ref('placed_cell') }}),

all_vintages as (select * from {{ ref('stg_vintage') }}),

vintages as (select * from all_vintages where previous_landing_id is not null),

sources as (select * from {{ source('declared', 'source') }}),

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
        min_by(file, is_new) as old_file,
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
)

select compared.*
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
