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
        -- a few cells of a file may be corrected, or be that large
        if(cells < 5, 'warning', 'critical') as severity,
        column_name || ': figures about '
            || if(factor > 1, factor::integer || ' times those', '1/' || (1 / factor)::integer || ' of those')
            || case when compared_with = 'file' then ' in the file of ' || previous || ', same cells'
                else ' before (' || period || ' against ' || previous || ')' end as found,
        unit as expected,
        shifted_cells as cells,
        'measure' as place_kind,
        column_name as place_column,
        'ask the provider; if the unit has changed, the figures cannot stand in one series. ' || if(
            compared_with = 'file',
            'If the file before was wrong, let no refresh use it: an office''s is withdrawn (into zurueckgezogen/), of '
                || 'another `sozialraum erratum` with `--source`',
            'If they are right, say so in this entry, by `acknowledged` in `plausibility`: `{rule: drift, ids: ['
                || series_ids || '], periods: ["' || period || '"], reason: …}`'
        ) as advice
    from unit_shifts
),

same_files as (
    select
        source_id,
        file,
        'same_file' as change,
        'warning' as severity,
        'the same bytes as ' || other_file || ' of ' || other_source_id as found,
        'a file of its own' as expected,
        sum(figures) as cells,
        'source' as place_kind,
        'each is read as another measure: look which of the two addresses is wrong, or ask the provider' as advice
    from {{ ref('same_file') }}
    where source_id <> other_source_id
    group by all
),

-- counts by a reference day are whole before their period has ended
unfinished_periods as (
    select
        told.source_id,
        told.file,
        'period_unfinished' as change,
        'warning' as severity,
        told.period || ' as of ' || told.told_until as found,
        'figures up to ' || told.period_end as expected,
        told.figures as cells,
        'period' as place_kind,
        'a part of a period is no figure of the whole: leave it out by `where` till it has ended, or ask the provider; '
            || 'of counts by a reference day, which are whole, say `by_reference_day: true` in `period`' as advice
    from {{ ref('told_period') }} as told
    join sources using (source_id)
    where told.told_until < told.period_end and not sources.may_be_ahead
),

corrections_overruled as (
    select
        source_id,
        file,
        'correction_overruled' as change,
        'warning' as severity,
        count(*) || ' figures changed and do not count, as ' || counting_file || ' tells others, such as '
            || min_by(
                part_id || ' ' || period || if(
                    counting_status = 'suppressed', '', ': ' || new_text || ' here, ' || counting_text || ' there'
                ),
                (period, part_id)
            ) as found,
        'the same figures in both' as expected,
        count(*) as cells,
        'source' as place_kind,
        'ask the provider which of the two hold; if those that changed do, they have to come in ' || counting_file
            || ', too' as advice
    from {{ ref('overruled_change') }}
    where is_newest and change <> 'removed'
    group by source_id, file, counting_file
),

together as (
    select * from {{ ref('form_change') }}
    union all by name
    select * from {{ ref('extent_change') }}
    union all by name
    select * from {{ ref('vintage_change') }}
    union all by name
    select * from units_changed
    union all by name
    select * from same_files
    union all by name
    select * from {{ ref('zero_change') }}
    union all by name
    select * from corrections_overruled
    union all by name
    select * from unfinished_periods
),

-- a label may be a figure, where columns moved: of what is not released no label is told, and all are one
told as (
    select
        * replace (
            if(is_kept_back, '(not released)', found) as found,
            if(is_kept_back and change = 'area_unknown', 'areas of the crosswalk', expected) as expected
        )
    from (
        select
            *,
            change in ('area_unknown', 'period_format', 'rows_left_out')
            and source_id in (select sources.source_id from sources where not sources.released) as is_kept_back
        from together
    )
)

select
    -- ids
    told.source_id,
    told.file,
    told.change,
    told.severity,

    -- what it is
    told.found,
    told.expected,
    told.cells::bigint as cells,
    told.advice,
    min_by(places.place, places.line) as declared_at
from told
left join places
    on places.source_id = told.source_id
    and places.kind = split_part(told.place_kind, ':', 1)
    and (told.place_column is null or places.column_name = told.place_column)
    and (
        told.place_kind not like 'area:%'
        or places.area_level = split_part(told.place_kind, ':', 2)
    )
group by all
