{#
  Adjusted p-values (Benjamini & Hochberg 1995, JRSS B 57:289-300): for the i-th smallest of m
  p-values the smallest of p_j m / j over all j >= i. Needs columns `p_rank` and `p_count`, the place
  of the p-value (the last one among equals) and the number of p-values within `family`.
#}
{% macro benjamini_hochberg(p_value, family) %}
    least(1, min({{ p_value }} * p_count / p_rank) over (
        partition by {{ family }}
        order by {{ p_value }} desc nulls last
        rows between unbounded preceding and current row
    ))
{% endmacro %}
