select
    -- ids
    finding_id,
    source_id,
    file,
    row_number,
    column_name,
    area_id,
    area_name,
    period,
    rule,
    rules,

    -- finding
    observed::varchar as observed,
    expected::varchar as expected,
    score,
    evidence_count,
    status,
    known_reason,
    explanation::varchar as explanation_de
from {{ ref('plausibility') }}
order by source_id, period_start, area_id
