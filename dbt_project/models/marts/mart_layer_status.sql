select
    -- ids
    source_id,
    role,
    title_de,
    office,
    licence,
    url,
    service_type,
    area_level,

    -- state
    outcome,
    status_message::varchar as status_de,
    problem,
    attributes,
    unmapped,
    is_verified,

    -- timestamps
    landed_at,
    vintage_at,

    -- counts
    features,
    used,
    without_area,
    rejected,
    left_out
from {{ ref('layer_status') }}
order by source_id
