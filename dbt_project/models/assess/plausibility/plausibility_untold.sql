{#
  Areas that have never had a row in a table in which absence means zero: nothing tells how many are usual there, so
  that their zeros cannot be judged. It is told of the first period, so that what is acknowledged stays so.
#}
with observations as (select * from {{ ref('observation') }} where not is_lost),

sources as (select source_id from {{ source('declared', 'source') }} where absent_rows = 'zero'),

screening as (select * from {{ source('declared', 'plausibility_screening') }} where watches_rows),

told as (
    select observations.source_id, part_set, part_id, boundary_set, period, period_start, file
    from observations
    semi join sources using (source_id)
    semi join screening using (source_id)
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
