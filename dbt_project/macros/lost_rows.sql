{#
  Rows that are not there where absence means zero and zero is not believable: of a cell by itself, of all cells of a
  place of which a period tells nothing, and of a kind that no place has in it.
#}
{% macro lost_rows() %}
with leaving_out as (
    select newest.*
    from newest
    join {{ source('declared', 'source') }} using (source_id)
    where absent_rows = 'zero'
),

measure_periods as (
    select
        source_id, measure_id, boundary_set, period, period_start, period_end,
        min(dataset_id) as dataset_id,
        min(file) as file,
        max(vintage_at) as vintage_at
    from leaving_out
    group by all
),

-- what is added up: the kinds of one measure by the same dimensions, as a sum may stand beside them
kinds as (
    select
        source_id, part_set, measure_id, breakdown,
        regexp_replace(breakdown, '=[^;]*', '', 'g') as dimensions,
        min(period_start) as first_start
    from leaving_out
    group by all
),

place_periods as (
    select measure_periods.*, expected_parts.part_set, expected_parts.part_id
    from (select distinct source_id, part_set from leaving_out) as part_sets
    join expected_parts using (part_set)
    join measure_periods using (source_id)
    where list_contains(expected_parts.boundary_sets, measure_periods.boundary_set)
),

-- what was withheld is no zero
usual_counts as (
    select
        source_id, part_set, part_id, measure_id, breakdown,
        sum(value) filter (where {{ is_known('status') }})
        / nullif(any_value(periods) - 1 - count(*) filter (where not {{ is_known('status') }}), 0) as usual_count
    from leaving_out
    join (
        select source_id, part_set, part_id, measure_id, count(*) as periods from place_periods group by all
    ) as counted using (source_id, part_set, part_id, measure_id)
    group by all
),

lost_places as (
    select distinct source_id, part_set, part_id, period
    from place_periods
    join usual_counts using (source_id, part_set, part_id, measure_id)
    join kinds using (source_id, part_set, measure_id, breakdown)
    anti join newest using (source_id, part_id, period)
    group by source_id, part_set, part_id, period, measure_id, dimensions
    having {{ hardly_none('sum(usual_count)') }}
),

-- before a kind is told for the first time there may have been none
lost_kinds as (
    select source_id, part_set, measure_id, breakdown, period
    from place_periods
    join kinds using (source_id, part_set, measure_id)
    join usual_counts using (source_id, part_set, part_id, measure_id, breakdown)
    anti join newest using (source_id, part_set, measure_id, breakdown, period)
    where place_periods.period_start > kinds.first_start
    group by all
    having {{ hardly_none('sum(usual_count)') }}
)

select place_periods.*, usual_counts.breakdown
from place_periods
join usual_counts using (source_id, part_set, part_id, measure_id)
left join lost_places using (source_id, part_set, part_id, period)
left join lost_kinds using (source_id, part_set, measure_id, breakdown, period)
anti join newest using (source_id, part_id, measure_id, breakdown, period)
where
    {{ hardly_none('usual_counts.usual_count') }}
    or lost_places.source_id is not null
    or lost_kinds.source_id is not null
{% endmacro %}
