select
    component,
    weight,
    weight_used,
    weight_in_order,
    most_frequent_value,
    most_frequent_share,
    known,
    cells
from {{ ref('urgency_component') }}
order by position
