{#
  What is said of a value that is made of several, all of them known: what is said of the weakest. Several are rows of a
  group, or a list of statuses.
#}
{% macro weakest_status(status=none, among=none) -%}
    case
        {% for one in ['estimated', 'limited', 'preliminary', 'revised'] %}
        when {% if among %}list_contains({{ among }}, '{{ one }}'){% else %}bool_or({{ status }} = '{{ one }}'){% endif %}
            then '{{ one }}'
        {% endfor %}
        else 'known'
    end
{%- endmacro %}
