{#
  A scale on which chance is about equally large everywhere: the logarithm of counts (and of prices, means and marks),
  twice the arcsine of the root of shares (Freeman & Tukey 1950, Ann. Math. Statist. 21:607).
#}
{% macro chance_scale(cells) -%}
    case
        when {{ cells }}.unit = 'percent'
            then 2 * asin(sqrt(least(greatest({{ cells }}.value / 100, 0.0005), 0.9995)))
        when {{ cells }}.is_count then ln({{ cells }}.value + 0.5)
        else ln(greatest({{ cells }}.value, 0.001))
    end
{%- endmacro %}
