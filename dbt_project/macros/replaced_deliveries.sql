{#
  What one file told of a period, and a younger one of another name, that has most of its cells, tells again: of an office a
  correction, whatever it is called; of a yearly series the state of a year later, which the file has that reaches further.
  A file that speaks of other places or kinds adds to it.
#}
{% macro replaced_deliveries() %}
with stated_cells as (select * from {{ ref('stg_cell') }} where is_placed),

office_tables as (select source_id from {{ source('declared', 'source') }} where delivery = 'office'),

told_periods as (
    select source_id, dataset_id, period, max(period_end) as period_end
    from stated_cells
    group by all
),

reaching_files as (
    select *, max(period_end) over (partition by source_id, dataset_id) as reach
    from told_periods
    qualify count(*) over (partition by source_id, period) > 1
),

told_cells as (
    select distinct
        stated_cells.source_id, stated_cells.dataset_id, stated_cells.landing_id, stated_cells.vintage_at,
        stated_cells.period, stated_cells.part_id, stated_cells.measure_id, stated_cells.breakdown,
        if(office_tables.source_id is null, reaching_files.reach::timestamptz, stated_cells.vintage_at) as youth
    from stated_cells
    join reaching_files using (source_id, dataset_id, period)
    left join office_tables using (source_id)
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
    where younger.youth > older.youth and younger.dataset_id <> older.dataset_id
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
