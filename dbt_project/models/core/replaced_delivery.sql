{#
  What an office told of a period in one file, and again in a younger one of another name that has most of its cells: a
  correction, whatever it is called. A file that speaks of other places or kinds adds to it.
#}
with offices as (select source_id from {{ source('declared', 'source') }} where delivery = 'office'),

told as (
    select distinct source_id, dataset_id, landing_id, vintage_at, period, part_id, measure_id, breakdown
    from {{ ref('stg_cell') }}
    semi join offices using (source_id)
    where is_placed
),

told_twice as (
    select source_id, period
    from told
    group by all
    having count(distinct dataset_id) > 1
),

cells as (select * from told semi join told_twice using (source_id, period)),

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
    where younger.vintage_at > older.vintage_at and younger.dataset_id <> older.dataset_id
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
