select
    -- ids
    area_id,
    indicator_id,
    area_level,
    planning_field,
    theme,

    -- the last five years
    trend,
    change_per_year,
    p_value,
    q_value,
    trend_from,
    trend_periods::bigint as trend_periods,
    known_break,

    -- the newest value
    last_period,
    last_value,
    last_adjusted_value,
    compared_period,
    last_change,

    -- the clearest change of level
    change_from,
    change_size,
    change_p_value,

    -- what it is
    method,
    status
from {{ ref('trend') }}
order by area_level, area_id, position
