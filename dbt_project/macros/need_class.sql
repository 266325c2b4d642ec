{#
  How far a value lies from the mean of the areas that it is compared with, in standard deviations.
  Estimates of areas in one coarser area are equal but for rounding: they have none. `among`: the
  values of the areas, where it is another one that is compared with them.
#}
{% macro standard_score(value, compared, among=none) %}
    {% set values = among or value %}
    ({{ value }} - avg({{ values }}) over {{ compared }})
    / case when stddev_pop({{ values }}) over {{ compared }} > 1e-12
        then stddev_pop({{ values }}) over {{ compared }} end
{% endmacro %}

{# 1 for very low to 5 for very high need; among less than three areas nothing is high or low. #}
{% macro need_class(score, areas) %}
    case when {{ areas }} >= 3 then
        case
            when {{ score }} >= 1.5 then 5
            when {{ score }} >= 0.5 then 4
            when {{ score }} > -0.5 then 3
            when {{ score }} > -1.5 then 2
            when {{ score }} is not null then 1
        end
    end
{% endmacro %}
