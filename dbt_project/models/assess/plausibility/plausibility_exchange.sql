{#
  Areas that have each other's figures. On the scale of plausibility_suspect, a figure x is expected at the mean e of
  its neighbours in time, moved with all areas, with variance v. If two areas a and b were exchanged, the likelihood of what is there is

      sum over their figures of  -(x_a - x_b) (e_a - e_b) / v

  times larger, as a logarithm (the ratio of two normal likelihoods). Only areas that both fit badly are compared.
#}
with cells as (select * from {{ ref('plausibility_cell') }}),

screening as (select * from {{ source('declared', 'plausibility_screening') }} where max_break is not null),

scaled as (
    select
        cells.*,
        {{ chance_scale('cells') }} as level
    from cells
    semi join screening using (source_id)
    where cells.value >= 0 and not cells.is_signed
),

neighboured as (
    select
        source_id, measure_id, breakdown, place, period, period_start, row_number, file, is_count, level,
        lag(level) over history as level_before,
        lead(level) over history as level_after,
        coalesce((level_before + level_after) / 2, level_before, level_after) as halfway
    from scaled
    window history as (partition by source_id, measure_id, breakdown, place order by period_start)
),

-- what all areas go through is no exchange
expecting as (
    select
        *,
        halfway + median(level - halfway) over (partition by source_id, measure_id, breakdown, period) as expected
    from neighboured
    where halfway is not null
),

spread as (
    select source_id, measure_id, breakdown, (1.4826 * median(abs(level - expected))) ^ 2 as seen
    from expecting
    group by all
    having count(distinct place) > 1
),

varied as (
    select
        expecting.*,
        -- one neighbour says less than two
        greatest(seen, if(is_count, exp(-expected), 0.0001))
            * if(level_before is null or level_after is null, 2, 1) as variance,
        avg((level - expected) ^ 2 / variance) over (partition by source_id, period, place) as misfit
    from expecting
    join spread using (source_id, measure_id, breakdown)
),

-- where a figure is wrong, its neighbours fit badly, too, but less
peaks as (
    select source_id, place, period, misfit
    from (select distinct source_id, place, period, period_start, misfit from varied)
    window history as (partition by source_id, place order by period_start)
    qualify misfit > 1.2 and misfit >= greatest(lag(misfit) over history, lead(misfit) over history)
),

-- the hundred that fit worst: all pairs of them are looked at, however many places there are
odd as (
    select varied.*
    from varied
    semi join (
        select source_id, place, period
        from peaks
        qualify row_number() over (partition by source_id, period order by misfit desc, place) <= 100
    ) as worst using (source_id, place, period)
),

pairs as (
    select
        ones.source_id,
        ones.period,
        ones.period_start,
        ones.place,
        others.place as other_place,
        min(ones.file) as file,
        min(ones.row_number) as row_number,
        min(others.row_number) as other_row,
        count(*) as figures,
        -sum((ones.level - others.level) * (ones.expected - others.expected) / (ones.variance + others.variance) * 2)
            as score
    from odd as ones
    join odd as others using (source_id, period, period_start, measure_id, breakdown)
    where ones.place < others.place
    group by all
    -- figures of a place depend on each other: each one has to add half a unit
    having score > 10.5 + count(*) / 2
        -- and exchanged back they fit
        and avg((others.level - ones.expected) ^ 2 / ones.variance) < 4
        and avg((ones.level - others.expected) ^ 2 / others.variance) < 4
),

-- an area is exchanged with one other: that of the likeliest pair of either
best as (
    select source_id, period, place, max(score) as score
    from (select * replace (unnest([place, other_place]) as place) from pairs)
    group by all
),

likeliest as (
    select pairs.*
    from pairs
    join best as of_one using (source_id, period, place)
    join best as of_other
        on (of_other.source_id, of_other.period, of_other.place) = (pairs.source_id, pairs.period, pairs.other_place)
    where pairs.score >= of_one.score and pairs.score >= of_other.score
),

areas as (select * from {{ ref('area') }}),

place_names as (
    select other_place, string_agg(areas.area_name, ', ' order by areas.area_name) as other_name
    from (select distinct other_place, unnest(string_split(other_place, '+')) as area_id from likeliest)
    join areas using (area_id)
    group by all
)

select
    -- ids
    source_id,
    'exchange' as rule,
    'areas' as rule_id,
    place,
    period,
    period_start,
    file,
    row_number,
    null::varchar as column_name,

    -- finding
    {{ message('plausibility-of-figures', n='figures', all='figures') }} as observed,
    {{ message('plausibility-other-figures', than="'place'") }} as expected,
    score,
    {{ message(
        'plausibility-exchanged', n='figures', place=named('other_name'), row=named('other_row::varchar')
    ) }} as explanation
from likeliest
left join place_names using (other_place)
