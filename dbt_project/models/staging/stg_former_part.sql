{#
  What lay in what in an earlier period of the table of areas, and does no more in its newest: an area went to another
  larger one, or that got another name. A figure of that time whose row names both is of the part that the area is today.
  Not where the area lay, or lies, in several parts: nothing tells how much is whose. Of areas that a declared reform
  speaks of, that says what they became.
#}
with cells as (select * from {{ source('raw', 'cell') }}),

landings as (select * from {{ ref('stg_landing') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

labels as (select * from {{ ref('stg_area_label') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

periods as (select * from {{ ref('stg_period_label') }}),

reformed as (
    select old_area as area_id from {{ source('declared', 'former_area') }}
    union
    select area as area_id from {{ source('declared', 'absent_area') }}
),

newest as (
    select landings.source_id, landings.landing_id, landings.dataset_id
    from landings
    join {{ source('declared', 'city') }} as cities on landings.source_id = cities.crosswalk_source_id
    qualify row_number() over (order by landings.vintage_at desc) = 1
),

listed as (
    select distinct cells.area_labels, periods.period_end
    from cells
    join newest using (source_id, landing_id, dataset_id)
    join periods using (source_id, period_labels)
),

-- smallest units, of then and of today, with the areas that each lies in
unit_areas as (
    select told.area_labels::varchar as unit, false as is_today, labels.area_level, labels.area_id
    from (
        select area_labels, unnest(map_keys(area_labels)) as area_level, unnest(map_values(area_labels)) as label
        from (select distinct area_labels from listed)
    ) as told
    join labels using (area_level, label)
    where labels.kind = 'area'
    union all
    select unit_id::varchar as unit, true as is_today, area_level, area_id
    from crosswalk
),

part_sets as (
    select distinct levels as set_levels, array_to_string(levels, '+') as part_set
    from {{ source('declared', 'source') }}
    where role = 'figures' and len(levels) > 1
),

unit_parts as (
    select
        part_sets.part_set,
        unit_areas.unit,
        unit_areas.is_today,
        arg_min(unit_areas.area_id, levels.level_rank) as area_id,
        string_agg(unit_areas.area_id, '+' order by unit_areas.area_id) as part_id,
        bool_or(reformed.area_id is not null) as is_reformed
    from part_sets
    join unit_areas on list_contains(part_sets.set_levels, unit_areas.area_level)
    join levels using (area_level)
    left join reformed using (area_id)
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

told as (
    select *, count(*) over (partition by part_set, area_id, period_end) as parts_then
    from (
        select distinct unit_parts.part_set, unit_parts.area_id, unit_parts.part_id, listed.period_end, is_reformed
        from unit_parts
        join listed on listed.area_labels::varchar = unit_parts.unit
        where not unit_parts.is_today
    )
),

former as (
    select part_set, area_id, part_id, max(period_end) as told_until
    from told
    group by all
    having max(parts_then) = 1 and not bool_or(is_reformed)
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
