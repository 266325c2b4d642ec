{# Whether facts meet a rule of the decision table; of the rules that they meet the first by position decides. #}
{% macro meets_rule(rules, facts) -%}
    list_contains({{ rules }}.need, {{ facts }}.need_fact)
    and list_contains({{ rules }}.finding, {{ facts }}.finding_fact)
    and list_contains({{ rules }}.coverage, {{ facts }}.coverage_fact)
    and list_contains({{ rules }}.use, {{ facts }}.use_fact)
    and list_contains({{ rules }}.providers, {{ facts }}.providers_fact)
    and list_contains({{ rules }}.register, {{ facts }}.register_fact)
{%- endmacro %}

{# A class of need as a part of the urgency, 0 to 1: what is not sure, or estimated, raises nothing. #}
{% macro need_part(need_class) -%}
    if(need_counts, ({{ need_class }} - 1) / 4, least(({{ need_class }} - 1) / 4, thresholds.value_unknown))
{%- endmacro %}
