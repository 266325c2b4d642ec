{#
  How probable it is that a figure comes back by chance. That one comes back unchanged is more or less probable: about
  0.4 / s where s is how much the series usually changes, in steps of its last decimal (the height of a normal
  distribution); at least as probable as the figure is elsewhere in its column, but for the pair (some are round).
#}
with cells as (select * from {{ ref('plausibility_cell') }} where {{ in_part('source', 'source_id') }}),

screening as (select * from {{ source('declared', 'plausibility_screening') }} where max_repeat is not null),

moved as (
    select
        *,
        abs(value - lag(value) over (
            partition by source_id, measure_id, breakdown, place order by period_start
        )) / sqrt(value + 1) as relative_change
    from cells
    semi join screening using (source_id)
    where value > 0
),

usual as (
    select source_id, measure_id, breakdown, median(relative_change) as relative_change
    from moved
    group by all
),

-- not as windows, which would sort whole cells
figures as (
    select source_id, measure_id, breakdown, value, count(*) as alike from cells where value > 0 group by all
),

in_column as (
    select source_id, measure_id, breakdown, sum(alike)::bigint as figures from figures group by all
),

rare as (
    select
        cells.*,
        0.4 * 10.0 ^ -cells.column_decimals
            / nullif(1.4826 * usual.relative_change * sqrt(cells.value + 1), 0) as height,
        (figures.alike - 2) / in_column.figures as elsewhere,
        greatest(least(coalesce(height, 1), 1), elsewhere) as probability
    from cells
    join usual using (source_id, measure_id, breakdown)
    join in_column using (source_id, measure_id, breakdown)
    join figures using (source_id, measure_id, breakdown, value)
)

select * from rare
