{#
  Cells that a source changed after it had published them, with the smallest area that each speaks of, but for those of
  which another file counted already. Of a cell that is
  withheld by now no figure is told that it had before: that is why it was withheld.
#}
with file_changes as (
    select * from {{ ref('file_change') }}
    anti join {{ ref('overruled_change') }} using (source_id, file, part_id, measure_id, breakdown, period, new_vintage)
),

delivery_changes as (select * from {{ ref('delivery_change') }}),

withheld as (
    select distinct source_id, {{ without_group('part_id') }} as ungrouped_id, measure_id, breakdown, period
    from {{ ref('observation') }}
    where status = 'suppressed'
),

levels as (select * from {{ source('declared', 'area_level') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

-- a cell is revised once with a file: against the file before that has it
together as (
    select *
    from (
        select *, 0 as preference from delivery_changes
        union all by name
        select *, 1 as preference from file_changes
    )
    qualify row_number() over (
        partition by source_id, file, part_id, measure_id, breakdown, period, new_vintage order by preference
    ) = 1
),

area_sizes as (
    select area_id, area_level, count(distinct unit_id) as units
    from crosswalk
    group by all
),

-- of areas of one size, that of the level whose areas are smaller elsewhere
level_sizes as (select area_level, avg(units) as units from area_sizes group by all),

finest_areas as (
    select areas.part_id, min_by(
        areas.area_id,
        (coalesce(area_sizes.units, 1e9), coalesce(level_sizes.units, 1e9), levels.level_rank)
    ) as area_id
    from (
        select distinct part_id, unnest(string_split({{ without_group('part_id') }}, '+')) as area_id from together
    ) as areas
    join levels on levels.area_level = split_part(areas.area_id, ':', 1)
    left join area_sizes using (area_id)
    left join level_sizes on level_sizes.area_level = levels.area_level
    group by areas.part_id
)

select
    -- ids
    together.source_id,
    together.file,
    together.old_file,
    finest_areas.area_id,
    together.part_id,
    together.measure_id,
    together.breakdown,

    -- dates
    together.period,
    together.period_start,
    together.period_end,

    -- what changed
    together.change,
    together.column_name,
    (together.old_value is distinct from together.new_value) as is_another_figure,
    case when withheld.source_id is null then together.old_value end as old_value,
    case when withheld.source_id is null then together.new_value end as new_value,
    case when withheld.source_id is null then together.new_number end as new_number,
    together.old_status,
    together.new_status,
    case when withheld.source_id is null or together.old_status = 'suppressed' then together.old_text end as old_text,
    case when withheld.source_id is null or together.new_status = 'suppressed' then together.new_text end as new_text,
    together.old_row,
    together.new_row,

    -- between which files
    together.old_vintage,
    together.new_vintage,
    together.old_landing_id,
    together.new_landing_id,
    together.is_newest
from together
left join finest_areas on finest_areas.part_id = together.part_id
left join withheld
    on withheld.source_id = together.source_id and withheld.ungrouped_id = {{ without_group('together.part_id') }}
    and withheld.measure_id = together.measure_id and withheld.breakdown = together.breakdown
    and withheld.period = together.period
