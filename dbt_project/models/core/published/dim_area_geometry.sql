with boundaries as (select * from {{ ref('stg_boundary') }} where problem is null),

layers as (select * from {{ source('declared', 'layer') }}),

levels as (select * from {{ source('declared', 'area_level') }})

select
    -- ids
    boundaries.area_id,
    boundaries.area_level,

    -- outline
    boundaries.geometry,
    boundaries.geometry_simple,
    boundaries.longitude,
    boundaries.latitude,
    round(boundaries.area_m2 / 1e6, 4) as area_km2,

    -- where it comes from
    boundaries.source_id,
    layers.title_de as source_title_de,
    layers.office,
    layers.licence,
    layers.url,
    boundaries.vintage_at
from boundaries
join layers using (source_id)
join levels on levels.area_level = boundaries.area_level
order by levels.level_rank desc, boundaries.area_id
