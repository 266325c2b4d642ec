{# Rows in which the text of a column is none that the regular expression ``pattern`` finds. #}
{% test matches(model, column_name, pattern) %}
select *
from {{ model }}
where not regexp_matches({{ column_name }}, '{{ pattern }}')
{% endtest %}
