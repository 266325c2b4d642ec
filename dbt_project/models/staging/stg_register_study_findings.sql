with register_rows as (select * from {{ ref('stg_register_row') }})

select
    -- ids
    read_as['finding_id'] as finding_id,
    read_as['study'] as study,
    read_as['institution'] as institution,
    read_as['population'] as population,
    read_as['region'] as region,
    read_as['theme'] as theme,
    read_as['affected_group'] as affected_group,
    string_split(read_as['target_groups'], ' | ') as target_groups,
    read_as['standing'] as standing,

    -- dates
    {{ stated_first_day("nullif(split_part(read_as['field_period'], '/', 1), '')") }} as field_from,
    {{ stated_last_day("nullif(split_part(read_as['field_period'], '/', 2), '')") }} as field_until,

    -- figures
    read_as['direction'] as direction,
    read_as['baseline_value']::double as baseline_value,
    read_as['baseline_is'] as baseline_is,
    read_as['crisis_value']::double as crisis_value,
    read_as['unit'] as unit,
    read_as['more_is_more_need'] as more_is_more_need,
    read_as['strength']::integer as strength,

    -- what it says
    read_as['summary_de'] as summary_de,

    -- origin
    read_as['source_title'] as source_title,
    read_as['source_url'] as source_url,
    read_as['remark'] as remark,
    row_number,
    landing_id
from register_rows
where source_id = 'register_study_findings'
