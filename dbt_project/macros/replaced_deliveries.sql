{#
  What one file told of a period, and a younger one of another name, that has most of its cells, tells again: of an office a
  correction, whatever it is called; of a yearly series the state of a year later, which the file has that reaches further.
  A file that speaks of other places or kinds adds to it.
#}
{% macro replaced_deliveries() %}
with stated as (select * from {{ ref('stg_cell') }} where is_placed),

offices as (select source_id from {{ source('declared', 'source') }} where delivery = 'office'),

told as (
    select source_id, dataset_id, period, max(period_end) as period_end
    from stated
    group by all
),

reaching as (
    select *, max(period_end) over (partition by source_id, dataset_id) as reach
    from told
    qualify count(*) over (partition by source_id, period) > 1
),

cells as (
    select distinct
        stated.source_id, stated.dataset_id, stated.landing_id, stated.vintage_at, stated.period,
        stated.part_id, stated.measure_id, stated.breakdown,
        if(offices.source_id is null, reaching.reach::timestamptz, stated.vintage_at) as youth
    from stated
    join reaching using (source_id, dataset_id, period)
    left join offices using (source_id)
),

files as (
    select source_id, dataset_id, landing_id, period, count(*) as cells
    from cells
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
    from cells as older
    join cells as younger using (source_id, period, part_id, measure_id, breakdown)
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
join files using (source_id, dataset_id, landing_id, period)
where last_before.cells > files.cells / 2
qualify row_number() over (
    partition by source_id, dataset_id, landing_id, period order by replaced_at, younger_dataset_id
) = 1
{% endmacro %}
