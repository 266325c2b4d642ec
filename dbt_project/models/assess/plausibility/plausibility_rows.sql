{# Periods that are not there, and rows that are there in the other periods of a table. #}
with cells as (select * from {{ ref('plausibility_cell') }}),

observations as (select * from {{ ref('observation') }}),

-- what is withheld is there, though no figure of it is known
withheld as (
    select distinct source_id, part_id as place, period from observations where status = 'suppressed'
),

series as (select * from {{ source('declared', 'series') }}),

-- before a reform of boundaries there were other areas
times as (
    select part_id as place, any_value(boundary_sets) as boundary_sets
    from {{ ref('stg_area_part') }}
    where is_expected
    group by all
),

sources as (select * from {{ source('declared', 'source') }}),

screening as (select * from {{ source('declared', 'plausibility_screening') }} where watches_rows),

rows_found as (
    select distinct
        cells.source_id, cells.row_type, cells.place, cells.boundary_set, cells.period, cells.period_start
    from cells
    semi join screening using (source_id)
),

periods as (
    select source_id, boundary_set, period, period_start, count(*) as rows_in_period
    from rows_found
    group by all
),

stepped as (
    select
        *,
        date_diff('day', lag(period_start) over (partition by source_id order by period_start), period_start) as step,
        lag(period) over (partition by source_id order by period_start) as period_before,
        count(*) over (partition by source_id) as periods_in_source,
        median(rows_in_period) over (partition by source_id, boundary_set) as usual_rows
    from periods
),

usual_step as (select source_id, mode(step) as usual_step from stepped group by all),

combinations as (
    select source_id, row_type, place, count(*) as times, list(distinct boundary_set) as boundary_sets
    from rows_found
    group by all
),

-- a row that nearly all periods have
absent as (
    select combinations.source_id, combinations.row_type, combinations.place, stepped.period, stepped.period_start
    from combinations
    join stepped
        on stepped.source_id = combinations.source_id
        and combinations.times >= 2
        and combinations.times >= least(0.75 * stepped.periods_in_source, stepped.periods_in_source - 1)
    join sources on sources.source_id = combinations.source_id and sources.absent_rows <> 'zero'
    left join times on times.place = combinations.place
    anti join rows_found
        on rows_found.source_id = combinations.source_id and rows_found.row_type = combinations.row_type
        and rows_found.place = combinations.place and rows_found.period = stepped.period
    anti join withheld
        on withheld.source_id = combinations.source_id and withheld.place = combinations.place
        and withheld.period = stepped.period
    -- a quarter within a district that is another one since is no part of today's
    where list_contains(coalesce(times.boundary_sets, combinations.boundary_sets), stepped.boundary_set)
    union all
    -- where absence means zero: a row where zero is not believable
    select distinct
        observations.source_id,
        series.breakdown_labels::varchar as row_type,
        observations.part_id as place,
        observations.period,
        observations.period_start
    from observations
    join series using (source_id, measure_id, breakdown)
    where observations.is_lost
),

files as (select source_id, period, min(file) as file from cells group by all)

select
    -- ids
    source_id,
    'rows' as rule,
    'periods' as rule_id,
    null::varchar as place,
    period,
    period_start,
    file,
    null::bigint as row_number,
    null::varchar as column_name,

    -- finding
    {{ message('plausibility-follows', before=named('period_before'), period=named('period')) }} as observed,
    {{ message('plausibility-no-gap') }} as expected,
    step / usual_step::double as score,
    {{ message('plausibility-gap', before=named('period_before'), period=named('period')) }} as explanation
from stepped
join usual_step using (source_id)
join sources using (source_id)
join files using (source_id, period)
-- months and years differ by a few days
where step > 1.5 * usual_step and sources.cadence <> 'survey'
union all
select
    absent.source_id,
    'rows' as rule,
    'rows' as rule_id,
    if(count(distinct absent.place) = 1, min(absent.place), null) as place,
    absent.period,
    absent.period_start,
    any_value(files.file) as file,
    null::bigint as row_number,
    null::varchar as column_name,
    {{ message('plausibility-rows-absent', n='count(*)') }} as observed,
    {{ message('plausibility-rows-as-before') }} as expected,
    count(*)::double as score,
    {{ message('plausibility-absent', n='count(*)', example=joined(
        [named('min(absent.place)'), named("nullif(min(absent.row_type), '{}')")], ', '
    )) }} as explanation
from absent
join files using (source_id, period)
group by absent.source_id, absent.period, absent.period_start
union all
select
    source_id,
    'rows' as rule,
    'fewer_rows' as rule_id,
    null::varchar as place,
    period,
    period_start,
    file,
    null::bigint as row_number,
    null::varchar as column_name,
    {{ message('plausibility-rows', n='rows_in_period') }} as observed,
    {{ message('plausibility-rows', n='usual_rows::integer') }} as expected,
    1 - rows_in_period / usual_rows as score,
    {{ message('plausibility-fewer-rows', n='rows_in_period', usual='usual_rows::integer') }} as explanation
from stepped
join sources using (source_id)
join files using (source_id, period)
where sources.absent_rows = 'zero' and rows_in_period < 0.9 * usual_rows
