{#
  The people of the finest outlined areas of which a population is known; NULL of those of which it is not: of nobody known is
  not nobody. Reads `areas` (dim_area), `outlines` (dim_area_geometry) and `levels`.
#}
{% macro outlined_people() %}
select areas.area_id, areas.population
from outlines
join areas using (area_id)
join levels on levels.area_level = areas.area_level
where not areas.is_unknown
qualify
    levels.level_rank = min(case when areas.population is not null then levels.level_rank end) over ()
{% endmacro %}
