{#
  The file that says which areas there are today: of a yearly series that of the latest year, else the newest that is
  read. With `of_each_year`, of a yearly series also those that said so in the years before.
#}
{% macro newest_crosswalk(landings, of_each_year=false) %}
    select landings.source_id, landings.landing_id, landings.dataset_id
    from (
        select landings.*, tables.table_years[landings.dataset_id] as table_year
        from {{ landings }} as landings
        join {{ source('declared', 'city') }} as cities on landings.source_id = cities.crosswalk_source_id
        join {{ source('declared', 'source') }} as tables on tables.source_id = landings.source_id
        semi join {{ source('raw', 'loaded') }} as loaded
            on loaded.source_id = landings.source_id
            and loaded.dataset_id = landings.dataset_id and loaded.landing_id = landings.landing_id
    ) as landings
    {%- if of_each_year %}
    qualify rank() over (order by table_year is null) = 1
    and row_number() over (partition by table_year order by vintage_at desc) = 1
    {%- else %}
    qualify row_number() over (order by table_year desc nulls last, vintage_at desc) = 1
    {%- endif %}
{% endmacro %}
