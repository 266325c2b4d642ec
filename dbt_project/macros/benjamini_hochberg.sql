{#
  Adjusted p-values (Benjamini & Hochberg 1995, JRSS B 57:289-300): for the i-th smallest of m
  p-values the smallest of p_j m / j over all j >= i. Needs what `p_value_places` gives.
#}
{% macro benjamini_hochberg(p_value, family) %}
    case when {{ p_value }} is not null then least(1, min({{ p_value }} * {{ p_value }}_count / {{ p_value }}_rank) over (
        partition by {{ family }}
        order by {{ p_value }} desc nulls last
        rows between unbounded preceding and current row
    )) end
{% endmacro %}

{# How many p-values there are within `family`, and the place of each, the last one among equals. #}
{% macro p_value_places(p_value, family, told_by=none) -%}
    count({{ told_by or p_value }}) over (partition by {{ family }}) as {{ p_value }}_count,
    count({{ told_by or p_value }}) over (
        partition by {{ family }} order by {{ told_by or p_value }} nulls last
    ) as {{ p_value }}_rank
{%- endmacro %}
