select
    -- ids
    area_id,
    indicator_id,
    period,
    area_level,
    period_start,
    period_end,
    planning_field,
    theme,

    -- figures
    value,
    ci_low,
    ci_high,
    method,
    status,
    city_value,
    value_shrunk,

    -- among the areas of its level
    z_score,
    rank,
    rank_low::bigint as rank_low,
    rank_high::bigint as rank_high,
    rank_from,
    rank_to,
    p_top3,
    areas_ranked,
    need_class,
    class_is_sure,
    is_undetermined,

    -- over time
    trend,
    previous_period,
    previous_value,
    is_latest
from {{ ref('need') }}
order by area_id, indicator_id, period
