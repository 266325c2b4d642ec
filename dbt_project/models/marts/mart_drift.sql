select
    -- ids
    source_id,
    file,
    change,
    severity,

    -- what it is
    found,
    expected,
    cells,
    advice,
    declared_at
from {{ ref('drift') }}
order by source_id, file, change, found
