{#
  A file that has several labels of the unknown area for one period speaks of different people: of a part for each, which is
  the unknown area and, behind `@`, the letters and digits of the label.
#}
{% macro label_code(label) -%}
    trim(regexp_replace(lower(nfc_normalize({{ label }})), '[^\p{L}\p{M}\p{N}]+', '-', 'g'), '-')
{%- endmacro %}

{# The areas of a part, whichever group of the unknown it is. #}
{% macro without_group(part_id) %}regexp_replace({{ part_id }}, ':unbekannt@[^+]*', ':unbekannt', 'g'){% endmacro %}
