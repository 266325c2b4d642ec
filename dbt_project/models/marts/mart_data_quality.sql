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
order by table_name, check_name
