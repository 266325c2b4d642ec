{# Areas, and kinds of figures, that have each other's figures of a period (`macros/exchanged.sql`). #}
with cells as (select * from {{ ref('plausibility_cell') }} where {{ in_part('source', 'source_id') }}),

screening as (select * from {{ source('declared', 'plausibility_screening') }} where max_break is not null),

scaled as (
    select
        cells.*,
        cells.measure_id || '/' || cells.breakdown as kind,
        {{ chance_scale('cells') }} as level
    from cells
    semi join screening using (source_id)
    where cells.value >= 0 and not cells.is_signed
),

neighboured as (
    select
        source_id, kind, place, period, period_start, row_number, file, is_count, level,
        lag(level) over history as level_before,
        lead(level) over history as level_after,
        coalesce((level_before + level_after) / 2, level_before, level_after) as halfway
    from scaled
    window history as (partition by source_id, kind, place order by period_start)
),

{{ exchanged('place', beside='kind', off='(level - expected) ^ 2 / variance', least_misfit=1.2, most=100) }},

-- in all areas alike: where two kinds are exchanged, what they are off does not cancel out
{{ exchanged('kind', beside='place', off='(level - expected) / sqrt(variance)', most=10) }},

areas as (select * from {{ ref('area') }}),

place_names as (
    select other_place, string_agg(areas.area_name, ', ' order by areas.area_name) as other_name
    from (select distinct other_place, unnest(string_split(other_place, '+')) as area_id from exchanged_place)
    join areas using (area_id)
    group by all
),

-- as the file says it
kind_names as (
    select source_id, kind, period, min(coalesce(nullif(row_type, '{}'), column_name)) as kind_name
    from scaled
    semi join (
        select source_id, period, unnest([kind, other_kind]) as kind from exchanged_kind
    ) as told using (source_id, kind, period)
    group by all
)

select
    -- ids
    source_id,
    'exchange' as rule,
    'areas' as rule_id,
    place,
    period,
    period_start,
    file,
    row_number,
    null::varchar as column_name,

    -- finding
    {{ message('plausibility-of-figures', n='figures', all='figures') }} as observed,
    {{ message('plausibility-other-figures', than="'place'") }} as expected,
    score,
    {{ message(
        'plausibility-exchanged', n='figures', place=named('other_name'), row=named('other_row::varchar')
    ) }} as explanation
from exchanged_place
left join place_names using (other_place)
union all
select
    source_id,
    'exchange' as rule,
    'kinds' as rule_id,
    null::varchar as place,
    period,
    period_start,
    file,
    row_number,
    null::varchar as column_name,
    {{ message('plausibility-of-figures', n='figures', all='figures') }} as observed,
    {{ message('plausibility-other-figures', than="'kind'") }} as expected,
    score,
    {{ message(
        'plausibility-exchanged-kinds',
        n='figures', kind=named('ones.kind_name'), other=named('others.kind_name'), row=named('other_row::varchar')
    ) }} as explanation
from exchanged_kind
left join kind_names as ones using (source_id, kind, period)
left join kind_names as others
    on (others.source_id, others.kind, others.period)
    = (exchanged_kind.source_id, exchanged_kind.other_kind, exchanged_kind.period)
