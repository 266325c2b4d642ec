{# A figure as a German reader writes it: 1.234 or 8,25 (at most two decimals). #}
{% macro german_number(value) %}
    replace(replace(replace(
        rtrim(rtrim(format('{:,.2f}', ({{ value }})::double), '0'), '.'),
    ',', '_'), '.', ','), '_', '.')
{% endmacro %}
