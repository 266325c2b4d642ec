{#
  How far a value lies from the mean, in standard deviations.
  Estimates of areas in one coarser area are equal but for rounding: they have none.
#}
{% macro standard_score(value, mean, deviation) %}
    ({{ value }} - {{ mean }}) / case when {{ deviation }} > 1e-12 then {{ deviation }} end
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

{#
  Whether a class holds with 95 % confidence: one other than 3 claims that the need is high or low whatever value of
  its interval is the true one, that it is not the city's, and that the area can be told from the middle place (8.5 of
  16 areas). Never that of an estimate which may be the city's value, nor of a figure of limited reliability,
  whose interval tells chance alone; NULL where there is no class, or no limits.
#}
{% macro class_is_sure(standing, rank_interval) -%}
    case
        when {{ standing }}.need_class is null then null
        when {{ standing }}.is_undetermined then false
        when {{ standing }}.status = 'limited' and {{ standing }}.need_class <> 3 then false
        when {{ rank_interval }}.rank_low is not null then
            {{ standing }}.need_class = 3
            or (
                if({{ standing }}.need_class > 3, {{ standing }}.lowest_class > 3, {{ standing }}.highest_class < 3)
                and coalesce({{ standing }}.city_value not between {{ standing }}.ci_low and {{ standing }}.ci_high, true)
                and ({{ standing }}.areas_ranked + 1) / 2
                    not between {{ rank_interval }}.rank_low and {{ rank_interval }}.rank_high
            )
    end
{%- endmacro %}
