{# The area that a label means, which is the same in whatever file and vintage it stands. #}
with cells as (select * from {{ source('raw', 'cell') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

special_labels as (select * from {{ source('declared', 'area_label') }}),

cities as (select * from {{ source('declared', 'city') }}),

distinct_maps as (
    select distinct area_labels from cells
),

labels as (
    select distinct
        unnest(map_keys(area_labels)) as area_level,
        unnest(map_values(area_labels)) as label
    from distinct_maps
),

read as (
    select
        labels.area_level,
        labels.label,
        special_labels.kind,
        case
            when levels.code_pattern is not null
                then nullif(regexp_extract(labels.label, levels.code_pattern, 1), '')
            when regexp_matches(labels.label, levels.name_pattern)
                then trim(regexp_replace(lower(labels.label), '[^[:alnum:]äöüß]+', '-', 'g'), '-')
        end as code,
        nullif(trim(regexp_extract(labels.label, levels.name_pattern, 1)), '') as name
    from labels
    join levels using (area_level)
    left join special_labels using (area_level, label)
)

select
    area_level,
    label,
    coalesce(kind, case when code is not null then 'area' else 'unreadable' end) as kind,
    case
        when kind = 'unknown' then area_level || ':unbekannt'
        when kind = 'whole_city' then cities.city_area_id
        when code is not null then area_level || ':' || code
    end as area_id,
    case when kind is null then code end as area_code,
    case when kind is null then name end as area_name
from read
cross join cities
