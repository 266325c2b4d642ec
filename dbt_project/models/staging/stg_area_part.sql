{#
  The parts that tables speak of (a fine area within a coarser one, say) and the areas that each
  part belongs to.
#}
with official as (select * from {{ ref('stg_official_part') }}),

labelled_parts as (select * from {{ ref('stg_part_label') }}),

cities as (select * from {{ source('declared', 'city') }}),

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
    select distinct
        labelled_parts.part_set, labelled_parts.part_id, 'city' as area_level, cities.city_area_id as area_id
    from labelled_parts
    join cities on labelled_parts.part_id = cities.city_area_id
    where labelled_parts.part_set <> 'city'
)

select *, true as is_expected from official
union all
select *, true as is_whole, false as is_expected from unplaced_areas
union
select *, true as is_whole, false as is_expected from whole_city
