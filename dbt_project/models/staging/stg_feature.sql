with features as (select * from {{ source('raw', 'feature') }}),

in_use as (select * from {{ source('raw', 'layer_in_use') }}),

layers as (select * from {{ source('declared', 'layer') }}),

feature_areas as (select * from {{ source('raw', 'feature_area') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

known_areas as (select distinct area_id from crosswalk),

-- a point that no area of any outlined level holds
outside as (
    select
        source_id,
        dataset_id,
        landing_id,
        feature_number,
        min_by(area_level || ' ' || nearest_code, distance_m) as nearest_area,
        min(distance_m) as distance_m
    from feature_areas
    group by all
    having count(area_code) = 0
)

select
    -- ids
    features.source_id || ':' || features.feature_id as service_id,
    features.source_id,
    features.dataset_id,
    features.landing_id,
    features.feature_number,
    features.feature_id,

    -- what it is
    layers.service_type,
    layers.planning_field,
    layers.theme,
    features.service_name,
    features.provider,
    features.capacity,
    case when features.capacity is not null then layers.capacity_unit end as capacity_unit,

    -- where it is
    nullif(concat_ws(' ', features.street, features.house_number), '') as street,
    features.postcode,
    features.city,
    features.phone,
    features.web,
    features.longitude,
    features.latitude,
    features.location_note,
    case
        when known_areas.area_id is not null then features.stated_area_level
    end as stated_area_level,
    known_areas.area_id as stated_area_id,

    -- timestamps
    in_use.vintage_at,

    -- what is wrong
    case
        when features.stated_area_code is not null and known_areas.area_id is null
            then features.stated_area_level || ' ' || features.stated_area_code
    end as unknown_stated_area,
    case
        when outside.feature_number is not null
            then 'lies in no area; the nearest is ' || outside.nearest_area || ', '
            || round(outside.distance_m)::bigint || ' m away'
    end as problem
from features
join in_use using (source_id, dataset_id, landing_id)
join layers using (source_id)
left join outside using (source_id, dataset_id, landing_id, feature_number)
left join known_areas
    on known_areas.area_id = features.stated_area_level || ':' || features.stated_area_code
