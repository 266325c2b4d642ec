with services as (select * from {{ ref('stg_feature') }} where problem is null),

feature_areas as (select * from {{ source('raw', 'feature_area') }}),

boundaries as (select * from {{ ref('stg_boundary') }} where problem is null),

levels as (select * from {{ source('declared', 'area_level') }}),

crosswalk as (select * from {{ ref('dim_area_crosswalk') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- what outlines or the layer itself say, the outlines first
direct as (
    select
        services.service_id,
        levels.area_level,
        levels.level_rank,
        coalesce(boundaries.area_id, stated.stated_area_id) as area_id,
        case when boundaries.area_id is not null then feature_areas.rule else 'stated' end as area_rule,
        case when boundaries.area_id is not null then feature_areas.distance_m end as distance_m
    from services
    cross join levels
    left join feature_areas
        using (source_id, dataset_id, landing_id, feature_number, area_level)
    left join boundaries
        on boundaries.area_level = feature_areas.area_level and boundaries.area_code = feature_areas.area_code
    left join services as stated
        on stated.service_id = services.service_id and stated.stated_area_level = levels.area_level
    where coalesce(boundaries.area_id, stated.stated_area_id) is not null
),

-- coarser areas follow from the finest known one that lies wholly in them
derived as (
    select direct.service_id, crosswalk.other_area_level as area_level, crosswalk.other_area_id as area_id
    from direct
    join crosswalk on crosswalk.area_id = direct.area_id and crosswalk.is_whole
    qualify row_number() over (
        partition by direct.service_id, crosswalk.other_area_level order by direct.level_rank
    ) = 1
)

select
    -- ids
    services.service_id,
    levels.area_level,
    coalesce(
        direct.area_id,
        derived.area_id,
        case when levels.area_level = 'city' then cities.city_area_id end
    ) as area_id,

    -- how it is known
    case
        when direct.area_id is not null then direct.area_rule
        when derived.area_id is not null then 'crosswalk'
        when levels.area_level = 'city' then 'city'
        else 'unknown'
    end as area_rule,
    direct.distance_m,
    derived.area_id as crosswalk_area_id,
    case
        when services.stated_area_level = levels.area_level then services.stated_area_id
    end as stated_area_id
from services
cross join levels
cross join cities
left join direct
    on direct.service_id = services.service_id and direct.area_level = levels.area_level
left join derived
    on derived.service_id = services.service_id and derived.area_level = levels.area_level
order by services.service_id, levels.level_rank
