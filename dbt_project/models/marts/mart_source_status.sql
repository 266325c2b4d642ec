select
    -- ids
    source_id,
    title_de,
    office,
    planning_field,
    licence,
    url,
    cadence,
    delivery,

    -- dates
    landed_at,
    last_checked_at,
    data_from,
    data_until,
    expected_until,

    -- counts
    files,
    rows,
    cells,
    rejected,

    -- what it is
    fetch_problem,
    is_bundled,
    state,
    state_message::varchar as state_de,
    fresh
from {{ ref('source_status') }}
order by source_id
