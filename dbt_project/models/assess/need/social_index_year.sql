with scores as (select * from {{ source('statistics', 'social_index') }}),

ranges as (select * from {{ source('statistics', 'social_index_range') }}),

index_values as (select * from {{ ref('social_index_value') }}),

areas as (select * from {{ ref('area') }}),

origins as (
    select
        area as area_id,
        period::integer as year,
        case
            when bool_or(method = 'apportioned') then 'apportioned'
            when bool_or(method = 'modelled') then 'modelled'
            when bool_or(method = 'aggregated') then 'aggregated'
            else 'direct'
        end as method,
        list(indicator order by indicator) as indicator_ids
    from index_values
    group by all
)

select
    scores.*,
    ranges.rank_from as status_rank_from,
    ranges.rank_to as status_rank_to,
    ranges.p_top as status_p_top3,
    areas.area_level,
    -- a year of which one part is not out yet has no scores
    coalesce(
        scores.year = max(scores.year) filter (where scores.status_score is not null)
            over (partition by areas.area_level),
        false
    ) as is_latest,
    origins.method,
    origins.indicator_ids
from scores
join areas using (area_id)
join origins using (area_id, year)
left join ranges using (area_id, year)
