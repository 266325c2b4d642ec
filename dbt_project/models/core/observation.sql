{#
  One row per source cell: the newest vintage that was known.

  Where a newer file, also one of another name (macros/replaced_deliveries.sql), speaks of a period, a cell
  that it has no more is taken from an older file only if the area ought to have a figure and its absence does
  not mean zero; mart_revision lists it as removed. Rows for areas of which nothing is expected (unknown
  addresses, totals) vanish with their file, or they would be added to newer figures that include them.

  Classes are no figures: core/area_class.sql has them.

  Figures that are not released end here and in placed_cell: nothing that is published is made of them.

  Where absence means zero, it does so only if zero is believable: a count that is Poisson distributed about
  the mean of the place's other periods, zeros among them, is zero with probability exp(-mean), and that has to be
  at least 1 in 1,000 (a mean of up to 6.9). So it has to be of the sum of a place of which nothing is told, and of a
  kind that no place has any more. Any other row that is not there was lost: it is a row here, with status missing.
#}
with cells as (select * from {{ ref('stg_cell') }} where {{ in_part('source', 'source_id') }}),

sources as (select * from {{ source('declared', 'source') }}),

expected_parts as (
    select part_set, part_id, any_value(boundary_sets) as boundary_sets
    from {{ ref('stg_area_part') }}
    where is_expected
    group by all
),

replaced as ({{ replaced_deliveries() }}),

newest_files as (
    select source_id, dataset_id, period, max(vintage_at) as newest_vintage_at
    from cells
    where period is not null
    group by all
),

usable as (
    select cells.*, sources.table_years[cells.dataset_id] as table_year
    from cells
    join sources using (source_id)
    join newest_files using (source_id, dataset_id, period)
    left join replaced
        on replaced.source_id = cells.source_id and replaced.dataset_id = cells.dataset_id
        and replaced.landing_id = cells.landing_id and replaced.period = cells.period
    left join expected_parts using (part_set, part_id)
    where
        sources.released
        and cells.is_placed
        and cells.is_class is not true
        and not cells.is_repetition
        and (
            (cells.vintage_at = newest_files.newest_vintage_at and replaced.source_id is null)
            or (
                sources.absent_rows <> 'zero' and expected_parts.part_id is not null
                and replaced.is_corrected is not true
            )
        )
),

-- of a yearly series whose files also have years before, that of the later year has their final state
newest as (
    select
        source_id, dataset_id, landing_id, file, row_number, measure_label, part_set, part_id, boundary_set,
        period, period_start, period_end, measure_id, breakdown, value, value_text, status, vintage_at
    from usable
    qualify row_number() over (
        partition by source_id, part_id, period, measure_id, breakdown
        order by table_year desc nulls last, vintage_at desc, dataset_id, row_number
    ) = 1
),

lost as ({{ lost_rows() }})

select *, false as is_lost from newest
union all by name
select *, 'missing' as status, true as is_lost from lost
