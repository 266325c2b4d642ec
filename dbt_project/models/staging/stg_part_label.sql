{#
  The places that tables speak of. A label means the area of its time: before a reform of boundaries
  that re-cut it another one than since. A row that names a re-cut area and others is placed by its finest one.
#}
with cells as (
    select cells.*
    from {{ source('raw', 'cell') }} as cells
    semi join {{ ref('stg_landing') }} using (source_id, dataset_id, landing_id)
),

sources as (select * from {{ source('declared', 'source') }}),

labels as (
    select *, case when kind = 'unknown' then '@' || {{ label_code('label') }} end as group_code
    from {{ ref('stg_area_label') }}
),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

cities as (select * from {{ source('declared', 'city') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

boundary_sets as (select boundary_set from {{ source('declared', 'boundary_set') }}),

absent_areas as (select * from {{ source('declared', 'absent_area') }}),

distinct_labels as (
    select distinct source_id, area_labels
    from cells join sources using (source_id)
    where sources.role = 'figures'
),

exploded as (
    select
        source_id, area_labels,
        unnest(map_keys(area_labels)) as area_level, unnest(map_values(area_labels)) as label
    from distinct_labels
),

known_areas as (
    select area_id, area_level, area_code, min(label) as label from crosswalk group by area_id, area_level, area_code
),

-- spreadsheets take leading zeros from what looks like a number
numbered as (
    select distinct area_level, label, regexp_extract(label, '\d+', 0) as digits from exploded
),

lost_zeros as (
    select numbered.area_level, numbered.label, min(known_areas.label) as meant
    from numbered
    join known_areas
        on known_areas.area_level = numbered.area_level
        and length(known_areas.area_code) > length(numbered.digits)
        and regexp_replace(known_areas.area_code, '^0+', '') = regexp_replace(numbered.digits, '^0+', '')
    where regexp_replace(numbered.digits, '^0+', '') <> ''
    group by all having count(*) = 1
),

former_areas as (
    select
        former.boundary_set, former.old_area as area_id, former.former_id,
        any_value(former.place) as place,
        string_agg(former.area_id, ', ' order by former.area_id) filter (where known_areas.area_id is null)
            as unknown_areas
    from {{ source('declared', 'former_area') }} as former
    left join known_areas using (area_id) group by all
),

several as (
    select source_id, area_level from exploded join labels using (area_level, label)
    group by all
    having count(distinct group_code) > 1
),

-- different people are those whom one file tells apart for one period; else a label was renamed
groups as (
    select distinct source_id, area_level, group_code
    from (
        select distinct source_id, dataset_id, landing_id, period_labels, area_level, group_code
        from cells
        join exploded using (source_id, area_labels)
        join several using (source_id, area_level)
        join labels using (area_level, label)
        where group_code is not null
    )
    qualify count(*) over (partition by source_id, dataset_id, landing_id, period_labels, area_level) > 1
),

resolved as (
    select
        exploded.source_id, exploded.area_labels, boundary_sets.boundary_set,
        exploded.area_level, levels.level_rank, exploded.label, labels.area_id,
        coalesce(former_areas.former_id, labels.area_id) || coalesce(groups.group_code, '') as part_id,
        former_areas.former_id is not null as is_former,
        labels.kind = 'unknown' as is_unknown, labels.kind = 'whole_city' as is_whole_city,
        labels.kind = 'unreadable'
        or absent_areas.area is not null
        or former_areas.unknown_areas is not null
        or (labels.kind = 'area' and known_areas.area_id is null and former_areas.former_id is null) as is_bad,
        coalesce(
            absent_areas.problem,
            'became ' || former_areas.unknown_areas || ', not in the area crosswalk (' || former_areas.place || ')',
            if(labels.kind = 'unreadable', 'fits no `pattern` in areas.yaml', 'is not in the area crosswalk')
            || coalesce(': did you mean ''' || lost_zeros.meant || ''' (a leading zero is missing)?', '')
        ) as fault
    from exploded
    cross join boundary_sets
    left join levels using (area_level)
    left join labels using (area_level, label)
    left join groups using (source_id, area_level, group_code)
    left join known_areas on known_areas.area_id = labels.area_id
    left join lost_zeros on lost_zeros.area_level = exploded.area_level and lost_zeros.label = exploded.label
    left join former_areas
        on former_areas.boundary_set = boundary_sets.boundary_set and former_areas.area_id = labels.area_id
    left join absent_areas
        on absent_areas.boundary_set = boundary_sets.boundary_set and absent_areas.area = labels.area_id
),

parts as (
    select
        source_id, area_labels, boundary_set,
        case when bool_or(is_former) then arg_min(part_id, level_rank)
            else string_agg(part_id, '+' order by part_id) end as labelled_part_id,
        bool_or(is_former) as is_former,
        bool_or(is_unknown) as has_unknown,
        bool_or(is_whole_city) as is_whole_city,
        string_agg(area_level || ' ''' || label || ''' ' || fault, ', ' order by area_level)
            filter (where is_bad) as faults
    from resolved
    group by all
)

select
    distinct_labels.source_id, distinct_labels.area_labels, boundary_sets.boundary_set,
    -- of a layer the file tells the level
    coalesce(nullif(array_to_string(list_sort(map_keys(distinct_labels.area_labels)), '+'), ''), 'city') as part_set,
    case
        when parts.source_id is null or parts.is_whole_city then cities.city_area_id
        else parts.labelled_part_id
    end as part_id,
    coalesce(parts.has_unknown, false) as has_unknown,
    coalesce(parts.is_former, false) as is_former,
    not (coalesce(parts.has_unknown, false) or coalesce(parts.is_former, false)) and part_id <> cities.city_area_id
        as has_to_be_official,
    'unknown area: ' || parts.faults as problem
from distinct_labels cross join cities cross join boundary_sets
left join parts using (source_id, area_labels, boundary_set)
