{#
  What a provider changed in the form or extent of its files, with the line of the declaration that
  speaks of it. Of each table the newest file counts.
#}
with places as (select * from {{ source('declared', 'place') }}),

sources as (select * from {{ source('declared', 'source') }}),

unit_shifts as (select * from {{ ref('unit_shift') }}),

units_changed as (
    select
        source_id,
        file,
        'unit_changed' as change,
        'critical' as severity,
        column_name || ': figures about '
            || if(factor > 1, factor::integer || ' times those', '1/' || (1 / factor)::integer || ' of those')
            || case when compared_with = 'file' then ' in the file of ' || previous || ', same cells'
                else ' before (' || period || ' against ' || previous || ')' end as found,
        unit as expected,
        shifted_cells as cells,
        'measure' as place_kind,
        column_name as place_column,
        'ask the provider; if the unit has changed, the figures cannot stand in one series' as advice
    from unit_shifts
),

together as (
    select * from {{ ref('form_change') }}
    union all by name
    select * from {{ ref('extent_change') }}
    union all by name
    select * from units_changed
)

select
    -- ids
    together.source_id,
    together.file,
    together.change,
    together.severity,

    -- what it is
    -- a label may be a figure, where columns moved
    if(
        together.change in ('area_unknown', 'period_format')
        and together.source_id in (select sources.source_id from sources where not sources.released),
        '(not released)',
        together.found
    ) as found,
    together.expected,
    together.cells::bigint as cells,
    together.advice,
    min_by(places.place, places.line) as declared_at
from together
left join places
    on places.source_id = together.source_id
    and places.kind = split_part(together.place_kind, ':', 1)
    and (together.place_column is null or places.column_name = together.place_column)
    and (
        together.place_kind not like 'area:%'
        or places.area_level = split_part(together.place_kind, ':', 2)
    )
group by all
