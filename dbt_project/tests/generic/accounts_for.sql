{# Rows of `rows_of` (those that `condition` picks) that are not in the model. #}
{% test accounts_for(model, rows_of, columns, condition) %}
select {{ columns | join(', ') }} from {{ rows_of }} where {{ condition }}
except all
select {{ columns | join(', ') }} from {{ model }}
{% endtest %}
