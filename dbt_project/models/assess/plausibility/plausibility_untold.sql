{#
  Zeros that nothing tells to be right, in a table in which absence means zero: of areas that have never had a row, as it
  is not known how many are usual there, and of kinds before the first period that has them, where they begin with more than
  could be none by chance (macros/lost_rows.sql): there may have been none, or they were counted as another kind. An area is
  told of the first period, a kind of its first, so that what is acknowledged stays so.
#}
with observations as (select * from {{ ref('observation') }}),

series as (
    select source_id, measure_id, breakdown, min(breakdown_labels::varchar) as labels
    from {{ source('declared', 'series') }}
    group by all
),

sources as (select source_id from {{ source('declared', 'source') }} where absent_rows = 'zero'),

screening as (select * from {{ source('declared', 'plausibility_screening') }} where watches_rows),

told as (
    select
        observations.source_id, part_set, part_id, boundary_set, measure_id, breakdown,
        period, period_start, file, value
    from observations
    semi join sources using (source_id)
    semi join screening using (source_id)
    where not observations.is_lost
),

expected_parts as (select * from {{ ref('stg_area_part') }} where is_expected),

untold as (
    select distinct area_sets.source_id, expected_parts.part_id
    from (select distinct source_id, part_set, boundary_set from told) as area_sets
    join expected_parts using (part_set)
    anti join told on told.source_id = area_sets.source_id and told.part_id = expected_parts.part_id
    where list_contains(expected_parts.boundary_sets, area_sets.boundary_set)
),

found as (
    select source_id, count(*) as areas, min(part_id) as example
    from untold
    group by all
),

first_periods as (
    select
        source_id,
        arg_min(period, period_start) as period,
        min(period_start) as period_start,
        arg_min(file, (period_start, file)) as file
    from told
    group by all
),

kinds as (
    select *, min(first_start) over (partition by source_id, measure_id) as measure_start
    from (
        select source_id, measure_id, breakdown, min(period_start) as first_start from told group by all
    )
),

-- what is lost before is missing, and no zero
begun as (
    select told.source_id, told.measure_id, told.breakdown, told.period, told.period_start, min(told.file) as file
    from told
    semi join expected_parts using (part_set, part_id)
    join kinds
        on kinds.source_id = told.source_id and kinds.measure_id = told.measure_id
        and kinds.breakdown = told.breakdown and kinds.first_start = told.period_start
    anti join (select * from observations where is_lost) as lost
        on lost.source_id = told.source_id and lost.part_id = told.part_id and lost.measure_id = told.measure_id
        and lost.breakdown = told.breakdown and lost.period_start < told.period_start
    where kinds.first_start > kinds.measure_start
    group by all
    having {{ hardly_none('sum(told.value)') }}
)

select
    -- ids
    source_id,
    'rows' as rule,
    'untold' as rule_id,
    if(areas = 1, example, null) as place,
    period,
    period_start,
    file,
    null::bigint as row_number,
    null::varchar as column_name,

    -- finding
    {{ message('plausibility-untold-areas', n='areas') }} as observed,
    {{ message('plausibility-told-once') }} as expected,
    areas::double as score,
    {{ message('plausibility-untold', n='areas', example=named('example')) }} as explanation
from found
join first_periods using (source_id)
union all
select
    source_id,
    'rows' as rule,
    'begun' as rule_id,
    null::varchar as place,
    period,
    period_start,
    min(file) as file,
    null::bigint as row_number,
    null::varchar as column_name,
    {{ message('plausibility-begun-kinds', n='count(*)') }} as observed,
    {{ message('plausibility-rows-as-before') }} as expected,
    count(*)::double as score,
    {{ message('plausibility-begun', n='count(*)', example=named(
        "min(coalesce(nullif(series.labels, '{}'), begun.measure_id))"
    )) }} as explanation
from begun
join series using (source_id, measure_id, breakdown)
group by source_id, period, period_start
