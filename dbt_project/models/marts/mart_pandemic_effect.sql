with facts as (select * from {{ ref('fct_indicator') }}),

needs as (select * from {{ ref('mart_need') }}),

crosswalk as (select * from {{ ref('dim_area_crosswalk') }}),

series as (select * from {{ ref('pandemic_series') }}),

fits as (select * from {{ source('statistics', 'pandemic_fit') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

areas as (select * from {{ ref('area') }}),

cities as (select * from {{ source('declared', 'city') }}),

windows as (select * from {{ source('declared', 'pandemic_window') }}),

thresholds as (select * from {{ source('declared', 'pandemic') }}),

-- every indicator in every area that a reader may ask for
asked as (
    select
        facts.area_id,
        facts.indicator_id,
        any_value(facts.area_level) as area_level,
        bool_or(facts.method = 'apportioned') as is_estimate
    from facts
    join indicators using (indicator_id)
    join areas on areas.area_id = facts.area_id and not areas.is_unknown
    cross join cities
    where facts.area_level in (indicators.native_level, cities.sozialraum_level, 'city')
    group by all
),

-- where an estimate's figures come from: the place to look for a finding
published_in as (
    select
        crosswalk.area_id,
        crosswalk.other_area_level as area_level,
        string_agg(crosswalk.other_area_id, ', ' order by crosswalk.other_area_id) as area_ids
    from crosswalk
    group by all
),

spans as (
    select
        area_id,
        indicator_id,
        arg_min(period, period_end) filter (where time_window = 'baseline') as baseline_from,
        arg_max(period, period_end) filter (where time_window = 'baseline') as baseline_until,
        arg_min(period, period_end) filter (where time_window = 'crisis') as crisis_from,
        arg_max(period, period_end) filter (where time_window = 'crisis') as crisis_until,
        arg_min(period, period_end) filter (where time_window = 'after') as after_from,
        arg_max(period, period_end) filter (where time_window = 'after') as after_until
    from series
    where figure is not null
    group by all
),

before as (
    select
        needs.area_id,
        needs.indicator_id,
        arg_max(needs.need_class, needs.period_end) as need_class_before
    from needs
    join series using (area_id, indicator_id, period)
    where series.time_window = 'baseline'
    group by all
),

crisis as (select * from fits where time_window = 'crisis'),

afterwards as (select * from fits where time_window = 'after'),

joined as (
    select
        asked.area_id,
        asked.indicator_id,
        asked.area_level,
        indicators.planning_field,
        indicators.theme,
        indicators.position,
        coalesce(indicators.is_primary, false) as is_primary,
        coalesce(indicators.interval_method = 'survey', false) as is_survey,
        if(indicators.higher_is_need, 1, -1) as direction,
        case
            when indicators.is_composition then 'composition'
            when asked.is_estimate then 'estimate'
            when indicators.cadence not in (select cadence from windows) then 'cadence'
            when crisis.area_id is null then 'no_figures'
            else crisis.reason
        end as reason,
        case when asked.is_estimate then published_in.area_ids end as see_area_ids,
        crisis.* exclude (area_id, indicator_id, reason, time_window),
        spans.* exclude (area_id, indicator_id),
        before.need_class_before,
        afterwards.expected as after_expected,
        afterwards.observed as after_observed,
        afterwards.p_value as after_p_value,
        afterwards.window_periods as after_periods
    from asked
    join indicators using (indicator_id)
    left join crisis using (area_id, indicator_id)
    left join afterwards using (area_id, indicator_id)
    left join spans using (area_id, indicator_id)
    left join before using (area_id, indicator_id)
    left join published_in
        on published_in.area_id = asked.area_id and published_in.area_level = indicators.native_level
),

in_families as (
    select
        joined.*,
        concat_ws(
            ' ',
            if(list_contains(thresholds.family, 'area_level'), area_level, null),
            if(list_contains(thresholds.family, 'primary'), if(is_primary, 'primary', 'explored'), null),
            if(list_contains(thresholds.family, 'indicator'), indicator_id, null),
            if(list_contains(thresholds.family, 'planning_field'), planning_field, null)
        ) as family
    from joined
    cross join thresholds
),

ranked as (
    select
        *,
        count(p_value) over (partition by family) as p_count,
        -- the last place among equals
        count(p_value) over (partition by family order by p_value nulls last) as p_rank
    from in_families
),

adjusted as (
    select
        *,
        case when p_value is not null then {{ benjamini_hochberg('p_value', 'family') }} end as q_value,
        observed / nullif(expected, 0) - 1 as excess_pct,
        after_observed / nullif(after_expected, 0) - 1 as after_excess_pct
    from ranked
),

judged as (
    select
        adjusted.*,
        case
            when q_value is null then 'not_assessable'
            when q_value > thresholds.alpha or abs(excess_pct) < thresholds.min_effect then 'none'
            when direction * excess_pct < 0 then 'relieved'
            -- of the whole city there is nothing to compare with: what is measured, was known
            when need_class_before is null or need_class_before >= thresholds.high_class then 'aggravated'
            else 'new_need'
        end as finding,
        thresholds.alpha,
        -- the largest change of the need that the figures leave possible
        if(direction > 0, observed / nullif(pi_low, 0) - 1, 1 - observed / nullif(pi_high, 0)) as possible_rise,
        thresholds.relevant_effect
    from adjusted
    cross join thresholds
),

level_sizes as (select area_level, count(*) as areas from areas where not is_unknown group by all),

-- A change of the whole city is shared out where every area of a level has an excess of its own.
shared_out as (
    select
        parts.area_level,
        parts.indicator_id,
        sum(parts.observed - parts.expected order by parts.area_id) as total,
        sum(parts.expected order by parts.area_id) as expected,
        sum(parts.margin ** 2 order by parts.area_id) as variance
    from judged as parts
    join judged as whole on whole.indicator_id = parts.indicator_id and whole.area_level = 'city'
    join level_sizes on level_sizes.area_level = parts.area_level
    where
        parts.area_level <> 'city'
        and whole.finding in ('new_need', 'aggravated', 'relieved')
        and parts.method = 'quasi_poisson'
        and not parts.is_survey
    group by parts.area_level, parts.indicator_id
    having
        count(parts.expected) = any_value(level_sizes.areas)
        and any_value(sign(whole.observed - whole.expected)) = sign(total)
),

-- Fieller (1954): the limits of a ratio of two figures with errors, here of an area's excess and the
-- sum that it is a part of. Without limits where the sum itself might be nothing.
fieller as (
    select
        judged.area_id,
        judged.indicator_id,
        (judged.observed - judged.expected) / shared_out.total as share,
        judged.expected / shared_out.expected as share_of_expected,
        judged.margin ** 2 as own,
        shared_out.variance,
        shared_out.total,
        shared_out.variance / shared_out.total ** 2 as g
    from judged
    join shared_out using (area_level, indicator_id)
),

shares as (
    select
        area_id,
        indicator_id,
        share,
        share_of_expected,
        case when g < 1 then
            (share - g * own / variance) / (1 - g)
        end as middle,
        case when g < 1 then
            sqrt(greatest(
                own - 2 * share * own + share ** 2 * variance - g * (own - own ** 2 / variance), 0
            )) / abs(total) / (1 - g)
        end as half
    from fieller
)

select
    -- ids
    area_id,
    indicator_id,
    area_level,
    planning_field,
    theme,

    -- what was found
    finding,
    case when finding = 'not_assessable' then coalesce(reason, 'not_estimable') end as reason,
    see_area_ids,
    need_class_before,

    -- the crisis window against its forecast
    expected,
    observed,
    observed - expected as excess,
    excess_pct,
    pi_low,
    pi_high,
    p_value,
    q_value,
    expected_value,
    observed_value,
    round(shares.share, 6) as share_of_city_excess,
    -- zero has no sign
    round(shares.middle - shares.half, 6) + 0 as share_low,
    round(shares.middle + shares.half, 6) as share_high,
    round(shares.share_of_expected, 6) as share_of_expected,

    -- what could have been found
    case when finding <> 'not_assessable' then detectable_pct end as detectable_pct,
    case
        when finding = 'none' then coalesce(possible_rise < relevant_effect, false)
        when finding <> 'not_assessable' then true
    end as conclusive,

    -- afterwards
    case
        when finding in ('none', 'not_assessable') or after_p_value is null then null
        else after_p_value <= alpha and sign(after_excess_pct) = sign(excess_pct)
    end as persists,
    after_excess_pct,
    after_p_value,

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
    case when finding <> 'not_assessable' then method end as method,
    has_offset,
    trend_per_year,
    dispersion,
    degrees_of_freedom,
    autocorrelation
from judged
left join shares using (area_id, indicator_id)
order by area_level, area_id, position
