{#
  Published percentages that do not fit their counts. The base of the rate is not published, but
  100 * count / rate gives it up to rounding, and it moves slowly: where it lies outside of what
  both neighbours in time allow, on the same side, the rate or the count is wrong.
#}
with found as ({{ rule_figures('rate') }}),

based as (
    select
        rates.*,
        counts.column_name as count_column,
        counts.value - coalesce(minus.value, 0) as count_value,
        100 * count_value / (rates.value + 0.5 * 10.0 ^ -rates.column_decimals) * (1 - rates.tolerance) as lowest,
        100 * count_value / (rates.value - 0.5 * 10.0 ^ -rates.column_decimals) * (1 + rates.tolerance) as highest
    from found as rates
    join found as counts
        on counts.source_id = rates.source_id and counts.rule_id = rates.rule_id and counts.side = 'count'
        and counts.place = rates.place and counts.period = rates.period
    left join found as minus
        on minus.source_id = rates.source_id and minus.rule_id = rates.rule_id and minus.side = 'minus'
        and minus.place = rates.place and minus.period = rates.period
    where rates.side = 'rate' and rates.value > 10.0 ^ -rates.column_decimals
),

neighboured as (
    select
        *,
        least(lag(lowest) over neighbours, lead(lowest) over neighbours) as neighbours_lowest,
        greatest(lag(highest) over neighbours, lead(highest) over neighbours) as neighbours_highest,
        lag(lowest) over neighbours is not null and lead(lowest) over neighbours is not null as has_both
    from based
    window neighbours as (partition by source_id, rule_id, place order by period_start)
)

select
    -- ids
    source_id,
    'rate' as rule,
    rule_id,
    place,
    period,
    period_start,
    file,
    row_number,
    column_name,

    -- finding
    {{ figure('value') }} as observed,
    {{ message('plausibility-between', low='usual_low', high='usual_high') }} as expected,
    greatest(lowest / neighbours_highest, neighbours_lowest / highest) - 1 as score,
    {{ message(
        'plausibility-rate', column=named('column_name'), value='observed', count_column=named('count_column'),
        count=figure('count_value'), low='usual_low', high='usual_high'
    ) }} as explanation
from (
    select
        *,
        {{ figure('100 * count_value / neighbours_highest', 'least(column_decimals, 2)') }} as usual_low,
        {{ figure('100 * count_value / neighbours_lowest', 'least(column_decimals, 2)') }} as usual_high
    from neighboured
)
where has_both and (lowest > neighbours_highest or highest < neighbours_lowest)
