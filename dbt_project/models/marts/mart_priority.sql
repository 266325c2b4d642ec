select
    -- ids
    area_id,

    -- groups
    priority_group,
    priority_group_from,
    priority_group_to,
    priority_p_group,

    -- places over all themes
    priority_p_top3,
    priority_rank_low,
    priority_rank_high,
    priority_rank_mean,
    priority_score,

    -- what three voices say of the need
    direct_says,
    direct_rank_low,
    direct_rank_high,
    direct_figures,
    direct_high,
    direct_low,
    index_says,
    index_rank_low,
    index_rank_high,
    estimates_says,
    estimates_rank_low,
    estimates_rank_high,
    estimates_figures,
    estimates_high,
    estimates_low,
    voices
from {{ ref('priority') }}
order by priority_rank_mean, area_id
