{# What the simulation of the urgency draws from. #}
with compared as ({{ compared_cells() }})

select
    -- ids
    area_id,
    theme,
    indicator_id,

    -- the need, of which drawn classes are tried
    need_class,
    list_contains(known_parts, 'need') as need_is_known,
    need_counts,

    -- the parts of the urgency, what is not known filled in
    is_ratable,
    {% for one in urgency_parts() -%}
    compared_{{ one }},
    {% endfor -%}
    left_out,

    -- what it counts
    told_themes,
    priority_weight,
    planning_fields
from compared
order by theme, area_id
