{#
  What lay in what in an earlier period of the table of areas, and does no more in its newest: an area went to another
  larger one, or that got another name. A figure of that time whose row names both is of the part that the area is today.
  Not where the area lay, or lies, in several parts: nothing tells how much is whose. And areas that had other ones in
  them than today: what a table says of one as a whole is of another area then. Of areas that a declared reform speaks of,
  that says what they became.
#}
with cells as (select * from {{ source('raw', 'cell') }}),

landings as (select * from {{ ref('stg_landing') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

reformed as (
    select old_area as area_id from {{ source('declared', 'former_area') }}
    union
    select area as area_id from {{ source('declared', 'absent_area') }}
),

told_by as ({{ newest_crosswalk('landings', of_each_year=true) }}),

listed as (
    select distinct cells.area_labels, periods.period_end
    from cells
    join told_by using (source_id, landing_id, dataset_id)
    join {{ ref('stg_period_label') }} as periods using (source_id, period_labels)
),

-- smallest units, of then and of today, with the areas that each lies in
unit_areas as (
    select told.area_labels::varchar as unit, false as is_today, labels.area_level, labels.area_id
    from (
        select area_labels, unnest(map_keys(area_labels)) as area_level, unnest(map_values(area_labels)) as label
        from (select distinct area_labels from listed)
    ) as told
    join {{ ref('stg_area_label') }} as labels using (area_level, label)
    where labels.kind = 'area'
    union all
    select unit_id::varchar as unit, true as is_today, area_level, area_id
    from crosswalk
),

smallest as (
    select unit, is_today, unit_areas.area_id, reformed.area_id is not null as is_reformed
    from unit_areas
    join levels using (area_level)
    left join reformed using (area_id)
    qualify row_number() over (partition by unit, is_today order by levels.level_rank) = 1
),

part_sets as (
    select distinct levels as set_levels, array_to_string(levels, '+') as part_set
    from {{ source('declared', 'source') }}
    where role = 'figures'
),

unit_parts as (
    select
        part_sets.part_set,
        unit_areas.unit,
        unit_areas.is_today,
        arg_min(unit_areas.area_id, levels.level_rank) as area_id,
        string_agg(unit_areas.area_id, '+' order by unit_areas.area_id) as part_id,
        any_value(smallest.area_id) as smallest_id,
        bool_or(reformed.area_id is not null) as is_reformed,
        any_value(smallest.is_reformed) as has_reformed
    from part_sets
    join unit_areas on list_contains(part_sets.set_levels, unit_areas.area_level)
    join levels using (area_level)
    join smallest using (unit, is_today)
    left join reformed on reformed.area_id = unit_areas.area_id
    group by part_sets.part_set, unit_areas.unit, unit_areas.is_today
    having count(*) = any_value(len(part_sets.set_levels))
),

today as (
    select part_set, area_id, any_value(part_id) as today_part_id
    from unit_parts
    where is_today
    group by all
    having count(distinct part_id) = 1
),

then_parts as (
    select distinct
        unit_parts.part_set, unit_parts.area_id, unit_parts.part_id, unit_parts.smallest_id, listed.period_end,
        is_reformed, has_reformed
    from unit_parts
    join listed on listed.area_labels::varchar = unit_parts.unit
    where not unit_parts.is_today
),

told as (
    select *, count(*) over (partition by part_set, area_id, period_end) as parts_then
    from (select distinct part_set, area_id, part_id, period_end, is_reformed from then_parts)
),

former as (
    select part_set, area_id, part_id, max(period_end) as told_until
    from told
    group by all
    having max(parts_then) = 1 and not bool_or(is_reformed)
),

-- which part each smallest area lay in, and lies in
today_parts as (select distinct part_set, smallest_id, part_id from unit_parts where is_today),

went as (
    select part_set, period_end, part_id
    from then_parts
    semi join today_parts using (part_set, smallest_id)
    anti join today_parts using (part_set, smallest_id, part_id)
    where not has_reformed
    union
    select part_set, there.period_end, today_parts.part_id
    from today_parts
    join (select distinct part_set, period_end, smallest_id from then_parts where not has_reformed) as there
        using (part_set, smallest_id)
    anti join then_parts using (part_set, period_end, smallest_id, part_id)
),

recut as (
    select part_set, part_id, max(period_end) as told_until
    from went
    join then_parts using (part_set, period_end, part_id)
    semi join today_parts using (part_set, part_id)
    group by all
    having not bool_or(then_parts.is_reformed)
)

select
    former.part_set,
    former.part_id,
    today.today_part_id,
    min(told.period_end) as told_before
from former
join today using (part_set, area_id)
join told on told.part_set = former.part_set and told.area_id = former.area_id and told.period_end > former.told_until
where former.part_id <> today.today_part_id
group by former.part_set, former.part_id, today.today_part_id

union all
select
    recut.part_set, recut.part_id, null as today_part_id,
    (greatest(recut.told_until, min(listed.period_end) - interval 1 year) + interval 1 day)::date as told_before
from recut
left join listed on listed.period_end > recut.told_until
group by recut.part_set, recut.part_id, recut.told_until
