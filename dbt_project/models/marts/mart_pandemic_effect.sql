with findings as (select * from {{ ref('pandemic_finding') }}),

shares as (select * from {{ ref('excess_share') }}),

levels as (select * from {{ ref('level_before') }})

select
    -- ids
    area_id,
    indicator_id,
    area_level,
    planning_field,
    theme,

    -- what was found
    finding,
    reason,
    see_area_ids,
    need_class_before,

    -- the crisis window against its forecast
    expected,
    observed,
    excess,
    excess_pct,
    pi_low,
    pi_high,
    p_value,
    q_value,
    expected_value,
    observed_value,
    shares.share_of_city_excess,
    shares.share_low,
    shares.share_high,
    shares.share_of_expected,

    -- against the year before, whatever was expected
    levels.before_year,
    levels.before_value,
    levels.before_cases,
    levels.since_before_pct,
    levels.newest_year,
    levels.newest_value,
    levels.newest_cases,

    -- what could have been found
    detectable_pct,
    conclusive,
    status,

    -- afterwards
    persists,
    after_excess_pct,
    after_p_value,
    after_q_value,
    after_status,

    -- windows
    baseline_from,
    baseline_until,
    baseline_periods,
    crisis_from,
    crisis_until,
    window_periods as crisis_periods,
    after_from,
    after_until,
    after_periods,

    -- how it was computed
    method,
    has_offset,
    trend_per_year,
    dispersion,
    degrees_of_freedom,
    autocorrelation
from findings
left join shares using (area_id, indicator_id)
left join levels using (area_id, indicator_id)
order by area_level, area_id, position
