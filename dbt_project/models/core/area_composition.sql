{#
  Of how many parts an area consists, in each set of areas that there was between reforms of boundaries:
  only areas that consist of whole parts.
#}
with parts as (select * from {{ ref('stg_area_part') }}),

expected as (
    select part_set, area_id, area_level, is_whole, unnest(boundary_sets) as boundary_set
    from parts
    where is_expected
)

select
    part_set,
    boundary_set,
    area_id,
    area_level,
    count(*) as expected_parts,
    list_contains(string_split(part_set, '+'), area_level) as is_published_level
from expected
group by all
having bool_and(is_whole)
