{#
  Figures added up to areas. A sum exists only where the parts of the area are known to make it
  up exactly and every one of them has a figure (or its absence is declared to mean zero, and does: see observation).
  Of an area that was re-cut since, a count is shared out by the weights of the reform, and the sum is an estimate
  unless whole areas came together. What cannot be added up cannot be shared out.
#}
with observations as (select * from {{ ref('observation') }}),

parts as (select * from {{ ref('stg_area_part') }}),

sources as (select * from {{ source('declared', 'source') }}),

series as (select distinct source_id, measure_id, breakdown, is_count from {{ source('declared', 'series') }}),

measure_kinds as (select distinct source_id, measure_id, is_count as is_additive from series),

composition as (select * from {{ ref('area_composition') }}),

told as (
    select distinct source_id, part_set, boundary_set, measure_id, breakdown, period, period_start, period_end
    from observations
),

-- what tables speak of, numbered in the order in which it is published: rows are joined and added up by numbers
published as (
    select
        *,
        row_number() over (order by measure_id, breakdown, source_id, period, part_set) as slot,
        dense_rank() over (order by measure_id, breakdown, source_id, period) as figure
    from (
        select * from told
        union
        -- where a row that is not there means zero, so does one of a breakdown that has none in the period
        select source_id, part_set, boundary_set, series.measure_id, series.breakdown, period, period_start, period_end
        from told
        join (select source_id from sources where absent_rows = 'zero') using (source_id)
        join series using (source_id)
    )
),

-- every area that should have a figure
grid as (
    select published.slot, composition.* exclude (part_set, boundary_set)
    from published
    join composition using (part_set, boundary_set)
    join measure_kinds using (source_id, measure_id)
    where measure_kinds.is_additive or composition.is_published_level or composition.area_level = 'city'
),

placed as (
    select
        published.slot, published.figure, parts.area_id, parts.area_level, parts.is_expected,
        observations.value * coalesce(parts.weight, 1) as value, observations.status, observations.vintage_at,
        parts.weight is not null as is_shared,
        not coalesce(observations.is_lost, false) as is_there,
        observations.part_id = parts.area_id and is_there as is_own_row
    from observations
    join published using (source_id, part_set, measure_id, breakdown, period, period_start, period_end)
    join parts using (part_set, part_id)
    where parts.is_whole
),

added_up as (
    select
        slot, figure, area_id, area_level, is_own_row,
        sum(value) as value,
        count(*) as parts,
        count(*) filter (where is_expected and is_there) as found_parts,
        bool_or(status = 'suppressed') as has_suppressed, bool_or(is_shared) as has_shared,
        bool_or(status = 'missing') as has_missing, {{ weakest_status('status') }} as status_of_sum,
        max(vintage_at) as vintage_at
    from placed
    group by all
),

-- where a table gives an area's figure itself, that row is taken instead of the sum of parts
summed as (
    select added_up.*
    from added_up
    left join (select distinct figure, area_id, true as is_told from added_up where is_own_row) using (figure, area_id)
    where is_own_row or is_told is null
),

source_vintages as (select source_id, period, max(vintage_at) as vintage_at from observations group by all),

joined as (
    select
        slot, area_id,
        coalesce(grid.area_level, summed.area_level) as area_level,
        summed.value, summed.vintage_at,
        coalesce(summed.parts, 0) as parts, coalesce(summed.is_own_row, false) as is_own_row,
        coalesce(summed.has_suppressed, false) as has_suppressed,
        coalesce(summed.has_missing, false) as has_missing, coalesce(summed.has_shared, false) as has_shared,
        case when has_shared then 'estimated' else coalesce(summed.status_of_sum, 'known') end as status_of_sum,
        -- outside the grid are the areas that a table calls unknown: nothing is expected of them
        coalesce(summed.found_parts, 0) >= coalesce(grid.expected_parts, 0) as is_complete,
        greatest(coalesce(grid.expected_parts, 0) - coalesce(summed.found_parts, 0), 0) as absent_parts,
        coalesce(grid.is_published_level, true) as is_published_level,
        greatest(coalesce(grid.expected_parts, 0), coalesce(summed.parts, 0)) as composing_parts
    from grid
    full join summed using (slot, area_id)
    where grid.area_id is not null or summed.area_id like '%:unbekannt' or summed.is_own_row
),

judged as (
    select
        joined.* exclude (vintage_at),
        published.* exclude (slot, part_set, boundary_set),
        coalesce(joined.vintage_at, source_vintages.vintage_at) as vintage_at,
        case
            when joined.has_suppressed then 'suppressed'
            when joined.has_missing then 'missing'
            when joined.is_own_row then joined.status_of_sum
            when not measure_kinds.is_additive and (joined.parts <> 1 or joined.has_shared) then 'missing'
            when joined.is_complete or sources.absent_rows = 'zero' then joined.status_of_sum
            else 'missing'
        end as status
    from joined
    join published using (slot)
    join sources using (source_id)
    join measure_kinds using (source_id, measure_id)
    left join source_vintages using (source_id, period)
),

newest as (
    select measure_id, breakdown, area_level, max(period_end) as newest_end
    from judged
    where {{ is_known('status') }}
    group by all
)

select
    -- ids
    area_id, measure_id, breakdown, source_id, period, period_start, period_end, area_level,

    -- figure
    case when {{ is_known('status') }} then coalesce(value, 0) end as value,
    status,
    case when is_own_row then 0 else absent_parts end as absent_parts,
    -- a source that names several levels in a row states the figure of an area that is one such row
    case
        when has_shared then 'apportioned'
        when is_own_row or (is_published_level and composing_parts <= 1) then 'direct'
        else 'aggregated'
    end as method,
    coalesce(period_end = newest_end, false) as is_latest,
    vintage_at
from judged
left join newest using (measure_id, breakdown, area_level)
order by area_id, figure
