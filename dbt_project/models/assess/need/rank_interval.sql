{#
  Between which places an area may lie, with 95 % confidence for the whole ranking at once (Klein,
  Wright & Wieczorek 2020, JRSS A 183:589-606, theorem 1): each interval is widened to the joint level
  0.95^(1/n) of each (Sidak); whoever lies wholly above an area is certainly before it, whoever lies
  wholly below is certainly behind. Counted in one pass over the sorted limits, not pair by pair.
#}
with facts as (select * from {{ ref('fct_indicator') }} where {{ in_part('indicator', 'indicator_id') }}),

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
        facts.ci_high
    from facts
    join indicators using (indicator_id)
    join levels using (area_level)
    join areas on areas.area_id = facts.area_id and not areas.is_unknown
    where {{ is_known('facts.status') }} and indicators.is_need and levels.compares_need
),

-- areas that are compared, by a number
compared as (
    select area_level, indicator_id, period, count(*) as areas, row_number() over () as number
    from known
    group by all
    having count(*) = count(ci_low)
),

-- of numbers of areas that have no quantile that of the next larger one, which is a little wider
joint as (
    select counts.areas, min(quantiles.quantile) as quantile
    from (select distinct areas from compared) as counts
    join quantiles on quantiles.areas >= counts.areas
    group by all
),

widened as (
    select
        compared.number,
        compared.areas,
        known.area_id,
        known.direction,
        known.value - joint.quantile / {{ z95() }} * (known.value - known.ci_low) as lowest,
        known.value + joint.quantile / {{ z95() }} * (known.ci_high - known.value) as highest
    from known
    join compared using (area_level, indicator_id, period)
    join joint using (areas)
),

-- every limit once, on the scale of need: higher means more
events as (
    select number, areas, area_id, round(if(direction = 1, lowest, -highest), 12) as bound, false as is_high
    from widened
    union all
    select number, areas, area_id, round(if(direction = 1, highest, -lowest), 12) as bound, true as is_high
    from widened
),

-- equal lows come before equal highs: neither is certainly before the other
counted as (
    select
        number,
        area_id,
        is_high,
        areas,
        count_if(not is_high) over upwards as lows_until,
        count_if(is_high) over upwards as highs_until
    from events
    window upwards as (
        partition by number order by bound, is_high rows between unbounded preceding and current row
    )
),

places as (
    select
        number,
        area_id,
        -- 1 for the highest need: after all lows above the own high, before all highs below the own low
        max(areas - lows_until) filter (is_high) + 1 as rank_low,
        max(areas - highs_until) filter (not is_high) as rank_high
    from counted
    group by all
)

select
    -- ids
    places.area_id,
    compared.indicator_id,
    compared.period,

    -- places
    places.rank_low,
    places.rank_high
from places
join compared using (number)
