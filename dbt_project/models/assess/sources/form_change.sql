{# What a provider changed in the form of its newest files: columns, names of areas, ways to write periods. #}
with sources as (select * from {{ source('declared', 'source') }}),

layers as (select * from {{ source('declared', 'layer') }}),

cities as (select * from {{ source('declared', 'city') }}),

landings as (select * from {{ ref('stg_landing') }} where is_newest),

loaded as (select * from {{ source('raw', 'loaded') }}),

area_labels as (select * from {{ ref('stg_area_label') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

boundaries as (select * from {{ ref('stg_boundary') }}),

-- may be called otherwise than today, or be there no more
former_areas as (select distinct old_area as area_id from {{ source('declared', 'area_change') }}),

-- larger areas that are there no more, in tables that name them together with what lay in them
once_larger as (
    select sources.source_id, unnest(string_split(former_parts.part_id, '+')) as area_id
    from {{ ref('stg_former_part') }} as former_parts
    join sources on array_to_string(sources.levels, '+') = former_parts.part_set
),

periods as (select * from {{ ref('stg_period_label') }}),

newest_cells as (
    select cells.*, landings.file
    from {{ source('raw', 'cell') }} as cells
    join landings using (source_id, dataset_id, landing_id)
    join sources using (source_id)
    where sources.role = 'figures'
),

columns_added as (
    select
        source_id, landings.file, 'column_added' as change, 'warning' as severity,
        unnest(undeclared_columns) as found,
        'source' as place_kind,
        'is not read; declare it under ' || case
            when layers.source_id is not null then '`attributes`, `where` or `ignored`'
            when sources.source_id is not null then '`measures` or `ignored`'
            else '`columns`'
        end as advice
    from loaded
    join landings using (source_id, dataset_id, landing_id)
    left join sources using (source_id)
    left join layers using (source_id)
),

area_texts as (
    select distinct
        source_id, file, unnest(map_keys(area_labels)) as area_level, unnest(map_values(area_labels)) as label
    from newest_cells
),

official_names as (
    select
        area_id, string_agg(distinct area_name, ''' or ''' order by area_name) as names,
        list(distinct area_name) as name_list
    from crosswalk
    group by area_id
),

called as (
    select area_texts.source_id, area_texts.file, area_texts.area_level, labels.area_id, labels.area_name
    from area_texts
    join area_labels as labels using (area_level, label)
    -- a code alone calls an area nothing: its name is that of some other file
    where labels.kind = 'area' and contains(area_texts.label, labels.area_name)
    union all
    -- outlines may be spelled otherwise, but none is called as another area is
    select boundaries.source_id, landings.file, boundaries.area_level, boundaries.area_id, others.area_name
    from boundaries
    join landings using (source_id, dataset_id, landing_id)
    join crosswalk as others
        on others.area_level = boundaries.area_level and lower(others.area_name) = lower(boundaries.area_name)
),

areas_renamed as (
    select distinct
        called.source_id, called.file, 'area_renamed' as change, 'warning' as severity,
        called.area_id || ' is called ''' || called.area_name || '''' as found,
        '''' || official_names.names || ''' (crosswalk ' || cities.crosswalk_source_id || ')' as expected,
        'area:' || called.area_level as place_kind,
        'if it is the same area, the crosswalk table is out of date; else codes or names are mixed up' as advice
    from called
    join official_names using (area_id)
    cross join cities
    anti join former_areas on former_areas.area_id = called.area_id
    where not list_contains(official_names.name_list, called.area_name)
),

unknown_areas as (
    select
        area_texts.source_id, area_texts.file, 'area_unknown' as change, 'warning' as severity,
        area_texts.area_level || ' ''' || area_texts.label || '''' as found,
        'an area of the crosswalk; the nearest is '''
            || max_by(nearest.label, jaro_winkler_similarity(nearest.label, area_texts.label)) || '''' as expected,
        'area:' || area_texts.area_level as place_kind,
        'a new or renamed area is in the crosswalk first; a label for unknown addresses is declared in areas.yaml'
            as advice
    from area_texts
    join area_labels as labels using (area_level, label)
    left join official_names using (area_id)
    join (
        select area_labels.* from area_labels semi join crosswalk using (area_id)
    ) as nearest on nearest.area_level = area_texts.area_level
    anti join former_areas on former_areas.area_id = labels.area_id
    anti join once_larger
        on once_larger.source_id = area_texts.source_id and once_larger.area_id = labels.area_id
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
        newest_cells.source_id, newest_cells.file, 'period_format' as change, 'warning' as severity,
        'periods like ' || array_to_string(list_sort(list(distinct
            '''' || array_to_string(map_values(newest_cells.period_labels), ' ') || ''''
        ))[:3], ', ') as found,
        'a ' || any_value(sources.cadence)
            || coalesce(', as in ''' || any_value(readable_periods.example) || '''', '') as expected,
        count(*) as cells, 'period' as place_kind,
        'the rows are set aside in raw.reject' as advice
    from newest_cells
    join periods using (source_id, period_labels)
    join sources using (source_id)
    left join readable_periods using (source_id)
    where periods.problem is not null
    group by newest_cells.source_id, newest_cells.file
)

select * from columns_added
union all by name
select * from areas_renamed
union all by name
select * from unknown_areas
union all by name
select * from period_formats
