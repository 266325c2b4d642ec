with register_rows as (select * from {{ source('raw', 'register_row') }}),

landings as (select * from {{ ref('stg_landing') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

known as (
    select
        register_rows.source_id,
        register_rows.landing_id,
        register_rows.row_number,
        register_rows.read_as,
        register_rows.areas
    from register_rows
    join landings using (source_id, landing_id)
    where landings.is_newest and register_rows.is_valid
),

named_levels as (
    select source_id, row_number, unnest(map_keys(areas)) as area_level, unnest(map_values(areas)) as area_codes
    from known
),

-- a cell may name several areas of its level
named_areas as (
    select source_id, row_number, area_level, unnest(string_split(area_codes, ' | ')) as named
    from named_levels
),

-- by its code, or where labels have none by the label
official_areas as (
    select area_id, area_level, area_code as named from crosswalk
    union
    select area_id, area_level, label from crosswalk
),

-- a row may name a district and the Sozialraum in it: the finer one says where it is
ranked_areas as (
    select
        named_areas.source_id,
        named_areas.row_number,
        official_areas.area_id,
        official_areas.area_level,
        rank() over (partition by named_areas.source_id, named_areas.row_number order by levels.level_rank) as place
    from named_areas
    join official_areas using (area_level, named)
    join levels using (area_level)
),

finest_areas as (
    select
        source_id,
        row_number,
        any_value(area_level) as area_level,
        list(area_id order by area_id) as area_ids
    from ranked_areas
    where place = 1
    group by all
)

select
    known.source_id,
    known.landing_id,
    known.row_number,
    -- the one area that a row names, and all that it names
    case when len(finest_areas.area_ids) = 1 then finest_areas.area_ids[1] end as area_id,
    coalesce(finest_areas.area_ids, []) as area_ids,
    finest_areas.area_level,
    known.read_as
from known
left join finest_areas using (source_id, row_number)
