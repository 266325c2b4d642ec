{# The German name of a unit of capacity that registers and declarations use. #}
{% macro capacity_unit_de(unit) %}
    case {{ unit }}
        when 'places' then 'Plätze'
        when 'fte' then 'Vollzeitstellen'
        when 'staff' then 'Beschäftigte'
        when 'sites' then 'Standorte'
    end
{% endmacro %}
