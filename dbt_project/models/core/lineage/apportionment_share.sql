{# The shares by which figures of coarser areas were brought down: published, for tracing. #}
with weights as (select * from {{ ref('apportionment_weight') }})

select
    -- ids
    indicator_id,
    area_id,
    native_area_id,
    weight_period,
    weight_source_id,

    -- figures
    weight,
    share
from weights
order by indicator_id, area_id, native_area_id, weight_period
