{# How much each part of the urgency differs over what is rated, if anything is, and what it therefore weighs. #}
with answers as (select * from {{ ref('theme_answer') }}),

rated as (select * from answers where is_ratable),

thresholds as (select * from {{ source('declared', 'coverability') }}),

-- of how many themes a part puts one area before another: where it is not known, the mean of the others stands
told_apart as (
    select
        {% for one in urgency_parts() -%}
        count(*) filter (tells_{{ one }}) as by_{{ one }}{{ ',' if not loop.last }}
        {% endfor -%}
    from (
        select
            {% for one in urgency_parts() -%}
            max(x_{{ one }}) filter (list_contains(known_parts, '{{ one }}'))
            > min(x_{{ one }}) filter (list_contains(known_parts, '{{ one }}')) as tells_{{ one }}
            {{- ',' if not loop.last }}
            {% endfor -%}
        from answers
        where not is_city
        group by theme
        having bool_or(is_ratable)
    )
)

{% for one in urgency_parts() -%}
select
    '{{ one }}' as component,
    {{ loop.index0 }} as position,
    any_value(thresholds.weight_{{ one }}) as weight,
    any_value({{ part_weight(one) }}) as weight_used,
    any_value(if(list_contains(order_without, '{{ one }}'), 0, {{ part_weight(one) }})) as weight_in_order,
    any_value(if(list_contains(order_without, '{{ one }}'), 0, told_apart.by_{{ one }})) as themes_told_apart,
    mode(round(rated.x_{{ one }}, 9)) as most_frequent_value,
    {{ most_frequent_share('rated.x_' ~ one) }} as most_frequent_share,
    count_if(list_contains(rated.known_parts, '{{ one }}'))::bigint as known,
    count(*) as cells
from rated
cross join thresholds
cross join told_apart
having count(*) > 0
{{ 'union all' if not loop.last }}
{% endfor %}
