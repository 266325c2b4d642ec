{# Whether chance makes none of so many expected once in a thousand times at most (Poisson). #}
{% macro hardly_none(expected) %}exp(-{{ expected }}) < 0.001{% endmacro %}
