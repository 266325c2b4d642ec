{#
  The area that a label means, which is the same in whatever file and vintage it stands. Where labels
  carry no code, one is made of the name, with all letters of all alphabets. Two names never share one:
  where they would (they differ in signs only), none of them is read.
#}
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
                then trim(regexp_replace(lower(nfc_normalize(labels.label)), '[^\p{L}\p{M}\p{N}]+', '-', 'g'), '-')
        end as code,
        levels.code_pattern is null as is_made_of_name,
        nullif(trim(regexp_extract(labels.label, levels.name_pattern, 1)), '') as name
    from labels
    join levels using (area_level)
    left join special_labels using (area_level, label)
),

-- blanks and capital letters make no other name
spelled as (
    select
        * exclude (code),
        case
            when not is_made_of_name then code
            when count(distinct lower(regexp_replace(trim(nfc_normalize(label)), '\s+', ' ', 'g')))
                over (partition by area_level, code) = 1 then nullif(code, '')
        end as code
    from read
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
from spelled
cross join cities
