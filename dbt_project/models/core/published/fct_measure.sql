with measures as (select * from {{ ref('measure') }})

select
    -- ids
    area_id,
    measure_id,
    breakdown,
    source_id,
    period,
    period_start,
    period_end,
    area_level,

    -- figure
    value,
    status,
    absent_parts,
    method,
    vintage_at
from measures
order by area_id, measure_id, breakdown, source_id, period
