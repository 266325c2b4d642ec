{#
  What the newest file of a table, or of a layer, is beside those before it: rows that are left out for a text which none
  of them had, and a file that was replaced once, or figures that were, and are there again. Of a yearly series files of earlier years are before it, of
  an office, which gives each file a name of its own, all that came earlier: its newest ones are those of the last day.
#}
with landings as (select * from {{ ref('stg_landing') }}),

sources as (select * from {{ source('declared', 'source') }}),

layers as (select * from {{ source('declared', 'layer') }}),

cities as (select * from {{ source('declared', 'city') }}),

read_files as (
    select
        landings.*,
        loaded.other_texts,
        sources.table_years[landings.dataset_id] as table_year,
        coalesce(sources.delivery = 'office', false) as is_delivered
    from landings
    join {{ source('raw', 'loaded') }} as loaded using (source_id, dataset_id, landing_id)
    left join sources using (source_id)
    left join layers using (source_id)
    where coalesce(sources.source_id, layers.source_id) is not null
),

newest as (
    select
        *,
        table_year = max(table_year) over (partition by source_id) as is_of_newest_year,
        not is_delivered or vintage_at > max(vintage_at) over (partition by source_id) - interval 1 day as is_last
    from read_files
    where is_newest
),

files_before as (
    select newest.source_id, newest.dataset_id, earlier.other_texts
    from newest
    join read_files as earlier using (source_id)
    where
        earlier.other_texts is not null
        and case
            when earlier.dataset_id = newest.dataset_id or newest.is_delivered
                then earlier.vintage_at < newest.vintage_at
            else newest.is_of_newest_year and earlier.table_year < newest.table_year
        end
),

texts_before as (select distinct source_id, dataset_id, unnest(other_texts) as other_text from files_before),

new_texts as (
    select newest.source_id, newest.dataset_id, newest.file, unnest(newest.other_texts) as other_text
    from newest
    semi join files_before using (source_id, dataset_id)
    where newest.is_last
),

rows_left_out as (
    select
        source_id, file, 'rows_left_out' as change, 'warning' as severity,
        'rows that say ' || array_to_string((list(other_text order by other_text))[:5], ' or ')
            || if(count(*) > 5, ' or ' || (count(*) - 5)::varchar || ' other texts', '') || ' are not read' as found,
        'texts as in the files before' as expected,
        'source' as place_kind,
        'if such rows count, say so in `where` (of a text that not each file has, in a `pattern`); if not, it is told '
            || 'until the next file, and nothing has to be done' as advice
    from (select * from new_texts anti join texts_before using (source_id, dataset_id, other_text)) as news
    group by source_id, dataset_id, file
),

-- copies beside the declarations, and deliveries, are no answers of a provider
returned as (
    select newest.source_id, newest.dataset_id, newest.file, max(replaced.vintage_at) as replaced_at
    from newest
    join landings as replaced using (source_id, dataset_id)
    where
        not newest.is_copy and not replaced.is_copy
        and replaced.first_retrieved_at > newest.first_retrieved_at
        and replaced.vintage_at < newest.vintage_at
    group by all
),

files_returned as (
    select
        returned.source_id, returned.file, 'file_returned' as change, 'warning' as severity,
        'the same bytes as before that of ' || (returned.replaced_at at time zone cities.timezone)::date as found,
        'that file, or a newer one' as expected,
        'source' as place_kind,
        'look at its revisions; if what had been corrected is back, ask the provider, and let no refresh use the file: '
            || '`sozialraum erratum` with `--source`' as advice
    from returned
    cross join cities
),

changes as (
    select
        *,
        new_vintage = max(new_vintage) over (partition by source_id, part_id, measure_id, breakdown, period) as is_last
    from {{ ref('revision') }}
    where change = 'changed' and is_another_figure
),

last_files as (select source_id, max(vintage_at) - interval 1 day as since from landings group by source_id),

figures_back as (
    select later.source_id, later.file, later.area_id, later.period, earlier.old_file
    from changes as later
    join changes as earlier using (source_id, part_id, measure_id, breakdown, period)
    join last_files using (source_id)
    left join returned on returned.source_id = later.source_id and returned.file = later.file
    where
        later.is_last and later.new_vintage > last_files.since
        and earlier.new_vintage < later.new_vintage
        and earlier.old_value = later.new_value and earlier.new_value = later.old_value
        and returned.source_id is null
),

figures_returned as (
    select
        source_id, file, 'figures_returned' as change, 'warning' as severity,
        count(*) || ' figures are again what ' || min(old_file) || ' said before it was corrected, such as '
            || min_by(area_id || ' ' || period, (period, area_id)) as found,
        'the corrected figures' as expected,
        'source' as place_kind,
        'ask the provider; if the correction holds, a file that brings other figures, too, has to come anew with the '
            || 'corrected ones; of one that brings none let no refresh use it: an office''s is withdrawn (into '
            || 'zurueckgezogen/), of another `sozialraum erratum` with `--source`' as advice
    from figures_back
    group by source_id, file
)

select * from rows_left_out
union all by name
select * from files_returned
union all by name
select * from figures_returned
