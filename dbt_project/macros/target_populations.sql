{#
  The people that services are for, one figure of an area and day: of several tables that tell of it, that of the one that
  tells of most areas, so that areas side by side have figures of one.
#}
{% macro target_populations() %}
select *
from (
    select *, count(*) over (partition by owner_id, source_id, period) as told_areas
    from {{ ref('term_value') }}
    where role = 'target' and {{ is_known('status') }}
)
qualify row_number() over (
    partition by owner_id, area_id, period_end
    order by told_areas desc, source_id, period
) = 1
{% endmacro %}
