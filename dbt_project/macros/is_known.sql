{#
  Whether a status says that there is a value: a preliminary, a revised and a figure of limited reliability is one, and so
  is what an area that was re-cut since is estimated to have had.
#}
{% macro is_known(status) %}{{ status }} in ('known', 'revised', 'preliminary', 'limited', 'estimated'){% endmacro %}

{# Whether a status says that the value may still change, or holds roughly: what rests on it has limited confidence. #}
{% macro is_provisional(status) %}{{ status }} in ('preliminary', 'limited'){% endmacro %}
