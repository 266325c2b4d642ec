{#
  Known terms whose cells do not add up to them; a term without any cell is a zero that was declared as such.
  What is computed of terms (cases expected from rates) is no sum.
#}
{% test same_sum(model, to, cells, terms) %}
with added_up as (
    select term.owner_id, term.role, term.area_id, term.source_id, term.period, sum(cell.value * term.weight) as value
    from {{ model }} as term
    join {{ cells }} as cell using (cell_id)
    group by all
)

select expected.owner_id, expected.role, expected.area_id, expected.period, expected.value, added_up.value as cells
from {{ to }} as expected
semi join {{ terms }} using (owner_id, role)
left join added_up using (owner_id, role, area_id, source_id, period)
where
    expected.status in ('known', 'estimated')
    and abs(expected.value - coalesce(added_up.value, 0)) > 1e-9 * greatest(1, abs(expected.value))
{% endtest %}
