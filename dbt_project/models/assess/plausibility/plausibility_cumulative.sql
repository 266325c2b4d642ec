{# Running totals that fall, or that are not the total before plus what is new. #}
with found as ({{ rule_figures('cumulative') }}),

joined as (
    select
        totals.*,
        news.column_name as new_column,
        news.value as new_value,
        lag(totals.value) over run as value_before,
        lag(totals.value, 2) over run + lag(news.value) over run + news.value as value_without_before
    from found as totals
    left join found as news
        on news.source_id = totals.source_id and news.rule_id = totals.rule_id and news.side = 'new'
        and news.place = totals.place and news.period = totals.period
    where totals.side = 'total'
    window run as (partition by totals.source_id, totals.rule_id, totals.place order by totals.period_start)
)

select
    -- ids
    source_id,
    'cumulative' as rule,
    rule_id,
    place,
    period,
    period_start,
    file,
    row_number,
    column_name,

    -- finding
    {{ figure('value') }} as observed,
    {{ figure('value_before + coalesce(greatest(new_value, 0), 0)') }} as expected,
    abs(value - value_before - coalesce(new_value, 0)) as score,
    {{ message(
        'plausibility-total', falls='value < value_before', column=named('column_name'), value='observed',
        before=figure('value_before'), new=figure('new_value'), new_column=named('new_column')
    ) }} as explanation
from joined
where
    (value < value_before or abs(value - value_before - new_value) > 1e-6)
    -- where it is right from the period before last on, the one in between was wrong and is named
    and not (
        coalesce(abs(value - value_without_before) <= 1e-6, false) and abs(value - value_before - new_value) > 1e-6
    )
