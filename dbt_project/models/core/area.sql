with crosswalk as (select * from {{ ref('stg_crosswalk') }}),

parts as (select * from {{ ref('stg_area_part') }}),

labels as (select * from {{ ref('stg_area_label') }}),

official as (
    select area_id, area_level, area_code, area_name, false as is_unknown
    from crosswalk
    -- as the newest period calls it
    qualify row_number() over (
        partition by area_id order by listed_until desc nulls last, area_code, area_name
    ) = 1
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
