{#
  Rows that are wholly those of the period before. There are far fewer such pairs than blocks (plausibility_repeat), so
  that half of the improbability is enough, and figures count that come back more often.
#}
with figures as (select * from {{ ref('plausibility_rare') }}),

screening as (select * from {{ source('declared', 'plausibility_screening') }} where max_repeat is not null),

preceded as (
    select
        *,
        lag(value) over history as previous_value,
        lag(period) over history as previous_period,
        lag(row_number) over history as previous_row,
        lag(file) over history as previous_file
    from figures
    window history as (partition by source_id, measure_id, breakdown, place order by period_start)
),

same as (
    select
        source_id, row_type, place, period, period_start, file, row_number,
        min(previous_period) as previous_period,
        min(previous_row) as previous_row,
        min(previous_file) as previous_file,
        count(*) as figures,
        sum(-log10(probability)) as score
    from preceded
    group by all
    having count(*) >= 2 and bool_and(value = previous_value)
)

select
    -- ids
    source_id,
    'repeat' as rule,
    coalesce(nullif(row_type, '{}'), 'row') as rule_id,
    place,
    period,
    period_start,
    file,
    row_number,
    null::varchar as column_name,

    -- finding
    {{ message('plausibility-of-figures', n='figures', all='figures') }} as observed,
    {{ message('plausibility-other-figures', than="'period'", period=named('previous_period')) }} as expected,
    score,
    {{ message(
        'plausibility-repeated', n='figures', all='figures', some_rows="row_type not in ('{}', '')",
        rows=named('row_type'), first_row=named('row_number::varchar'), last_row=named('row_number::varchar'),
        than="'period'", period=named('previous_period'), other_row=named('previous_row::varchar'),
        is_other_file='coalesce(previous_file <> file, false)', file=named('previous_file')
    ) }} as explanation
from same
join screening using (source_id)
where score > screening.max_repeat / 2
