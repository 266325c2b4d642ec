{# Whether a value was brought down from a coarser area, by a model or by weights alone. #}
{% macro is_estimate(method) %}{{ method }} in ('modelled', 'apportioned'){% endmacro %}
