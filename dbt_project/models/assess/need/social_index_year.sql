with scores as (select * from {{ source('statistics', 'social_index') }}),

index_values as (select * from {{ ref('social_index_value') }}),

areas as (select * from {{ ref('area') }}),

origins as (
    select
        area as area_id,
        period::integer as year,
        case
            when bool_or(method = 'apportioned') then 'apportioned'
            when bool_or(method = 'aggregated') then 'aggregated'
            else 'direct'
        end as method,
        string_agg(indicator, ', ' order by indicator) as indicator_ids
    from index_values
    group by all
)

select
    -- ids
    scores.area_id,
    areas.area_level,
    scores.year,

    -- status
    scores.status_score,
    scores.status_rank,
    scores.areas_ranked,
    scores.status_class,

    -- dynamics
    scores.dynamic_score,
    scores.dynamic_class,
    scores.index_class,

    -- what it is
    origins.method,
    origins.indicator_ids
from scores
join areas using (area_id)
join origins using (area_id, year)
