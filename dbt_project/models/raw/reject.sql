{# What could not be resolved in the newest vintages: nothing is dropped, nothing is guessed. #}
with cells as (select * from {{ ref('stg_cell') }}),

landings as (select * from {{ ref('stg_landing') }}),

feature_rejects as (select * from {{ source('raw', 'feature_reject') }}),

layers_in_use as (select * from {{ source('raw', 'layer_in_use') }}),

features as (select * from {{ ref('stg_feature') }}),

boundaries as (select * from {{ ref('stg_boundary') }}),

rejected_cells as (
    select
        source_id,
        landing_id,
        dataset_id || '.csv' as file,
        row_number,
        measure_label as column_name,
        value_text,
        problem as reason
    from cells
    join landings using (source_id, dataset_id, landing_id)
    where landings.is_newest and problem is not null
),

-- of layers: a row is a feature, counted from 1
rejected_features as (
    select source_id, landing_id, dataset_id, feature_number, column_name, value_text, reason
    from feature_rejects
    join layers_in_use using (source_id, dataset_id, landing_id)
    union all
    select
        source_id, landing_id, dataset_id, feature_number, 'geometry',
        round(longitude, 6) || ' ' || round(latitude, 6), service_name || ' ' || problem
    from features
    where problem is not null
    union all
    select source_id, landing_id, dataset_id, feature_number, 'area', unknown_stated_area, 'unknown area'
    from features
    where unknown_stated_area is not null and problem is null
    union all
    select source_id, landing_id, dataset_id, feature_number, 'code', area_code, problem
    from boundaries
    where problem is not null
)

select * from rejected_cells
union all
select
    source_id,
    landing_id,
    dataset_id || '.geojson' as file,
    feature_number as row_number,
    column_name,
    value_text,
    reason
from rejected_features
order by source_id, file, row_number, column_name
