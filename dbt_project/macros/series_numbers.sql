{#
  The series of figures with numbers in place of the texts that name them: what is sorted and joined by windows
  carries a number, and texts are looked up at the end. `kind` numbers the columns of sources, `measure` their measures,
  `source_place` the places of sources.
#}
{% macro series_numbers(cells) %}
    select
        *,
        row_number() over (order by source_id, measure_id, breakdown, place) as series_number,
        dense_rank() over (order by source_id, measure_id, breakdown) as kind,
        dense_rank() over (order by source_id, measure_id) as measure,
        dense_rank() over (order by source_id, place) as source_place
    from (select distinct source_id, measure_id, breakdown, place from {{ cells }})
{% endmacro %}
