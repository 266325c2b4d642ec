with tables as (select * from {{ source('declared', 'source') }}),

registers as (select * from {{ source('declared', 'register') }}),

landings as (select * from {{ ref('stg_landing') }}),

loaded as (select * from {{ source('raw', 'loaded') }}),

cells as (select * from {{ source('raw', 'cell') }}),

told_periods as (select * from {{ ref('told_period') }}),

periods as (select * from {{ ref('stg_period_label') }}),

register_rows as (select * from {{ source('raw', 'register_row') }}),

rejects as (select * from {{ ref('reject') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- what was asked for later is not known on an earlier day
retrievals as (
    select retrievals.*
    from {{ source('raw', 'retrieval') }} as retrievals
    cross join cities
    where (retrievals.checked_at at time zone cities.timezone)::date <= cities.as_of
),

sources as (
    select
        source_id, title_de, office, planning_field, licence, url, cadence, role, delivery, released, max_age_days
    from tables
    union all
    select source_id, title_de, office, planning_field, licence, url, 'irregular', 'register', 'register', true, null
    from registers
),

files as (
    select
        landings.source_id, bool_and(landings.is_copy) as are_copies, max(landings.vintage_at) as landed_at,
        count(*) as files, sum(loaded.file_rows) as rows
    from landings
    join loaded using (source_id, dataset_id, landing_id)
    where landings.is_newest
    group by all
),

cell_counts as (
    select cells.source_id, count(*) as cells
    from cells
    join landings using (source_id, dataset_id, landing_id)
    where landings.is_newest
    group by all
    union all
    select
        register_rows.source_id,
        sum(len(list_filter(map_values(register_rows.texts), lambda text: text <> '')))::bigint as cells
    from register_rows
    join landings using (source_id, landing_id)
    where landings.is_newest
    group by all
),

reject_counts as (select source_id, count(*) as rejected from rejects group by all),

checks as (
    select
        source_id,
        max(checked_at) as last_checked_at,
        bool_or(outcome = 'unavailable') as is_stale, bool_and(is_copy) as are_copies,
        string_agg(dataset_id || ': ' || problem, '; ' order by dataset_id) as fetch_problem
    from retrievals
    group by all
),

spans as (
    select source_id, min(period_start) as data_from, max(told_until) as data_until, {{ step('period_end') }} as step
    from told_periods
    group by all
    union all
    select source_id, min(period_start), max(period_end), 0
    from periods
    join sources using (source_id)
    where sources.role <> 'figures'
    group by all
),

judged as (
    select
        sources.source_id,
        (spans.data_until + to_days(sources.max_age_days + if(cadence = 'day', step, 0)))::date as expected_until,
        case
            when coalesce(files.files, 0) > 0 then
                case
                    when not sources.released then 'unreleased'
                    when checks.is_stale then 'stale'
                    when sources.max_age_days is null then 'closed'
                    when cities.as_of <= expected_until then 'fresh'
                    else 'stale'
                end
            when sources.delivery = 'office' and checks.is_stale then 'unreadable'
            when sources.delivery = 'office' then 'awaiting_first_delivery'
            else 'not_landed'
        end as state
    from sources
    cross join cities
    left join files using (source_id)
    left join checks using (source_id)
    left join spans using (source_id)
)

select
    -- ids
    sources.source_id,
    sources.title_de,
    sources.office,
    sources.planning_field,
    sources.licence,
    sources.url,
    sources.cadence,
    sources.delivery,

    -- dates
    files.landed_at,
    if(judged.state <> 'awaiting_first_delivery', coalesce(checks.last_checked_at, landed_at), null) as last_checked_at,
    spans.data_from,
    spans.data_until,
    judged.expected_until,

    -- counts
    coalesce(files.files, 0)::bigint as files,
    coalesce(files.rows, 0)::bigint as rows,
    coalesce(cell_counts.cells, 0)::bigint as cells,
    coalesce(reject_counts.rejected, 0)::bigint as rejected,

    -- what it is
    checks.fetch_problem,
    sources.delivery = 'portal' and files.are_copies and coalesce(checks.are_copies, true) as is_bundled,
    judged.state,
    {{ message('sources-state', state='judged.state') }} as state_message,
    if(judged.state in ('awaiting_first_delivery', 'unreleased'), null, judged.state in ('fresh', 'closed')) as fresh
from sources
join judged using (source_id)
left join files using (source_id)
left join cell_counts using (source_id)
left join reject_counts using (source_id)
left join checks using (source_id)
left join spans using (source_id)
where sources.delivery <> 'layer' or files.files > 0
