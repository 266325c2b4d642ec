select
    -- ids
    area_id,
    theme,

    -- with the declared weights
    score,
    rank,
    rank_from,
    rank_to,
    p_top3,

    -- with others
    rank_min,
    rank_median,
    rank_max,
    top_share,
    top_ranks,
    scenarios
from {{ ref('urgency_sensitivity') }}
order by theme, rank, area_id
