select
    component,
    weight,
    weight_used,
    weight_in_order,
    themes_told_apart,
    most_frequent_value,
    most_frequent_share,
    known,
    cells
from {{ ref('urgency_component') }}
order by position
