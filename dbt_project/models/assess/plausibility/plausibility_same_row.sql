{#
  Figures that are those of the period before, and rows that wholly are. One is told where chance brings at most one in a
  hundred tables such a repeat: all that are as improbable as it or more add up to a probability of at most 0.01.
#}
with figures as (select * from {{ ref('plausibility_rare') }} where {{ in_part('source', 'source_id') }}),

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

pairs as (
    select *, value = previous_value as is_same from preceded where previous_value is not null
),

repeats as (
    select
        source_id, row_type, place, period, period_start, file, row_number,
        null::varchar as column_name,
        min(previous_period) as previous_period,
        min(previous_row) as previous_row,
        min(previous_file) as previous_file,
        count(*) as figures,
        bool_and(is_same) as is_same,
        sum(-log10(probability)) as score
    from pairs
    group by all
    having count(*) >= 2
    union all by name
    select
        source_id, row_type, place, period, period_start, file, row_number, column_name,
        previous_period, previous_row, previous_file, 1 as figures, is_same,
        -log10(probability) as score
    from pairs
),

counted as (
    select
        *,
        sum(10 ^ -score) over (partition by source_id, figures > 1 order by score desc) as by_chance
    from repeats
    where score >= 2 -- what is more probable by itself adds up to more
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
    column_name,

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
from counted
semi join screening using (source_id)
where is_same and by_chance < 0.01
