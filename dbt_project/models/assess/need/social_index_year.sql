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
    scores.*,
    areas.area_level,
    origins.method,
    origins.indicator_ids
from scores
join areas using (area_id)
join origins using (area_id, year)
