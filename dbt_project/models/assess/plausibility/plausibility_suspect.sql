{#
  Figures that stand out from their own neighbours in time.
  Change is measured on a scale on which chance is equally large everywhere: the logarithm for counts (and prices, means
  and marks), twice the arcsine of the root for shares. What all areas of a table go through together (or, for a single
  area, what the season brings) is taken off first. A figure breaks with its history when it lies off both neighbours on
  the same side; a level shift lies off one of them only. The first and the newest figure have one neighbour, so they
  have to stand out further.

  score: the smaller of the two distances in robust standard deviations (the median absolute deviation of such changes,
  times 1.4826; Rousseeuw & Croux 1993, JASA 88:1273), at least those of the chance in a count (Poisson, times the
  dispersion: McCullagh & Nelder 1989, Generalized Linear Models, 6.2), plus the chance in rounding and in a sample.
#}
with cells as (select * from {{ ref('plausibility_cell') }} where {{ in_part('source', 'source_id') }}),

sources as (select * from {{ source('declared', 'source') }}),

cities as (select * from {{ source('declared', 'city') }}),

screening as (select * from {{ source('declared', 'plausibility_screening') }} where max_break is not null),

series as (
    select
        numbers.*, place = cities.city_area_id as is_city, screening.max_break,
        sources.survey_design_effect / sources.survey_answers as of_answer
    from ({{ series_numbers('cells') }}) as numbers
    join sources using (source_id)
    join screening using (source_id)
    cross join cities
),

-- windows sort whatever is carried along: numbers in place of texts, and what is looked at
scaled as (
    select
        series.series_number, series.kind, series.measure, series.source_place, cells.period_start,
        cells.unit = 'percent' as is_percent, cells.is_count, cells.column_decimals, cells.value,
        if(cells.cadence in ('half_year', 'quarter', 'month', 'week', 'day'),
            {{ season('cells.cadence', 'cells.period_end') }}, 0) as season,
        {{ chance_scale('cells') }} as level
    from cells
    join series using (source_id, measure_id, breakdown, place)
    where cells.value >= 0 and not cells.is_signed
),

moved as (
    select
        *,
        level - lag(level) over history as change,
        lag(value) over history as value_before,
        lead(value) over history as value_after
    from scaled
    window history as (partition by series_number order by period_start)
),

shared_moves as (
    select
        *,
        count(*) over in_period as places,
        case when count(change) over in_period >= 5 then median(change) over in_period end as of_all_places,
        case when season > 0 and count(change) over in_season >= 3 then median(change) over in_season end as of_season
    from moved
    window in_period as (partition by kind, period_start), in_season as (partition by series_number, season)
),

own as (select *, change - coalesce(of_all_places, of_season, 0) as own_change from shared_moves),

-- a count is also compared with the other counts of its place: what they go through together is taken off, too
companions as (
    select source_place, period_start, median(own_change) as of_row
    from own
    where is_count
    group by all
    having count(own_change) >= 2
),

viewed as (
    select *, false as is_within_row from own
    union all by name
    select own.* replace (own_change - of_row as own_change), true as is_within_row
    from own
    join companions using (source_place, period_start)
    where own.is_count
),

-- chance in a count: Poisson, times the dispersion of the series (0.455 is the median of a squared normal deviate)
spread as (
    select
        *,
        lag(own_change) over history as previous_change,
        lead(own_change) over history as next_change,
        lead(own_change, 2) over history as change_after_next,
        count(own_change) over of_place as changes,
        1.4826 * mad(own_change) over of_place as place_spread,
        1.4826 * median(abs(own_change)) over of_series as series_spread,
        1.4826 * median(abs(own_change)) over (partition by measure, is_within_row) as measure_spread,
        median(own_change ^ 2 / (1 / (value + 0.5) + 1 / (value_before + 0.5))) over of_series / 0.455 as dispersion
    from viewed
    window of_place as (partition by series_number, is_within_row), of_series as (partition by kind, is_within_row),
    history as (partition by series_number, is_within_row order by period_start)
),

-- variances of a change: as it was seen; of the chance in counts; of a sample and of rounding
varied as (
    select
        spread.*,
        series.is_city, series.max_break, series.of_answer,
        case when changes >= 8 then greatest(place_spread, measure_spread / 2)
            -- of fewer than 5, one wrong figure moves most
            else greatest(if(changes >= 5, place_spread / 2, 0), series_spread, measure_spread) end ^ 2 as seen,
        case when is_count
            -- one more or less is always chance
            then least(coalesce(dispersion, 1), 1) / (least(value_before, value_after) + 0.5)
                + 1 / (least(value_before, value_after) + 0.5) ^ 2
            else 0 end as of_count,
        case
            when is_count then 0
            -- means, prices and marks: how they were rounded; what a sample does is seen only
            when not is_percent then (0.5 * 10.0 ^ -column_decimals / greatest(value, 0.001)) ^ 2
            else coalesce(of_answer * if(is_city, 1, greatest(places - 1, 1)), 0)
                + (0.5 * 10.0 ^ -column_decimals / 100) ^ 2 / greatest(value / 100 * (1 - value / 100), 0.0001)
        end as of_share
    from spread
    join series using (series_number)
    where changes > 1 and (own_change is not null or next_change is not null) -- else nobody knows which one is off
),

judged as (
    select
        *,
        {{ off_neighbours('own_change') }} as off,
        -- what was seen contains the chance in the counts it was seen in: the larger one holds
        sqrt(greatest(seen, of_count) + of_share) as chance,
        sqrt(seen + of_count + of_share) as cautious_chance
    from varied
),

suspects as (
    select *, off / nullif(chance, 0) as score
    from judged
    -- small counts often stand in two columns: half a break has to exceed both chances together
    where abs(off) > least(max_break * chance, 0.8 * max_break * cautious_chance)
    qualify row_number() over (partition by series_number, period_start order by abs(score) desc, is_within_row) = 1
)

select
    cells.*,
    suspects.max_break, suspects.level, suspects.value_before, suspects.value_after,
    suspects.is_within_row, suspects.off, suspects.score
from suspects
join series using (series_number)
join cells using (source_id, measure_id, breakdown, place, period_start)
