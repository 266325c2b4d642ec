{# By which share a coarser area's figure entered a Sozialraum's estimate. #}
with parts as (select * from {{ ref('coarser_part') }}),

modelled as (select * from {{ source('statistics', 'modelled_share') }})

select
    -- ids
    parts.indicator_id,
    parts.area_id,
    parts.native_area_id,
    parts.period,
    parts.weight_period,

    -- figures
    if(parts.is_same_area, 1, coalesce(modelled.share, parts.share))::double as share,
    parts.is_same_area
from parts
left join modelled using (indicator_id, period, native_area_id, area_id)
order by parts.indicator_id, parts.area_id, parts.native_area_id, parts.period
