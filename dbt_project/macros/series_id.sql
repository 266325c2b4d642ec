{# How declarations call the series in a row: `measure`, or `measure[breakdown]`. #}
{% macro series_id() %}measure_id || if(breakdown = '', '', '[' || breakdown || ']'){% endmacro %}
