select
    -- ids
    area_id,
    area_level,
    year,

    -- status
    status_score,
    status_rank,
    status_rank_from,
    status_rank_to,
    status_p_top3,
    areas_ranked,
    status_class,

    -- dynamics
    dynamic_score,
    dynamic_class,
    index_class,

    -- what it is
    is_latest,
    method,
    indicator_ids
from {{ ref('social_index_year') }}
order by area_level, area_id, year
