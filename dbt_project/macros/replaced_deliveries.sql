{#
  What one file told of a period, and a younger one of another name, that has most of its cells, tells again: of an office a
  correction, whatever it is called; of a yearly series the state of a year later, which the file of the later year has.
  A file that speaks of other places or kinds adds to it.
#}
{% macro replaced_deliveries() %}
with stated_cells as (select * from {{ ref('stg_cell') }} where is_placed),

declared_tables as (select source_id, table_years from {{ source('declared', 'source') }}),

told_twice as (
    select source_id, period
    from stated_cells
    group by all
    having count(distinct dataset_id) > 1
),

told_cells as (
    select distinct
        stated_cells.source_id, stated_cells.dataset_id, stated_cells.landing_id, stated_cells.vintage_at,
        stated_cells.period, stated_cells.part_id, stated_cells.measure_id, stated_cells.breakdown,
        coalesce(declared_tables.table_years[stated_cells.dataset_id], 0) as table_year
    from stated_cells
    join told_twice using (source_id, period)
    join declared_tables using (source_id)
),

told_files as (
    select source_id, dataset_id, landing_id, period, count(*) as cells
    from told_cells
    group by all
),

told_again as (
    select
        older.source_id,
        older.dataset_id,
        older.landing_id,
        older.vintage_at,
        older.period,
        younger.dataset_id as younger_dataset_id,
        younger.landing_id as younger_landing_id,
        younger.vintage_at as replaced_at,
        count(*) as cells
    from told_cells as older
    join told_cells as younger using (source_id, period, part_id, measure_id, breakdown)
    where
        younger.dataset_id <> older.dataset_id
        and younger.table_year >= older.table_year
        and (younger.table_year > older.table_year or younger.vintage_at > older.vintage_at)
    group by all
),

-- of several files of one name, the last one before
last_before as (
    select *
    from told_again
    qualify vintage_at = max(vintage_at) over (
        partition by source_id, period, dataset_id, younger_dataset_id, younger_landing_id
    )
)

select last_before.* exclude (vintage_at, cells)
from last_before
join told_files using (source_id, dataset_id, landing_id, period)
where last_before.cells > told_files.cells / 2
qualify row_number() over (
    partition by last_before.source_id, last_before.dataset_id, last_before.landing_id, last_before.period
    order by last_before.replaced_at, last_before.younger_dataset_id
) = 1
{% endmacro %}
