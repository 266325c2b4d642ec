{# What a provider took away, or changed much of at once: cells of a file that has come since, and whole files. #}
with sources as (select * from {{ source('declared', 'source') }}),

cities as (select * from {{ source('declared', 'city') }}),

landings as (select * from {{ ref('stg_landing') }} where is_newest),

retrievals as (select * from {{ source('raw', 'retrieval') }}),

-- a table that could not be had is there, as far as anybody knows
offers as (select * from retrievals where outcome <> 'absent'),

revisions as (select * from {{ ref('revision') }} where is_newest),

lost as (select * from {{ ref('lost_cell') }}),

placed_cells as (select * from {{ ref('placed_cell') }}),

all_cells as (select * from {{ ref('stg_cell') }} where is_placed and not is_repetition),

cells_before as (
    select source_id, file as old_file, landing_id as old_landing_id, count(*) as cells from all_cells group by all
),

-- addresses that were found, and sums, may go: what is lost of them stops nothing
expected_parts as (select distinct part_id from {{ ref('stg_area_part') }} where is_expected),

cells_lost as (
    select
        lost.source_id,
        lost.file,
        'cells_lost' as change,
        if(
            count(expected_parts.part_id) filter (lost.is_new)
                > max(sources.max_lost_share * cells_before.cells) filter (lost.is_new), 'critical', 'warning'
        ) as severity,
        count(*) || ' cells of ' || min_by(lost.period, lost.period_start)
            || ' to ' || max_by(lost.period, lost.period_end) || ' are no longer there' as found,
        max_by(cells_before.cells, lost.old_vintage) || ' cells as in the file of '
            || strftime(max(lost.old_vintage) at time zone 'UTC', '%Y-%m-%d') as expected,
        count(*) as cells,
        'source' as place_kind,
        'ask the provider; which cells: marts.mart_revision with change = ''removed'', of a build that failed in '
            || 'warehouse/build.duckdb. ' || if(
                any_value(sources.delivery) = 'office',
                'If the loss is meant, withdraw the older file (into zurueckgezogen/), or',
                'Their last figures are used on. If they were wrong, no refresh uses their file again after '
                    || 'sozialraum erratum YYYY-MM --source ' || lost.source_id || ' --file '
                    || left(max_by(lost.old_landing_id, lost.old_vintage), 12)
                    || if(bool_or(lost.is_new), '. If the loss is meant,', '')
            ) || if(
                bool_or(lost.is_new), ' raise `max_lost_share` (now '
                    || round(100 * any_value(sources.max_lost_share), 2)::varchar || ' %) in this entry', ''
            ) as advice
    from lost
    join sources using (source_id) join cells_before using (source_id, old_file, old_landing_id)
    left join expected_parts using (part_id)
    group by lost.source_id, lost.file
),

-- files that others replaced
steps as (
    select
        source_id, old_file, old_landing_id, old_vintage,
        max_by(file, file <> old_file) as new_file,
        bool_or(file <> old_file) as has_another_name
    from revisions
    group by all
),

changed as (
    select distinct source_id, old_file, old_landing_id, part_id, measure_id, breakdown, period
    from revisions where change = 'changed' and is_another_figure
),

-- their cells; a newest period is often preliminary, and revised as a whole by a file of its name, unless it is fixed
cells_compared as (
    select
        placed_cells.*, steps.new_file, steps.old_vintage, sources.has_fixed_period,
        changed.source_id is not null as is_changed
    from placed_cells
    join steps
        on steps.source_id = placed_cells.source_id and steps.old_file = placed_cells.file
        and steps.old_landing_id = placed_cells.landing_id
    join sources on sources.source_id = placed_cells.source_id
    left join changed
        on changed.source_id = placed_cells.source_id and changed.old_file = placed_cells.file
        and changed.old_landing_id = placed_cells.landing_id and changed.part_id = placed_cells.part_id
        and changed.measure_id = placed_cells.measure_id and changed.breakdown = placed_cells.breakdown
        and changed.period = placed_cells.period
    qualify
        steps.has_another_name
        or sources.has_fixed_period
        or placed_cells.period_end < max(placed_cells.period_end) over (partition by placed_cells.source_id)
),

-- exchanged areas or columns, another unit or definition: a series is another one in all its periods
series_compared as (
    select *, count(*) over series >= 4 and bool_and(is_changed) over series as is_another
    from cells_compared
    window series as (partition by source_id, file, part_id, measure_id, breakdown)
),

cells_changed as (
    select
        source_id,
        new_file as file,
        'cells_changed' as change,
        'warning' as severity,
        count(*) filter (is_changed) || ' cells of ' || min_by(period, period_start) filter (is_changed)
            || ' to ' || max_by(period, period_end) filter (is_changed) || ' have other figures' as found,
        count(*) || ' cells as in the file of '
            || strftime(max(old_vintage) at time zone 'UTC', '%Y-%m-%d') as expected,
        count(*) filter (is_changed) as cells,
        'source' as place_kind,
        if(any_value(has_fixed_period), 'if it speaks of a newer period than `fixed` says, declare that one. Else ', '')
            || 'ask the provider: was it all computed anew, or are names, columns, periods or units mixed up? '
            || 'Which cells: marts.mart_revision' as advice
    from series_compared
    group by source_id, new_file
    having count(*) filter (is_changed) > greatest(0.1 * count(*), 7) or bool_or(is_another)
        or count(*) filter (is_changed) >= greatest(0.75 * count(*), 4)
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
        'the figures of the last file are used on' as advice
    from landings
    join (select source_id, max(checked_at) as checked_at from retrievals group by all) as last_retrievals
        using (source_id)
    -- what an office takes out of its folder was read
    join sources on sources.source_id = landings.source_id and sources.delivery = 'portal'
    cross join cities
    anti join offers on offers.source_id = landings.source_id and offers.dataset_id = landings.dataset_id
    where (last_retrievals.checked_at at time zone cities.timezone)::date <= cities.as_of
)

select * from cells_lost
union all by name
select * from cells_changed
union all by name
select * from files_lost
