{#
  Cells that the newest file of a table has no more. Of a yearly series those are left out that the table of another year
  tells: the same figure, or that of a later year, which counts anyway (core/observation.sql). They stand in the wrong
  file where a portal served one under the name of another, or with a slip in a row's year. Nor is lost what a table told
  of another year by a slip in all its rows, as those of a new year that say the last one.
#}
with removed as (select * from {{ ref('revision') }} where is_newest and change = 'removed'),

cells as (select * from {{ ref('placed_cell') }}),

landings as (select * from {{ ref('stg_landing') }} where is_newest),

sources as (select * from {{ source('declared', 'source') }}),

slips as (
    select source_id, landing_id as old_landing_id, period from {{ ref('replaced_delivery') }} where is_corrected
),

tables as (
    select
        landings.source_id, landings.dataset_id, landings.landing_id, landings.file,
        sources.table_years[landings.dataset_id] as table_year
    from landings
    join sources using (source_id)
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
        removed.source_id, removed.file, removed.part_id, removed.measure_id, removed.breakdown, removed.period
    from removed
    join tables on tables.source_id = removed.source_id and tables.file = removed.file
    join told
        on told.source_id = removed.source_id and told.part_id = removed.part_id
        and told.measure_id = removed.measure_id and told.breakdown = removed.breakdown
        and told.period = removed.period and told.file <> removed.file
    where
        told.table_year > tables.table_year
        or (told.value is not distinct from removed.old_value and told.status = removed.old_status)
)

select removed.*
from removed
anti join told_elsewhere using (source_id, file, part_id, measure_id, breakdown, period)
anti join slips using (source_id, old_landing_id, period)
