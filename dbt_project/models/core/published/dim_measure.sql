with measures as (select * from {{ source('declared', 'measure') }}),

series as (select * from {{ source('declared', 'series') }}),

measure_sources as (
    select measure_id, list(distinct source_id order by source_id) as source_ids from series group by all
)

select
    -- ids
    measures.measure_id,
    measures.name_de,

    -- what it is
    measures.unit,
    measures.counts_de as counts,
    measures.is_named,
    measure_sources.source_ids
from measures
join measure_sources using (measure_id)
order by measures.measure_id
