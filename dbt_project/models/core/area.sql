with crosswalk as (select * from {{ ref('stg_crosswalk') }}),

parts as (select * from {{ ref('stg_area_part') }}),

labels as (select * from {{ ref('stg_area_label') }}),

official as (
    select area_id, area_level, min(area_code) as area_code, min(area_name) as area_name, false as is_unknown
    from crosswalk
    group by all
),

unknown as (
    select distinct
        parts.area_id, parts.area_level, 'unbekannt' as area_code, 'unbekannt' as area_name, true as is_unknown
    from parts
    join labels using (area_level, area_id)
    where labels.kind = 'unknown'
)

select * from official
union all
select * from unknown
