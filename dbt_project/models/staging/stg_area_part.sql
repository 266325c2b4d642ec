{#
  The parts that tables speak of (a fine area within a coarser one, say) and the areas that each
  part belongs to. An area that was re-cut since is a part of the areas that it became, by the weights of
  the reform (areal interpolation, Goodchild & Lam 1980, Geo-Processing 1:297-312), and lies wholly in
  whatever all of them lie in.
#}
with official as (select * from {{ ref('stg_official_part') }}),

labelled_parts as (select * from {{ ref('stg_part_label') }}),

cities as (select * from {{ source('declared', 'city') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

boundary_sets as (select * from {{ source('declared', 'boundary_set') }}),

former_areas as (select * from {{ source('declared', 'former_area') }}),

gone as (
    select boundary_set, old_area as area_id from former_areas
    union
    select boundary_set, area as area_id from {{ source('declared', 'absent_area') }}
),

-- the one area of the finest level that a part lies in
finest as (
    select *, count(*) over (partition by part_set, area_id) as parts_of_area
    from (
        select official.part_set, official.part_id, arg_min(official.area_id, levels.level_rank) as area_id
        from official
        join levels using (area_level)
        group by all
    )
),

-- the sets of areas in which the territory of a part was that of today
lasting as (
    select
        finest.part_set,
        finest.part_id,
        list(boundary_sets.boundary_set order by boundary_sets.boundary_set) as boundary_sets
    from finest
    cross join boundary_sets
    anti join gone on gone.area_id = finest.area_id and gone.boundary_set = boundary_sets.boundary_set
    group by all
),

within as (
    select
        finest.part_set,
        finest.area_id as finest_area_id,
        official.area_level,
        official.area_id,
        bool_and(official.is_whole) and count(*) = any_value(finest.parts_of_area) as is_whole
    from finest
    join official using (part_set, part_id)
    group by all
),

former_parts as (
    select
        within.part_set,
        former_areas.former_id as part_id,
        within.area_level,
        within.area_id,
        bool_and(within.is_whole) as is_whole,
        sum(former_areas.weight order by former_areas.area_id) as weight,
        any_value(former_areas.boundary_sets) as boundary_sets
    from (
        select
            former_id,
            area_id,
            any_value(weight) as weight,
            list(boundary_set order by boundary_set) as boundary_sets
        from former_areas
        group by all
    ) as former_areas
    join within on within.finest_area_id = former_areas.area_id
    group by all
),

-- a fine area that stayed and was named together with a coarser one that was re-cut: its official part is awaited
moved as (
    select distinct
        within.part_set, within.finest_area_id as part_id, within.area_level, within.area_id, within.is_whole,
        []::integer[] as boundary_sets
    from within
    join labelled_parts
        on labelled_parts.part_set = within.part_set and labelled_parts.part_id = within.finest_area_id
    where labelled_parts.is_former
),

-- rows that a table could not place: they count for the city and for the unknown area itself
unplaced as (
    select distinct part_set, part_id, unnest(string_split({{ without_group('part_id') }}, '+')) as area_id
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

select official.*, true as is_expected, null::double as weight, lasting.boundary_sets
from official
left join lasting using (part_set, part_id)
union all by name
select * replace (if(weight < 1 - 1e-9, weight, null) as weight), true as is_expected
from former_parts
union all by name
select *, true as is_expected from moved
union all by name
(
    select *, true as is_whole, false as is_expected from unplaced_areas
    union
    select *, true as is_whole, false as is_expected from whole_city
)
