{#
  What one file told of a period, and a younger one of another name, that has most of its cells, tells again: of an office a
  correction, whatever it is called; of a yearly series the state of a year later, which the file of the later year has.
  A file that speaks of other places or kinds adds to it.

  Older than all others is what a file told of a period before that was corrected: its newest state has most of the figures,
  and speaks of another period.
#}
{% macro replaced_deliveries() %}
with stated_cells as (
    select * from {{ ref('stg_cell') }} where is_placed and {{ in_part('source', 'source_id') }}
),

declared_tables as (select source_id, table_years from {{ source('declared', 'source') }}),

newest_states as (
    select source_id, dataset_id, max(vintage_at) as vintage_at
    from stated_cells
    group by all
),

newest_cells as (select * from stated_cells semi join newest_states using (source_id, dataset_id, vintage_at)),

newest_figures as (select distinct source_id, dataset_id, part_id, measure_id, breakdown, value from newest_cells),

told_twice as (
    select source_id, period
    from stated_cells
    group by all
    having count(distinct dataset_id) > 1
),

told_cells as (
    select
        stated_cells.source_id, stated_cells.dataset_id, stated_cells.landing_id, stated_cells.vintage_at,
        stated_cells.period, stated_cells.part_id, stated_cells.measure_id, stated_cells.breakdown,
        any_value(stated_cells.value) as value
    from stated_cells
    join told_twice using (source_id, period)
    group by all
),

told_files as (
    select source_id, dataset_id, landing_id, period, count(*) as cells, count(value) as figures
    from told_cells
    group by all
),

corrected_periods as (
    select told_cells.source_id, told_cells.dataset_id, told_cells.landing_id, told_cells.period
    from told_cells
    join newest_figures using (source_id, dataset_id, part_id, measure_id, breakdown, value)
    join told_files
        on told_files.source_id = told_cells.source_id and told_files.dataset_id = told_cells.dataset_id
        and told_files.landing_id = told_cells.landing_id and told_files.period = told_cells.period
    anti join newest_cells as spoken_of
        on spoken_of.source_id = told_cells.source_id and spoken_of.dataset_id = told_cells.dataset_id
        and spoken_of.period = told_cells.period
    group by all
    having count(*) > 0.75 * any_value(told_files.figures)
),

dated_cells as (
    select
        told_cells.*,
        coalesce(declared_tables.table_years[told_cells.dataset_id], 0) as table_year,
        corrected_periods.source_id is not null as is_corrected
    from told_cells
    join declared_tables on declared_tables.source_id = told_cells.source_id
    left join corrected_periods
        on corrected_periods.source_id = told_cells.source_id
        and corrected_periods.dataset_id = told_cells.dataset_id
        and corrected_periods.landing_id = told_cells.landing_id
        and corrected_periods.period = told_cells.period
),

told_again as (
    select
        older.source_id,
        older.dataset_id,
        older.landing_id,
        older.vintage_at,
        older.period,
        older.is_corrected,
        younger.dataset_id as younger_dataset_id,
        younger.landing_id as younger_landing_id,
        younger.vintage_at as replaced_at,
        count(*) as cells
    from dated_cells as older
    join dated_cells as younger using (source_id, period, part_id, measure_id, breakdown)
    where
        younger.dataset_id <> older.dataset_id
        and not younger.is_corrected
        and (
            older.is_corrected or younger.table_year > older.table_year
            or (younger.table_year = older.table_year and younger.vintage_at > older.vintage_at)
        )
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
