{#
  Between which places an area may lie, with 95 % confidence for the whole ranking at once (Klein,
  Wright & Wieczorek 2020, JRSS A 183:589-606, theorem 1): each interval is widened to the joint level
  0.95^(1/n) of each (Sidak); whoever lies wholly above an area is certainly before it, whoever lies
  wholly below is certainly behind. Counted in one pass over the sorted limits, not pair by pair.
#}
with facts as (select * from {{ ref('fct_indicator') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

areas as (select * from {{ ref('area') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

quantiles as (select * from {{ source('declared', 'joint_quantile') }}),

known as (
    select
        facts.area_id,
        facts.indicator_id,
        facts.period,
        facts.area_level,
        if(indicators.higher_is_need, 1, -1) as direction,
        facts.value,
        facts.ci_low,
        facts.ci_high,
        count(*) over compared as areas,
        count(facts.ci_low) over compared as with_interval
    from facts
    join indicators using (indicator_id)
    join levels using (area_level)
    join areas on areas.area_id = facts.area_id and not areas.is_unknown
    where {{ is_known('facts.status') }} and indicators.is_need and levels.compares_need
    window compared as (partition by facts.area_level, facts.indicator_id, facts.period)
),

widened as (
    select
        known.*,
        value - quantiles.quantile / {{ z95() }} * (value - ci_low) as lowest,
        value + quantiles.quantile / {{ z95() }} * (ci_high - value) as highest
    from known
    join quantiles using (areas)
    where known.areas = known.with_interval
),

-- on the scale of need: higher means more
limits as (
    select
        *,
        round(if(direction = 1, lowest, -highest), 12) as low,
        round(if(direction = 1, highest, -lowest), 12) as high
    from widened
),

-- every limit once
events as (
    select area_level, indicator_id, period, area_id, low as bound, 1 as is_low, 0 as is_high from limits
    union all
    select area_level, indicator_id, period, area_id, high as bound, 0 as is_low, 1 as is_high from limits
),

counted as (
    select
        *,
        -- lows that lie strictly above this limit, and highs strictly below it
        sum(is_low) over (compared order by bound desc) - sum(is_low) over equals as lows_above,
        sum(is_high) over (compared order by bound) - sum(is_high) over equals as highs_below
    from events
    window compared as (partition by area_level, indicator_id, period),
    equals as (partition by area_level, indicator_id, period, bound)
)

select
    -- ids
    limits.area_id,
    limits.indicator_id,
    limits.period,

    -- places, 1 for the highest need
    max(counted.lows_above) filter (where counted.is_high = 1) + 1 as rank_low,
    any_value(limits.areas) - max(counted.highs_below) filter (where counted.is_low = 1) as rank_high
from limits
join counted using (area_level, indicator_id, period, area_id)
group by all
