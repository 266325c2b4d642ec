{#
  True. A model that says it of all large tables that it reads may be made in parts, each of some of the sources,
  indicators or owners of terms (`ids`), where it would not fit into memory at once: `orchestration/lib/parts.py` asks in
  place of it for those of a part. Nothing of such a model may depend on rows of other ids.
#}
{% macro in_part(ids, column) %}true /* in_part: {{ ids }} {{ column }} */{% endmacro %}
