{# Columns whose figures are of another kind than in other periods: other decimals, other unit. #}
with cells as (select * from {{ ref('plausibility_cell') }} where {{ in_part('source', 'source_id') }}),

screening as (select * from {{ source('declared', 'plausibility_screening') }}),

places as (
    select
        *,
        lag(value) over (
            partition by source_id, measure_id, breakdown, place order by period_start
        ) as value_before
    from cells
),

columns as (
    select
        source_id, row_type, measure_id, breakdown, column_name, period, period_start,
        min(file) as file,
        min(row_number) as row_number,
        count(*) as figures,
        max(decimals) as decimals,
        count(*) filter (value >= 20 or value_before >= 20) as large_places,
        median(value / nullif(value_before, 0)) filter (where value >= 20 or value_before >= 20) as median_growth,
        count(value_before) as all_places,
        sum(value) filter (where value_before is not null) as total,
        sum(value_before) as total_before,
        any_value(is_count) as is_count,
        any_value(case unit when 'percent' then 1 when 'share' then 100 end) as percent,
        bool_or(is_signed) as is_signed
    from places
    group by all
),

-- small figures change by chance, each by itself: they are judged together
sized as (
    select
        *,
        if(is_together, total / nullif(total_before, 0), median_growth) as growth,
        if(is_together, all_places, large_places) as places,
        not (is_together and is_count)
        or abs(total - total_before) > 3 * sqrt(total + total_before) as is_beyond_chance,
        -- what few of a hundred say is another share with each survey
        is_together and coalesce(percent * greatest(total, total_before) / all_places < 3, false) as is_rare
    from (
        select
            *,
            large_places < 3 and not is_signed
            and (not is_count or greatest(total, total_before) >= 20) as is_together
        from columns
    )
),

grown as (
    select
        *,
        lag(growth) over (column_series order by period_start) as growth_before,
        count(growth) over column_series as changes,
        quantile_cont(change, 0.9) over column_series as usual_change,
        count(change) over earlier as changes_before,
        max(change) over earlier as largest_before
    from (select *, abs(ln(nullif(greatest(growth, 0), 0))) as change from sized) as changed
    window
        column_series as (partition by source_id, measure_id, breakdown),
        earlier as (
            partition by source_id, measure_id, breakdown
            order by period_start rows between unbounded preceding and 1 preceding
        )
),

-- what all areas go through is no break of any of them: it is seen here
judged as (
    select
        *,
        is_beyond_chance and (
            growth > screening.max_growth or growth < 1 / screening.max_growth
            or (places >= 3 and not is_rare and change > ln(1.5) and (
                (changes >= 6 and change > 2 * usual_change)
                -- a new city has few years
                or (
                    changes < 6 and changes_before >= 3 and change > 4 * largest_before
                    and (not is_count or abs(total - total_before) > 3 * sqrt(total + total_before))
                )
            ))
        ) as is_another
    from grown
    join screening using (source_id)
),

row_types as (
    select
        source_id, row_type, period, period_start,
        min(file) as file,
        min(row_number) as row_number,
        sum(figures) as figures,
        max(decimals) as decimals
    from columns
    group by all
),

coarse as (
    select
        *,
        max(decimals) over (partition by source_id, row_type) as usual_decimals,
        median(decimals) over (partition by source_id, row_type) as median_decimals
    from row_types
)

select
    -- ids
    source_id,
    'drift' as rule,
    'decimals' as rule_id,
    null::varchar as place,
    period,
    period_start,
    file,
    row_number,
    null::varchar as column_name,

    -- finding
    {{ message('plausibility-decimals', n='decimals') }} as observed,
    {{ message('plausibility-decimals', n='usual_decimals') }} as expected,
    figures::double as score,
    {{ message(
        'plausibility-rounded', figures='figures', some_rows="row_type not in ('{}', '')", rows=named('row_type'),
        decimals='decimals', usual='usual_decimals'
    ) }} as explanation
from coarse
join screening using (source_id)
where screening.watches_drift and figures >= 10 and decimals < usual_decimals and median_decimals = usual_decimals
union all
select
    source_id,
    'drift' as rule,
    {{ series_id() }} as rule_id,
    null::varchar as place,
    period,
    period_start,
    file,
    row_number,
    column_name,
    {{ message('plausibility-times', times=figure('growth')) }} as observed,
    {{ message('plausibility-size-as-before') }} as expected,
    abs(ln(greatest(growth, 1e-9))) as score,
    {{ message('plausibility-grown', column=named('column_name'), times=figure('growth')) }} as explanation
from judged
where
    is_another
    -- the way back to the old size is no second change
    and not coalesce(abs(ln(greatest(growth, 1e-9) * growth_before)) < 0.5 * change, false)
