{#
  What a provider changed in the form or extent of its files, with the line of the declaration that
  speaks of it. Of each table the newest file counts.
#}
with places as (select * from {{ source('declared', 'place') }}),

sources as (select * from {{ source('declared', 'source') }}),

cities as (select * from {{ source('declared', 'city') }}),

landings as (select * from {{ ref('stg_landing') }} where is_newest),

loaded as (select * from {{ source('raw', 'loaded') }}),

-- a table that could not be had is there, as far as anybody knows
retrievals as (select * from {{ source('raw', 'retrieval') }}),

offers as (select * from retrievals where outcome <> 'absent'),

area_labels as (select * from {{ ref('stg_area_label') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

periods as (select * from {{ ref('stg_period_label') }}),

unit_shifts as (select * from {{ ref('unit_shift') }}),

revisions as (select * from {{ ref('revision') }} where is_newest),

all_cells as (select * from {{ ref('stg_cell') }} where is_placed and not is_repetition),

newest_cells as (
    select cells.*, landings.file
    from {{ source('raw', 'cell') }} as cells
    join landings using (source_id, dataset_id, landing_id)
    join sources using (source_id)
    where sources.role = 'figures'
),

columns_added as (
    select
        source_id,
        landings.file,
        'column_added' as change,
        'warning' as severity,
        unnest(undeclared_columns) as found,
        null as expected,
        null as cells,
        'source' as place_kind,
        null as place_column,
        'is not read; declare it under `measures` or `ignored`' as advice
    from loaded
    join landings using (source_id, dataset_id, landing_id)
),

units_changed as (
    select
        source_id,
        file,
        'unit_changed' as change,
        'critical' as severity,
        column_name || ': figures about ' || case when factor > 1 then factor::integer || ' times those' else '1/' || (1 / factor)::integer || ' of those' end
            || case when compared_with = 'file' then ' in the file of ' || previous || ', same cells'
                else ' before (' || period || ' against ' || previous || ')' end as found,
        unit as expected,
        shifted_cells as cells,
        'measure' as place_kind,
        column_name as place_column,
        'ask the provider; if the unit has changed, the figures cannot stand in one series' as advice
    from unit_shifts
),

area_texts as (
    select distinct
        source_id,
        file,
        unnest(map_keys(area_labels)) as area_level,
        unnest(map_values(area_labels)) as label
    from newest_cells
),

official_names as (
    select area_id, string_agg(distinct area_name, ''' or ''' order by area_name) as names, list(distinct area_name) as name_list
    from crosswalk
    group by area_id
),

areas_renamed as (
    select
        area_texts.source_id,
        area_texts.file,
        'area_renamed' as change,
        'warning' as severity,
        labels.area_id || ' is called ''' || labels.area_name || '''' as found,
        '''' || official_names.names || ''' (crosswalk ' || cities.crosswalk_source_id || ')' as expected,
        null as cells,
        'area:' || area_texts.area_level as place_kind,
        null as place_column,
        'if it is the same area, the crosswalk table is out of date' as advice
    from area_texts
    join area_labels as labels using (area_level, label)
    join official_names using (area_id)
    cross join cities
    where labels.kind = 'area' and not list_contains(official_names.name_list, labels.area_name)
),

unknown_areas as (
    select
        area_texts.source_id,
        area_texts.file,
        'area_unknown' as change,
        'warning' as severity,
        area_texts.area_level || ' ''' || area_texts.label || '''' as found,
        'an area of the crosswalk; the nearest is '''
            || max_by(nearest.label, jaro_winkler_similarity(nearest.label, area_texts.label)) || '''' as expected,
        null as cells,
        'area:' || area_texts.area_level as place_kind,
        null as place_column,
        'a new or renamed area is in the crosswalk first; a label for unknown addresses is declared in areas.yaml' as advice
    from area_texts
    join area_labels as labels using (area_level, label)
    left join official_names using (area_id)
    join (
        select area_labels.* from area_labels semi join crosswalk using (area_id)
    ) as nearest on nearest.area_level = area_texts.area_level
    where labels.kind in ('area', 'unreadable') and official_names.area_id is null
    group by all
),

readable_periods as (
    select source_id, min(array_to_string(map_values(period_labels), ' ')) as example
    from periods
    where problem is null
    group by source_id
),

period_formats as (
    select
        newest_cells.source_id,
        newest_cells.file,
        'period_format' as change,
        'warning' as severity,
        'periods like ' || array_to_string(list_sort(list(distinct
            '''' || array_to_string(map_values(newest_cells.period_labels), ' ') || ''''
        ))[:3], ', ') as found,
        'a ' || any_value(sources.cadence) || coalesce(', as in ''' || any_value(readable_periods.example) || '''', '') as expected,
        count(*) as cells,
        'period' as place_kind,
        null as place_column,
        'the rows are set aside in raw.reject' as advice
    from newest_cells
    join periods using (source_id, period_labels)
    join sources using (source_id)
    left join readable_periods using (source_id)
    where periods.problem is not null
    group by newest_cells.source_id, newest_cells.file
),

cells_before as (
    select source_id, file, landing_id as old_landing_id, count(*) as cells
    from all_cells
    group by all
),

cells_lost as (
    select
        revisions.source_id,
        revisions.file,
        'cells_lost' as change,
        if(count(*) > any_value(sources.max_lost_share) * any_value(cells_before.cells), 'critical', 'warning') as severity,
        count(*) || ' cells of ' || min_by(revisions.period, revisions.period_start)
            || ' to ' || max_by(revisions.period, revisions.period_end) || ' are no longer there' as found,
        any_value(cells_before.cells) || ' cells as in the file of '
            || strftime(any_value(revisions.old_vintage) at time zone 'UTC', '%Y-%m-%d') as expected,
        count(*) as cells,
        'source' as place_kind,
        null as place_column,
        'ask the provider; which cells: marts.mart_revision with change = ''removed'', of a build that failed in '
            || 'warehouse/build.duckdb. Their last figures are used on. If the loss is meant, raise `max_lost_share` (now '
            || round(100 * any_value(sources.max_lost_share), 2)::varchar || ' %) in this entry' as advice
    from revisions
    join sources using (source_id)
    join cells_before using (source_id, file, old_landing_id)
    where revisions.change = 'removed'
    group by revisions.source_id, revisions.file
),

last_retrievals as (
    select source_id, max(checked_at) as checked_at
    from retrievals
    group by source_id
),

files_lost as (
    select
        landings.source_id,
        landings.file,
        'file_lost' as change,
        'warning' as severity,
        'the table is no longer offered' as found,
        'a file like that of ' || strftime(landings.vintage_at at time zone 'UTC', '%Y-%m-%d') as expected,
        (select count(*) from all_cells where all_cells.landing_id = landings.landing_id) as cells,
        'source' as place_kind,
        null as place_column,
        'the figures of the last file are used on' as advice
    from landings
    join last_retrievals using (source_id)
    -- what an office takes out of its folder was read
    join sources on sources.source_id = landings.source_id and sources.delivery = 'portal'
    cross join cities
    anti join offers on offers.source_id = landings.source_id and offers.dataset_id = landings.dataset_id
    where (last_retrievals.checked_at at time zone cities.timezone)::date <= cities.as_of
),

together as (
    select * from columns_added
    union all
    select * from units_changed
    union all
    select * from areas_renamed
    union all
    select * from unknown_areas
    union all
    select * from period_formats
    union all
    select * from cells_lost
    union all
    select * from files_lost
)

select
    -- ids
    together.source_id,
    together.file,
    together.change,
    together.severity,

    -- what it is
    together.found,
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
