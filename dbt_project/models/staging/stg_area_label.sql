{#
  The area that a label means, which is the same in whatever file and vintage it stands. Where labels
  carry no code, one is made of the name, with all letters of all alphabets. Code and name of two columns
  are parted by a tab: the code is read from the first, or is all of it, and the name is the second. At a
  level that declares no pattern a label is a code if some table, or the city itself, tells names of codes, else a name. Two
  names never share one: where they would (they differ in signs only), that of the area crosswalk is read, or none. What a
  file said that counts no more has no say.
#}
with landings as (
    select *, vintage_at = max(vintage_at) over (partition by source_id, dataset_id) as is_newest
    from (
        select source_id, dataset_id, landing_id, max(retrieved_at) as vintage_at
        from {{ source('raw', 'landing') }}
        group by all
    )
),

cells as (
    select cells.*, landings.is_newest
    from {{ source('raw', 'cell') }} as cells
    join landings using (source_id, dataset_id, landing_id)
),

levels as (select * from {{ source('declared', 'area_level') }}),

declared_names as (select * from {{ source('declared', 'area_name') }}),

cities as (select * from {{ source('declared', 'city') }}),

distinct_maps as (
    select area_labels, bool_or(is_newest and source_id = cities.crosswalk_source_id) as is_official
    from cells
    cross join cities
    group by area_labels
),

labels as (
    select area_level, label, bool_or(is_official) as is_official
    from (
        select unnest(map_keys(area_labels)) as area_level, unnest(map_values(area_labels)) as label, is_official
        from distinct_maps
    )
    group by all
),

texts as (
    select
        area_level, label, is_official,
        lower(regexp_replace(trim(nfc_normalize(label)), '\s+', ' ', 'g')) as spelling,
        split_part(label, chr(9), 1) as first_text,
        nullif(split_part(label, chr(9), 2), '') as second_text,
        contains(label, chr(9)) as is_parted,
        bool_or(contains(label, chr(9))) over (partition by area_level)
        or area_level in (select area_level from declared_names) as has_codes
    from labels
),

-- what the city says of the label, its code or its name; of two things none
declared_kinds as (
    select texts.area_level, texts.label, if(count(distinct kind) = 1, min(kind), 'unreadable') as kind
    from texts
    join {{ source('declared', 'area_label') }} as told
        on told.area_level = texts.area_level and told.label in (texts.label, texts.first_text, texts.second_text)
    group by all
),

read as (
    select
        labels.area_level,
        labels.label,
        labels.is_official,
        labels.spelling,
        labels.second_text,
        labels.second_text is null and labels.has_codes as may_be_named,
        declared_kinds.kind,
        case
            when levels.code_pattern is not null then coalesce(
                nullif(regexp_extract(labels.first_text, levels.code_pattern, 1), ''),
                nullif(regexp_extract(labels.label, levels.code_pattern, 1), '')
            )
            when labels.has_codes then nullif(labels.first_text, '')
            when levels.name_pattern is null or regexp_matches(labels.label, levels.name_pattern)
                then {{ label_code('labels.label') }}
        end as code,
        levels.code_pattern is null and not labels.has_codes as is_made_of_name,
        coalesce(
            labels.second_text,
            if(levels.name_pattern is null and not labels.has_codes, labels.label, null),
            nullif(trim(regexp_extract(labels.label, levels.name_pattern, 1)), '')
        ) as name
    from texts as labels
    join levels using (area_level)
    left join declared_kinds on declared_kinds.area_level = labels.area_level and declared_kinds.label = labels.label
),

-- a table that only has names means the areas that others, or the city, give a code beside that name
named as (
    select area_level, second_text, coalesce(min(first_code) filter (is_official), min(first_code)) as code
    from (
        select area_level, second_text, first_code, bool_or(is_official) as is_official
        from (
            select area_level, second_text, code as first_code, is_official from read
            where second_text is not null and code is not null
            union all
            select area_level, area_name, area_code, true from declared_names
        ) as told
        group by all
    ) as pairs
    group by all
    -- what the area crosswalk, or the city, says before what others do
    having count(*) filter (is_official) = 1 or count(*) = 1
),

-- blanks and capital letters make no other name
spelled as (
    select
        read.* exclude (code),
        case
            when read.may_be_named and named.code is not null then named.code
            when not is_made_of_name then read.code
            when count(distinct spelling) over of_code = 1
                or (
                    count(distinct spelling) filter (is_official) over of_code = 1
                    and spelling = min(spelling) filter (is_official) over of_code
                ) then nullif(read.code, '')
        end as code
    from read
    left join named on named.area_level = read.area_level and named.second_text = read.label
    window of_code as (partition by read.area_level, read.code)
)

select
    spelled.area_level,
    label,
    coalesce(kind, case when code is not null then 'area' else 'unreadable' end) as kind,
    case
        when kind = 'unknown' then spelled.area_level || ':unbekannt'
        when kind = 'whole_city' then cities.city_area_id
        when kind is null and code is not null then spelled.area_level || ':' || code
    end as area_id,
    case when kind is null then code end as area_code,
    -- a table of codes calls an area as the tables with names do
    case
        when kind is null then coalesce(
            declared_names.area_name, name, min(name) over (partition by spelled.area_level, code), code
        )
    end as area_name
from spelled
cross join cities
left join declared_names on declared_names.area_level = spelled.area_level and declared_names.area_code = spelled.code
