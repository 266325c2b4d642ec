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

named_areas as (
    select source_id, row_number, unnest(map_keys(areas)) as area_level, unnest(map_values(areas)) as area_code
    from known
),

official_areas as (select distinct area_id, area_level, area_code from crosswalk),

-- a row may name a district and the Sozialraum in it: the finer one says where it is
finest_areas as (
    select named_areas.source_id, named_areas.row_number, official_areas.area_id, official_areas.area_level
    from named_areas
    join official_areas using (area_level, area_code)
    join levels using (area_level)
    qualify row_number() over (
        partition by named_areas.source_id, named_areas.row_number order by levels.level_rank
    ) = 1
)

select
    known.source_id,
    known.landing_id,
    known.row_number,
    finest_areas.area_id,
    finest_areas.area_level,
    known.read_as
from known
left join finest_areas using (source_id, row_number)
