{# Who can be asked about these planning fields, in brackets; nothing where nobody is declared. #}
{% macro ask_de(fields) %}
    coalesce(' (Auskunft: ' || nullif(array_to_string(
        list_transform(
            list_filter(offices, lambda office: list_contains({{ fields }}, office.planning_field)),
            lambda office: office.ask_de
        ),
        ', '
    ), '') || ')', '')
{% endmacro %}
