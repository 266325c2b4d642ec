select
    -- ids
    area_id,
    measure_id,
    source_id,
    area_level,

    -- when
    period,
    period_start,
    period_end,

    -- class
    class_name,
    class_rank,
    status,

    -- before
    previous_period,
    previous_class,
    is_changed,

    -- newest
    is_latest,

    vintage_at
from {{ ref('area_class') }}
order by measure_id, area_id, source_id, period_end
