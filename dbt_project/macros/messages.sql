{#
  What a sentence of the catalogue is told with. A model decides in codes, numbers and names, and makes a
  message of them, as JSON; `sozialraum/words/reading.py` reads it, and one step after dbt puts it into words
  (docs/engineers.md). Each argument is an expression of SQL:

      {{ message('services-capacity-unit', unit='services.capacity_unit') }}

  A plain expression is a whole number, a code or a truth, by which the catalogue chooses words; what is NULL is
  left out.
#}
{% macro message(id) %}
    json_object('id', '{{ id }}', 'args', json_object(
        {%- for name, value in kwargs.items() -%}
            '{{ name }}', {{ value }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    ))
{%- endmacro %}

{# A proper name or a quotation from the data, said as it is. #}
{% macro named(text) %}json_object('name', {{ text }}){% endmacro %}

{# A figure with at most so many decimals. #}
{% macro figure(value, places=2) -%}
    json_object('figure', ({{ value }})::double{{ ", 'places', " ~ places if places != 2 }})
{%- endmacro %}

{# A day as 31.12.2025. #}
{% macro day(value) %}json_object('day', {{ value }}::date){% endmacro %}

{# A period as August 2025. #}
{% macro period(value) %}json_object('period', {{ value }}){% endmacro %}

{# Texts one after the other, a list in SQL or of expressions; those that are NULL are left out. #}
{% macro joined(texts, by=' ') -%}
    json_object('join', {{ texts if texts is string else '[' ~ texts | join(', ') ~ ']' }}, 'by', '{{ by }}')
{%- endmacro %}

{# An enumeration of texts: A, B und C. Those that are NULL are left out. #}
{% macro listed(texts) %}json_object('list', [{{ texts | join(', ') }}]){% endmacro %}

{# A text that is said on a condition only. #}
{% macro said_if(condition, text) %}case when {{ condition }} then {{ text }} end{% endmacro %}
