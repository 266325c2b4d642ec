{#
  Columns of a file whose figures moved by a factor of about a thousand (persons and thousands) or,
  where they are percentages, a hundred (percent and share), from one period to the next or from the
  file before. One large cell is not enough: most cells of the column have to move.
#}
with observations as (select * from {{ ref('observation') }} where {{ is_known('status') }}),

revisions as (
    select * from {{ ref('revision') }}
    -- persons in thousands are no whole numbers and set aside as figures: the number counts that stands there
    where is_newest and change = 'changed' and {{ is_known('old_status') }} and new_number is not null
),

series as (
    select distinct source_id, measure_id, breakdown, unit
    from {{ source('declared', 'series') }}
),

between_periods as (
    select
        source_id,
        file,
        measure_label as column_name,
        'period' as compared_with,
        period,
        period_end,
        measure_id,
        breakdown,
        lag(period) over of_cell as previous,
        lag(value) over of_cell as old_value,
        value as new_value
    from observations
    window of_cell as (partition by source_id, part_id, measure_id, breakdown order by period_end)
),

between_files as (
    select
        source_id,
        file,
        column_name,
        'file' as compared_with,
        -- a file is one thing, whatever periods are in it
        null as period,
        max(period_end) over (partition by source_id, file) as period_end,
        measure_id,
        breakdown,
        strftime(old_vintage at time zone 'UTC', '%Y-%m-%d') as previous,
        old_value,
        new_number as new_value
    from revisions
),

pairs as (
    select *, new_value / old_value as ratio
    from (
        select * from between_periods
        union all by name
        select * from between_files
    )
    join series using (source_id, measure_id, breakdown)
    where old_value > 0 and new_value is not null
),

factors as (
    select unnest([1000.0, 0.001, 100.0, 0.01]) as factor
),

compared as (
    select
        pairs.*,
        factors.factor,
        -- small figures are rounded away when they are given in thousands
        pairs.ratio between factors.factor / 3 and factors.factor * 3
        or (factors.factor < 1 and pairs.new_value <= 1 and pairs.old_value < 3 / factors.factor) as is_shifted
    from pairs
    cross join factors
    where factors.factor in (1000.0, 0.001) or pairs.unit in ('percent', 'share')
),

columns as (
    select source_id, file, column_name, compared_with, period, factor
    from compared
    group by all
    having count(*) filter (is_shifted) >= 0.8 * count(*)
),

-- sums in a fixed order hold all their figures in memory: they are made of the few columns that moved
shifts as (
    select
        compared.source_id,
        compared.file,
        compared.column_name,
        compared.compared_with,
        compared.period,
        max(compared.period_end) as period_end,
        max(compared.previous) as previous,
        any_value(compared.unit) as unit,
        compared.factor,
        count(*) as cells,
        count(*) filter (compared.is_shifted) as shifted_cells,
        sum(compared.new_value order by compared.new_value) / sum(compared.old_value order by compared.old_value)
            as ratio
    from compared
    join columns
        on columns.source_id = compared.source_id
        and columns.file is not distinct from compared.file
        and columns.column_name is not distinct from compared.column_name
        and columns.compared_with = compared.compared_with
        and columns.period is not distinct from compared.period
        and columns.factor = compared.factor
    group by
        compared.source_id, compared.file, compared.column_name, compared.compared_with, compared.period,
        compared.factor
)

select *
from shifts
where ratio between factor / 2 and factor * 2
