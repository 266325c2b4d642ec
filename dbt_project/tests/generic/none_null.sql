{# Rows in which one of `columns` is NULL: one scan for all of them, and only the first reason is needed. #}
{% test none_null(model, columns) %}
select *
from {{ model }}
where {% for column in columns %}{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}
