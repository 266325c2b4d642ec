{#
  Cells that the newest file of a table has no more, and those that an earlier one had no more and that are used on, as
  long as they are (not is_new). Of a yearly series those are left out that the table of another year
  tells: the same figure, or that of a later year, which counts anyway (core/observation.sql). They stand in the wrong
  file where a portal served one under the name of another, or with a slip in a row's year. Nor is lost what a table told
  of another year by a slip in all its rows, as those of a new year that say the last one.
#}
with removed as (select * from {{ ref('revision') }} where is_newest and change = 'removed'),

observations as (select * from {{ ref('observation') }} where not is_lost),

cells as (select * from {{ ref('placed_cell') }}),

landings as (select * from {{ ref('stg_landing') }} where is_newest),

sources as (select * from {{ source('declared', 'source') }}),

slips as (
    select source_id, landing_id as old_landing_id, period from {{ ref('replaced_delivery') }} where is_corrected
),

tables as (
    select
        landings.source_id, landings.dataset_id, landings.landing_id, landings.file, sources.delivery,
        sources.table_years[landings.dataset_id] as table_year
    from landings
    join sources using (source_id)
),

gone as (
    select
        source_id, file, old_file, old_landing_id, old_vintage, part_id, measure_id, breakdown, period, period_start,
        period_end, old_value, old_status, true as is_new
    from removed
    union all
    select
        source_id, tables.file, observations.file as old_file, observations.landing_id as old_landing_id,
        vintage_at as old_vintage, part_id, measure_id, breakdown, period, period_start, period_end, value as old_value,
        status as old_status, false as is_new
    from observations
    join tables using (source_id, dataset_id)
    anti join removed using (source_id, part_id, measure_id, breakdown, period)
    -- an office's files may each speak of their own periods
    where observations.landing_id <> tables.landing_id and tables.delivery = 'portal'
),

told as (
    select
        cells.source_id, cells.part_id, cells.measure_id, cells.breakdown, cells.period, cells.value, cells.status,
        tables.file, tables.table_year
    from cells
    join tables using (source_id, dataset_id, landing_id)
    where tables.table_year is not null
),

told_elsewhere as (
    select distinct
        gone.source_id, gone.file, gone.part_id, gone.measure_id, gone.breakdown, gone.period
    from gone
    join tables on tables.source_id = gone.source_id and tables.file = gone.file
    join told
        on told.source_id = gone.source_id and told.part_id = gone.part_id
        and told.measure_id = gone.measure_id and told.breakdown = gone.breakdown
        and told.period = gone.period and told.file <> gone.file
    where
        told.table_year > tables.table_year
        or (told.value is not distinct from gone.old_value and told.status = gone.old_status)
)

select gone.*
from gone
anti join told_elsewhere using (source_id, file, part_id, measure_id, breakdown, period)
anti join slips using (source_id, old_landing_id, period)
