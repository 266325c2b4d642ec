{#
  The days that a date of a register stands for. It is written as exactly as it was stated:
  2021, 2021-03 or 2021-03-31.
#}
{% macro stated_first_day(text) %}
    case length({{ text }})
        when 4 then ({{ text }} || '-01-01')::date
        when 7 then ({{ text }} || '-01')::date
        when 10 then {{ text }}::date
    end
{% endmacro %}

{% macro stated_last_day(text) %}
    case length({{ text }})
        when 4 then ({{ text }} || '-12-31')::date
        when 7 then last_day(({{ text }} || '-01')::date)
        when 10 then {{ text }}::date
    end
{% endmacro %}

{% macro stated_precision(text) %}
    case length({{ text }}) when 4 then 'year' when 7 then 'month' when 10 then 'day' end
{% endmacro %}
