{#
  What the newest file of a table, or of a layer, is beside those before it: rows that are left out for a text which none
  of them had, and a file that was replaced once and is there again. Of a yearly series files of earlier years are before it.
#}
with landings as (select * from {{ ref('stg_landing') }}),

sources as (select * from {{ source('declared', 'source') }}),

layers as (select * from {{ source('declared', 'layer') }}),

cities as (select * from {{ source('declared', 'city') }}),

read_files as (
    select
        landings.*,
        loaded.other_texts,
        sources.table_years[landings.dataset_id] as table_year
    from landings
    join {{ source('raw', 'loaded') }} as loaded using (source_id, dataset_id, landing_id)
    left join sources using (source_id)
    left join layers using (source_id)
    where coalesce(sources.source_id, layers.source_id) is not null
),

newest as (
    select *, max(table_year) over (partition by source_id) as newest_year
    from read_files
    where is_newest
),

compared as (select * from newest where table_year is not distinct from newest_year),

files_before as (
    select compared.source_id, compared.dataset_id, earlier.other_texts
    from compared
    join read_files as earlier using (source_id)
    where
        earlier.other_texts is not null
        and (
            earlier.table_year < compared.table_year
            or (
                earlier.table_year is not distinct from compared.table_year
                and earlier.first_retrieved_at < compared.first_retrieved_at
            )
        )
),

texts_before as (
    select source_id, dataset_id, flatten(list(other_texts)) as texts
    from files_before
    group by source_id, dataset_id
),

new_texts as (
    select
        compared.source_id, compared.file,
        list_sort(list_filter(compared.other_texts, one -> not list_contains(texts_before.texts, one))) as texts
    from compared
    join texts_before using (source_id, dataset_id)
),

rows_left_out as (
    select
        source_id, file, 'rows_left_out' as change, 'warning' as severity,
        'rows that say ' || array_to_string(texts[:5], ' or ')
            || if(len(texts) > 5, ' or ' || len(texts) - 5 || ' other texts', '') || ' are not read' as found,
        'texts as in the files before' as expected,
        'source' as place_kind,
        'if such rows count, say so in `where`; else nothing has to be done' as advice
    from new_texts
    where len(texts) > 0
),

returned as (
    select newest.source_id, newest.file, max(replaced.vintage_at) as replaced_at
    from newest
    join landings as replaced using (source_id, dataset_id)
    where
        replaced.first_retrieved_at > newest.first_retrieved_at
        and replaced.vintage_at < newest.vintage_at
    group by all
),

files_returned as (
    select
        returned.source_id, returned.file, 'file_returned' as change, 'warning' as severity,
        'the same bytes as before that of ' || (returned.replaced_at at time zone cities.timezone)::date as found,
        'that file, or a newer one' as expected,
        'source' as place_kind,
        'if it had been corrected, an old file is served: ask the provider, and say `erratum --source`' as advice
    from returned
    cross join cities
)

select * from rows_left_out
union all by name
select * from files_returned
