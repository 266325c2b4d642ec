with results as (select * from {{ source('audit', 'check_result') }})

select
    table_name,
    check_name,
    kind,
    severity,
    passed,
    observed,
    failing_rows,
    description,
    description_de
from results
order by table_name, check_name
