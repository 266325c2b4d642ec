with indicators as (select * from {{ source('declared', 'indicator') }}),

terms as (select * from {{ source('declared', 'term') }}),

sources as (select * from {{ source('declared', 'source') }}),

landings as (select * from {{ ref('stg_landing') }}),

-- a layer that was never had is no source of a figure
indicator_sources as (
    select terms.owner_id as indicator_id, string_agg(distinct source_id, ', ' order by source_id) as source_ids
    from terms
    join sources using (source_id)
    where sources.delivery <> 'layer' or source_id in (select landings.source_id from landings)
    group by all
)

select
    -- ids
    indicators.indicator_id,
    indicators.name_de,
    indicators.planning_field,
    indicators.theme,

    -- how it is computed
    indicators.unit,
    indicators.definition,
    indicators.higher_is_need,
    indicators.is_need,
    indicators.caveat_de,
    indicators.standardised,
    indicators.native_level,
    indicators.cadence,
    case when indicators.has_denominator then indicators.denominator_rule end as denominator_rule,
    indicators.denominator_within,
    indicators.interval_method,
    indicators.is_apportioned,
    indicator_sources.source_ids,
    indicators.position
from indicators
join indicator_sources using (indicator_id)
order by indicators.position
