{#
  The parts that tables speak of (a fine area within a coarser one, say) and the areas that each
  part belongs to. A part is `whole` in an area when all its smallest units lie in that area.
#}
with crosswalk as (select * from {{ ref('stg_crosswalk') }}),

sources as (select * from {{ source('declared', 'source') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

labelled_parts as (select * from {{ ref('stg_part_label') }}),

cities as (select * from {{ source('declared', 'city') }}),

part_sets as (
    select levels as set_levels, array_to_string(levels, '+') as part_set, min(level_rank) as finest_rank
    from (select distinct levels, unnest(levels) as area_level from sources where role = 'figures')
    join levels using (area_level)
    group by all
),

unit_parts as (
    select
        part_sets.part_set,
        part_sets.finest_rank,
        crosswalk.unit_id,
        string_agg(crosswalk.area_id, '+' order by crosswalk.area_id) as part_id
    from part_sets
    join crosswalk on list_contains(part_sets.set_levels, crosswalk.area_level)
    group by all
),

official as (
    select
        unit_parts.part_set,
        unit_parts.part_id,
        crosswalk.area_level,
        crosswalk.area_id,
        count(distinct crosswalk.area_id) over part_in_level = 1 as is_whole,
        true as is_expected
    from unit_parts
    join crosswalk using (unit_id)
    join levels using (area_level)
    where levels.level_rank >= unit_parts.finest_rank
    window part_in_level as (
        partition by unit_parts.part_set, unit_parts.part_id, crosswalk.area_level
    )
    qualify row_number() over (
        partition by unit_parts.part_set, unit_parts.part_id, crosswalk.area_level, crosswalk.area_id
    ) = 1
),

-- rows that a table could not place: they count for the city and for the unknown area itself
unplaced as (
    select distinct part_set, part_id, unnest(string_split(part_id, '+')) as area_id
    from labelled_parts
    where has_unknown and problem is null
),

unplaced_areas as (
    select part_set, part_id, split_part(area_id, ':', 1) as area_level, area_id
    from unplaced
    union
    select part_set, part_id, 'city' as area_level, cities.city_area_id
    from unplaced
    cross join cities
),

-- rows that a table gives for the city as a whole
whole_city as (
    select distinct labelled_parts.part_set, labelled_parts.part_id, 'city' as area_level, cities.city_area_id as area_id
    from labelled_parts
    join cities on labelled_parts.part_id = cities.city_area_id
    where labelled_parts.part_set <> 'city'
)

select * from official
union all
select *, true as is_whole, false as is_expected from unplaced_areas
union
select *, true as is_whole, false as is_expected from whole_city
