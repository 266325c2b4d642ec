{#
    A table with its comments in one statement to DuckDB, which replaces a table within a transaction by itself: whoever
    reads sees the old one until then, and a statement that fails leaves it. dbt's own makes it under another name,
    renames twice, drops, and sends each comment by itself, for databases that cannot; that took longer than the SQL
    of most models. Hooks, grants, indexes and contracts, which this project has not, are not for it.
#}
{% materialization table, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set existing_relation = load_cached_relation(this) -%}
    {%- if existing_relation is not none and not existing_relation.is_table -%}
        {%- do adapter.drop_relation(existing_relation) -%}
    {%- endif -%}
    {%- call statement('main') -%}
        create or replace table {{ target_relation }} as (
            {{ compiled_code }}
        );
        {% if config.persist_relation_docs() and model.description -%}
            comment on table {{ target_relation }} is {{ duckdb_escape_comment(model.description) }};
        {% endif -%}
        {% if config.persist_column_docs() -%}
            {% for name, column in model.columns.items() -%}
                comment on column {{ target_relation }}.{{ adapter.quote(name) }}
                is {{ duckdb_escape_comment(column.description) }};
            {% endfor -%}
        {% endif -%}
    {%- endcall -%}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
