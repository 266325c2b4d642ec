{#
  One row per source cell: the newest vintage that was known.

  Where a newer file, also one of another name (macros/replaced_deliveries.sql), speaks of a period, a cell
  that it has no more is taken from an older file only if the area ought to have a figure and its absence does
  not mean zero; mart_revision lists it as removed. Rows for areas of which nothing is expected (unknown
  addresses, totals) vanish with their file, or they would be added to newer figures that include them.

  Classes are no figures: core/area_class.sql has them.

  Figures that are not released end here and in placed_cell: nothing that is published is made of them.

  Where absence means zero, it does so only if zero is believable: a count that is Poisson distributed about
  the mean of the place's other periods is zero with probability exp(-mean), and that has to be at least 1 in
  1,000 (a mean of up to 6.9). Any other row that is not there was lost: it is a row here, with status missing.
#}
with cells as (select * from {{ ref('stg_cell') }}),

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

leaving_out as (
    select newest.*
    from newest
    join sources using (source_id)
    where sources.absent_rows = 'zero'
),

usual_counts as (
    select
        part_set, part_id, source_id, measure_id, breakdown,
        any_value(expected_parts.boundary_sets) as boundary_sets,
        avg(value) as usual_count
    from leaving_out
    join expected_parts using (part_set, part_id)
    where {{ is_known('status') }}
    group by all
),

-- every series in every period of its measure: the row that is lost may be the only one of its series
series_periods as (
    select series.*, periods.* exclude (source_id, measure_id)
    from (select distinct source_id, part_set, measure_id, breakdown from leaving_out) as series
    join (
        select
            source_id, measure_id, boundary_set, period, period_start, period_end,
            min(dataset_id) as dataset_id,
            min(file) as file,
            max(vintage_at) as vintage_at
        from leaving_out
        group by all
    ) as periods using (source_id, measure_id)
),

lost as (
    select series_periods.*, usual_counts.part_id
    from series_periods
    join usual_counts using (source_id, part_set, measure_id, breakdown)
    anti join newest using (source_id, part_id, measure_id, breakdown, period)
    where
        exp(-usual_counts.usual_count) < 0.001
        and list_contains(usual_counts.boundary_sets, series_periods.boundary_set)
)

select *, false as is_lost from newest
union all by name
select *, 'missing' as status, true as is_lost from lost
