{# Whether a status says that there is a value: a figure of limited reliability is one. #}
{% macro is_known(status) %}{{ status }} in ('known', 'limited'){% endmacro %}
