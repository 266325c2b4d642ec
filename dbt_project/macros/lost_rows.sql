{#
  Rows that are not there where absence means zero and zero is not believable: of a cell by itself, of all cells of a
  place of which a period tells nothing, and of a kind that no place has in it. Where a place lacks some of its kinds,
  or a kind some of its places, the sum of the means of what is absent is judged: that of Poisson counts is s or more
  with a probability of at most exp(-t s) prod(1 - exp(-m) + exp(t m - m)) for any t (Chernoff). The means are lowered
  by as much as what is there falls short of its own.
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
    select *, total / others as usual_count
    from (
        select
            source_id, part_set, part_id, measure_id, breakdown,
            sum(value) filter (where {{ is_known('status') }}) as total,
            nullif(any_value(periods) - 1 - count(*) filter (where not {{ is_known('status') }}), 0) as others
        from leaving_out
        join (
            select source_id, part_set, part_id, measure_id, count(*) as periods from place_periods group by all
        ) as counted using (source_id, part_set, part_id, measure_id)
        group by all
    ) as added
),

lost_places as (
    select distinct source_id, part_set, part_id, period
    from place_periods
    join usual_counts using (source_id, part_set, part_id, measure_id)
    join kinds using (source_id, part_set, measure_id, breakdown)
    anti join newest using (source_id, part_id, period)
    group by source_id, part_set, part_id, period, measure_id, dimensions
    having exp(-sum(usual_count)) < 0.001
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
    having exp(-sum(usual_count)) < 0.001
),

-- of what is not lost already
expected_cells as (
    select
        place_periods.*, kinds.breakdown, kinds.dimensions, newest.source_id is null as is_absent,
        if({{ is_known('newest.status') }}, newest.value, null) as value,
        usual_count - if(newest.value is null, 0, newest.value) / others as usual_count
    from place_periods
    join kinds using (source_id, part_set, measure_id)
    join usual_counts using (source_id, part_set, part_id, measure_id, breakdown)
    left join newest using (source_id, part_id, measure_id, breakdown, period)
    anti join lost_places using (source_id, part_set, part_id, period)
    anti join lost_kinds using (source_id, part_set, measure_id, breakdown, period)
    where
        place_periods.period_start >= kinds.first_start
        and (newest.source_id is not null or exp(-usual_counts.usual_count) >= 0.001)
),

{% for rows, key in [('lost_of_places', 'part_id, dimensions'), ('lost_of_kinds', 'breakdown')] %}
{{ rows }} as (
    select source_id, part_set, measure_id, period, {{ key }}
    from (
        select
            *,
            usual_count * least(1, coalesce(
                sum(value) over told / nullif(sum(if(value is null, null, usual_count)) over told, 0), 1
            )) as mean
        from expected_cells
        window told as (partition by source_id, part_set, measure_id, period, {{ key }})
    ) as scaled
    group by all
    having
        sum(ln(2 - exp(-mean))) - sum(mean) filter (where is_absent) < ln(0.0001)
        or sum(ln(1 - exp(-mean) + exp(-mean / 2))) - sum(mean / 2) filter (where is_absent) < ln(0.0001)
){{ '' if loop.last else ',' }}

{% endfor %}
select place_periods.*, usual_counts.breakdown
from place_periods
join usual_counts using (source_id, part_set, part_id, measure_id)
join kinds using (source_id, part_set, measure_id, breakdown)
left join lost_places using (source_id, part_set, part_id, period)
left join lost_kinds using (source_id, part_set, measure_id, breakdown, period)
left join lost_of_places using (source_id, part_set, part_id, measure_id, dimensions, period)
left join lost_of_kinds using (source_id, part_set, measure_id, breakdown, period)
anti join newest using (source_id, part_id, measure_id, breakdown, period)
where
    exp(-usual_counts.usual_count) < 0.001
    or lost_places.source_id is not null
    or lost_kinds.source_id is not null
    or lost_of_places.source_id is not null
    or lost_of_kinds.source_id is not null
{% endmacro %}
