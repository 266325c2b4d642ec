with sensitivities as (select * from {{ ref('urgency_sensitivity') }}),

ranges as (select * from {{ ref('urgency_range') }})

select
    -- ids
    sensitivities.area_id,
    sensitivities.theme,

    -- with the declared weights
    sensitivities.score,
    sensitivities.rank,
    ranges.rank_from,
    ranges.rank_to,
    ranges.p_top3,

    -- with others
    sensitivities.rank_min,
    sensitivities.rank_median,
    sensitivities.rank_max,
    sensitivities.top_share,
    sensitivities.top_ranks,
    sensitivities.scenarios
from sensitivities
left join ranges using (area_id, theme)
order by theme, rank, area_id
