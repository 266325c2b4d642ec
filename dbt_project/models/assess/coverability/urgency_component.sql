{# How much each part of the urgency differs over what is rated, if anything is, and what it therefore weighs. #}
with rated as (select * from {{ ref('theme_answer') }} where is_ratable),

thresholds as (select * from {{ source('declared', 'coverability') }})

{% for one in urgency_parts() -%}
select
    '{{ one }}' as component,
    {{ loop.index0 }} as position,
    any_value(thresholds.weight_{{ one }}) as weight,
    any_value({{ part_weight(one) }}) as weight_used,
    any_value(if(list_contains(order_without, '{{ one }}'), 0, {{ part_weight(one) }})) as weight_in_order,
    mode(round(rated.x_{{ one }}, 9)) as most_frequent_value,
    {{ most_frequent_share('rated.x_' ~ one) }} as most_frequent_share,
    count_if(list_contains(rated.known_parts, '{{ one }}'))::bigint as known,
    count(*) as cells
from rated
cross join thresholds
having count(*) > 0
{{ 'union all' if not loop.last }}
{% endfor %}
