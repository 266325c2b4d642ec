select
    table_name,
    check_name,
    kind,
    severity,
    passed,
    coalesce(published, observed) as observed,
    failing_rows,
    description,
    description_de
from {{ source('audit', 'check_result') }}
where
    not passed
    -- what a city does not declare has no rows, and nothing of it was checked
    or has_rows is distinct from false
    -- of these an empty table says that there is no fault
    or (kind = 'expectation' and table_name in ('raw.reject', 'marts.mart_drift', 'marts.mart_plausibility'))
order by table_name, check_name
