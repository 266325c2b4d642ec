{#
  Of a yearly series whose files also have years before: cells that changed in the file of the earlier year when that of a
  later one told them already. The latter counts (core/observation.sql), and says something else.
#}
with changes as (select * from {{ ref('file_change') }}),

cells as (select * from {{ ref('stg_cell') }} where is_placed and not is_repetition),

observations as (select * from {{ ref('observation') }}),

table_years as (
    select source_id, unnest(map_keys(table_years)) as dataset_id, unnest(map_values(table_years)) as table_year
    from {{ source('declared', 'source') }}
),

of_years as (
    select changes.*, table_years.table_year
    from changes
    join table_years using (source_id, dataset_id)
),

overruled as (
    select
        of_years.*,
        observations.file as counting_file,
        observations.value_text as counting_text,
        observations.status as counting_status
    from of_years
    join observations using (source_id, part_id, measure_id, breakdown, period)
    join table_years
        on table_years.source_id = observations.source_id and table_years.dataset_id = observations.dataset_id
    where
        table_years.table_year > of_years.table_year
        and (
            observations.value is distinct from of_years.new_value
            or observations.status is distinct from of_years.new_status
        )
),

told_before as (
    select distinct
        overruled.source_id, overruled.dataset_id, part_id, measure_id, breakdown, period, overruled.new_vintage
    from overruled
    join cells using (source_id, part_id, measure_id, breakdown, period)
    join table_years on table_years.source_id = cells.source_id and table_years.dataset_id = cells.dataset_id
    where table_years.table_year > overruled.table_year and cells.vintage_at <= overruled.new_vintage
)

select
    -- ids
    source_id,
    file,
    part_id,
    measure_id,
    breakdown,
    period,

    -- when
    new_vintage,
    is_newest,

    -- what
    change,
    new_text,
    counting_file,
    counting_text,
    counting_status
from overruled
semi join told_before using (source_id, dataset_id, part_id, measure_id, breakdown, period, new_vintage)
