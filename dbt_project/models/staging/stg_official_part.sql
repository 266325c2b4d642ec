{#
  The parts that the crosswalk knows, for each set of levels that a table names together, and the areas
  that each belongs to. A part is `whole` in an area when all its smallest units lie in that area.
#}
with crosswalk as (select * from {{ ref('stg_crosswalk') }}),

sources as (select * from {{ source('declared', 'source') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

named_together as (
    select levels from sources where role = 'figures'
    union
    select [area_level] as levels from (select unnest(candidate_levels) as area_level from sources)
),

part_sets as (
    select levels as set_levels, array_to_string(levels, '+') as part_set, min(level_rank) as finest_rank
    from (select levels, unnest(levels) as area_level from named_together)
    join levels using (area_level)
    group by all
),

unit_parts as (
    select
        part_sets.part_set,
        part_sets.finest_rank,
        crosswalk.unit_id,
        string_agg(crosswalk.area_id, '+' order by crosswalk.area_id) as part_id
    from part_sets
    join crosswalk on list_contains(part_sets.set_levels, crosswalk.area_level)
    group by all
),

placed as (
    select
        unit_parts.part_set,
        unit_parts.part_id,
        crosswalk.area_level,
        crosswalk.area_id,
        count(distinct crosswalk.area_id) over part_in_level = 1 as is_whole
    from unit_parts
    join crosswalk using (unit_id)
    join levels using (area_level)
    where levels.level_rank >= unit_parts.finest_rank
    window part_in_level as (
        partition by unit_parts.part_set, unit_parts.part_id, crosswalk.area_level
    )
    qualify row_number() over (
        partition by unit_parts.part_set, unit_parts.part_id, crosswalk.area_level, crosswalk.area_id
    ) = 1
)

select * from placed
