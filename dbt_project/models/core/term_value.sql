{# What indicators and service types are computed from: series added up, for each area and period. #}
with terms as (select * from {{ source('declared', 'term') }}),

measures as (select * from {{ ref('fct_measure') }}),

sources as (select * from {{ source('declared', 'source') }}),

expected as (
    select term_id, source_id, count(*) as expected_series from terms group by all
)

select
    -- ids
    terms.term_id,
    terms.owner_id,
    terms.role,
    measures.area_id,
    measures.area_level,
    sources.source_id,
    sources.cadence,

    -- dates
    measures.period,
    measures.period_start,
    measures.period_end,
    max(measures.vintage_at) as vintage_at,

    -- figure
    if(bool_or(measures.method = 'aggregated'), 'aggregated', 'direct') as method,
    case when count(*) = any_value(expected.expected_series) and bool_and(measures.status = 'known')
        then sum(measures.value) end as value,
    case
        when bool_or(measures.status = 'suppressed') then 'suppressed'
        when count(*) < any_value(expected.expected_series) or bool_or(measures.status = 'missing') then 'missing'
        else 'known'
    end as status
from terms
join expected using (term_id, source_id)
join measures using (source_id, measure_id, breakdown)
join sources using (source_id)
group by all
