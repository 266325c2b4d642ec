{#
  Declared relations within bounds that hold, but whose quotient left / right is off that of both neighbours in time:
  bounds are wide, a quotient hardly moves (Germans and foreigners among the unemployed, children and all minors).

  Change is that of its logarithm; chance is what is usual at the place (robust, as in plausibility_suspect), at least
  that of a part of right: sqrt((|1 - q| + 1 / left) / left) for the quotient q, the binomial standard deviation with
  one more of the remainder. Half a break more is asked for than of a figure: one event moves the parts of a place.
#}
with compared as (select * from {{ ref('plausibility_compared') }}),

screening as (select * from {{ source('declared', 'plausibility_screening') }} where max_break is not null),

quotients as (
    select compared.*, screening.max_break, ln(left_value / right_value) as level
    from compared
    join screening using (source_id)
    where compared.lowest is not null and compared.left_value > 0 and compared.right_value > 0
),

moved as (
    select
        *,
        lag(left_value / right_value) over history as quotient_before,
        lead(left_value / right_value) over history as quotient_after,
        level - lag(level) over history as change,
        lead(level) over history - level as next_change
    from quotients
    window history as (partition by source_id, rule_id, place order by period_start)
),

spread as (
    select
        *,
        lag(change) over history as previous_change,
        lead(change, 2) over history as change_after_next,
        count(change) over of_place as changes,
        1.4826 * mad(change) over of_place as place_spread,
        1.4826 * median(abs(change)) over (partition by source_id, rule_id) as rule_spread
    from moved
    window
        of_place as (partition by source_id, rule_id, place),
        history as (partition by source_id, rule_id, place order by period_start)
),

judged as (
    select
        *,
        greatest(
            if(changes >= 8, place_spread, rule_spread),
            sqrt((abs(1 - left_value / right_value) + 1 / left_value) / left_value)
        ) as chance,
        {{ off_neighbours('change') }} as off
    from spread
)

select
    -- ids
    source_id,
    'relation' as rule,
    rule_id,
    place,
    period,
    period_start,
    file,
    row_number,
    column_name,

    -- finding
    {{ figure('left_value') }} as observed,
    {{ message('plausibility-about', value=figure('exp(-off) * left_value', 0)) }} as expected,
    abs(off) / chance as score,
    {{ message(
        'plausibility-quotient', column=named('column_name'), value='observed', right_column=named('right_column'),
        right=figure('right_value'), quotient=figure('left_value / right_value', 3),
        is_first='quotient_before is null', before=figure('quotient_before', 3),
        is_newest='quotient_after is null', after=figure('quotient_after', 3), rule=named('says_de')
    ) }} as explanation
from judged
where abs(off) > 1.5 * max_break * chance
