{# Declared relations between figures (sums, shares, limits, sister tables) that do not hold. #}
with compared as (select * from {{ ref('plausibility_compared') }}),

broken as (
    select
        *,
        case when lowest is null then right_value else lowest * right_value end as from_value,
        case when lowest is null then right_value else highest * right_value end as to_value,
        case when lowest is null then tolerance * abs(right_value) else 0 end + rounding + 1e-6 as slack
    from compared
),

described as (
    select
        *,
        {{ joined('list_transform(right_summands, lambda one: ' ~ figure('one') ~ ')', ' + ') }} as right_sum,
        {{ joined('list_transform(per_summands, lambda one: ' ~ figure('one') ~ ')', ' + ') }} as per_sum
    from broken
    where left_value < from_value - slack or left_value > to_value + slack
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
    case
        when lowest is null then {{ figure('right_value') }}
        else {{ message('plausibility-between', low=figure('from_value'), high=figure('to_value')) }}
    end as expected,
    abs(left_value - case when left_value < from_value then from_value else to_value end)
        / greatest(abs(right_value), 1) as score,
    {{ message(
        'plausibility-relation', column=named('column_name'), value='observed', is_range='lowest is not null',
        low=figure('from_value'), high=figure('to_value'),
        from="case when right_column is null then 'number' when is_other_table then 'other_table' else 'table' end",
        right_column=named('right_column'), right='right_sum',
        is_share='per_summands is not null', per='per_sum', rule=named('says_de')
    ) }} as explanation
from described
