{#
  Whoever is told of is one, however it is spelt: by its letters and digits (`Example e.V.`, `example E. V.`).
  Names are compared by it and told as they stand.
#}
{% macro body_key(name) %}lower(regexp_replace({{ name }}, '[^\pL\pN]', '', 'g')){% endmacro %}

{# An address that leads to one page, however it is spelt: without protocol, `www.`, fragment and last slash. #}
{% macro address_key(url) %}regexp_replace({{ url }}, '^https?://(www\.)?|/?(#.*)?$', '', 'g'){% endmacro %}

{#
  What a total is called, however it is spelt: without what its year makes of it, in brackets (`Advice (8 of 10 sites)`)
  or as a number (`Advice 2024`).
#}
{% macro total_key(name) -%}
    {{ body_key("regexp_replace(" ~ name ~ ", '\\([^()]*\\)|\\b(19|20)\\d\\d\\b', '', 'g')") }}
{%- endmacro %}

{#
  What a service of a register is called in all its years: a sum (of the city, of several sites) without what its year
  makes of the name, a single site with what stands in brackets, which may be its address.
#}
{% macro service_key(scope, name) -%}
    if({{ scope }} = 'single_site', {{ body_key(name) }}, {{ total_key(name) }})
{%- endmacro %}
