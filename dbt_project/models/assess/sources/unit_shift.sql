{#
  Columns of a file whose figures moved by a factor of about a thousand (persons and thousands) or,
  where they are percentages, a hundred (percent and share), from one period to the next or from the
  file before. One large cell is not enough: most cells of the column have to move, of a file most of those that both
  files have. Of a period with less than five cells the rule drift tells, where it is not switched off
  (plausibility_drift); series that are acknowledged of it by name are none here.
#}
with observations as (select * from {{ ref('observation') }} where {{ is_known('status') }}),

revisions as (
    select * from {{ ref('revision') }}
    -- persons in thousands are no whole numbers and set aside as figures: the number counts that stands there
    where is_newest and change = 'changed' and {{ is_known('old_status') }} and new_number is not null
),

series as (
    select distinct
        source_id, measure_id, breakdown, unit,
        {{ series_id() }} as series_id
    from {{ source('declared', 'series') }}
),

cells as (select * from {{ ref('stg_cell') }} where is_placed and is_class is not true and not is_repetition),

acknowledged as (
    select distinct known.source_id, series.measure_id, series.breakdown, known.period
    from {{ source('declared', 'plausibility_acknowledged') }} as known
    join series using (source_id)
    where known.rule = 'drift' and known.areas is null and known.rule_id = series.series_id
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
        '' as period,
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
        anti join acknowledged using (source_id, measure_id, breakdown, period)
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
    having count(*) filter (is_shifted) >= 0.8 * count(*) and (compared_with = 'file' or count(*) >= 5)
),

-- sums in a fixed order hold all their figures in memory: they are made of the few columns that moved
shifts as (
    select
        source_id, file, column_name, compared_with, period, factor,
        max(period_end) as period_end,
        max(previous) as previous,
        any_value(unit) as unit,
        '"' || array_to_string(list_sort(list_distinct(list(series_id))), '", "') || '"' as series_ids,
        count(*) as cells,
        count(*) filter (is_shifted) as shifted_cells,
        sum(new_value order by new_value) / sum(old_value order by old_value) as ratio
    from compared
    semi join columns using (source_id, file, column_name, compared_with, period, factor)
    group by all
),

-- the two files of each such column
file_columns as (
    select distinct source_id, file, column_name, new_landing_id, old_landing_id
    from revisions
    semi join (select * from columns where compared_with = 'file') using (source_id, file, column_name)
),

-- what did not change is no revision, and counts, too
common as (
    select source_id, file, measure_label as column_name, 'file' as compared_with, count(*) as cells
    from cells
    semi join file_columns
        on file_columns.source_id = cells.source_id and file_columns.new_landing_id = cells.landing_id
        and file_columns.column_name = cells.measure_label
    semi join (
        select cells.*
        from cells
        semi join file_columns
            on file_columns.source_id = cells.source_id and file_columns.old_landing_id = cells.landing_id
        where cells.value > 0
    ) as before using (source_id, part_id, measure_id, breakdown, period)
    where number_read is not null
    group by all
)

select shifts.* replace (nullif(shifts.period, '') as period, coalesce(common.cells, shifts.cells) as cells)
from shifts
left join common using (source_id, file, column_name, compared_with)
where
    shifts.ratio between shifts.factor / 2 and shifts.factor * 2
    and (common.cells is null or shifts.shifted_cells >= 0.8 * common.cells)
