with layers as (select * from {{ source('declared', 'layer') }}),

states as (select * from {{ source('raw', 'layer_state') }}),

in_use as (select * from {{ source('raw', 'layer_in_use') }}),

loaded as (select * from {{ source('raw', 'loaded') }}),

landings as (select * from {{ ref('stg_landing') }}),

services as (select * from {{ ref('dim_service') }}),

outlines as (select * from {{ ref('dim_area_geometry') }}),

rejects as (select * from {{ ref('reject') }}),

landed as (select source_id, max(vintage_at) as landed_at from landings group by all),

service_counts as (
    select source_id, count(*) as used, count(*) filter (area_id is null) as without_area
    from services
    group by all
),

outline_counts as (select source_id, count(*) as used from outlines group by all),

observations as (select * from {{ ref('observation') }}),

figure_counts as (
    select source_id, count(distinct row_number) as used, any_value(part_set) as area_level
    from observations
    group by all
),

reject_counts as (select source_id, count(*) as rejected from rejects group by all)

select
    -- ids
    layers.source_id,
    layers.role,
    layers.title_de,
    layers.office,
    layers.licence,
    layers.url,
    layers.service_type,
    coalesce(layers.area_level, figure_counts.area_level) as area_level,

    -- state
    coalesce(states.outcome, 'absent') as outcome,
    {{ message(
        'sources-layer', outcome="coalesce(states.outcome, 'absent')", is_verified='layers.is_verified',
        is_in_use='in_use.source_id is not null'
    ) }} as status_message,
    states.problem,
    states.attributes,
    states.unmapped,
    layers.is_verified,

    -- timestamps
    landed.landed_at,
    in_use.vintage_at,

    -- counts
    coalesce(loaded.file_rows, 0)::bigint as features,
    coalesce(service_counts.used, outline_counts.used, figure_counts.used, 0)::bigint as used,
    coalesce(service_counts.without_area, 0)::bigint as without_area,
    coalesce(reject_counts.rejected, 0)::bigint as rejected,
    coalesce(loaded.left_out, 0)::bigint as left_out
from layers
left join states using (source_id)
left join in_use using (source_id)
left join loaded
    on loaded.source_id = in_use.source_id
    and loaded.dataset_id = in_use.dataset_id
    and loaded.landing_id = in_use.landing_id
left join landed on landed.source_id = layers.source_id
left join service_counts on service_counts.source_id = layers.source_id
left join outline_counts on outline_counts.source_id = layers.source_id
left join figure_counts on figure_counts.source_id = layers.source_id
left join reject_counts on reject_counts.source_id = layers.source_id
