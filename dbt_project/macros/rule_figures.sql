{# The cells that the declared rules of a kind compare: on the left and right of a relation, say (`side`). #}
{% macro rule_figures(kind) %}
    select rules.source_id, rules.rule_id, rules.says_de, rules.tolerance, figures.side, figures.figure_source_id,
        cells.* exclude (source_id)
    from {{ source('declared', 'plausibility_rule') }} as rules
    join {{ source('declared', 'plausibility_figure') }} as figures using (source_id, rule_id)
    join {{ ref('plausibility_cell') }} as cells
        on cells.source_id = figures.figure_source_id
        and cells.measure_id = figures.measure_id
        and cells.breakdown = figures.breakdown
    where rules.kind = '{{ kind }}' and rules.area_level is null
{% endmacro %}
