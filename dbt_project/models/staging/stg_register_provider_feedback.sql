with register_rows as (select * from {{ ref('stg_register_row') }})

select
    -- ids
    read_as['feedback_id'] as feedback_id,
    read_as['provider'] as provider,
    read_as['provider_type'] as provider_type,
    read_as['region'] as region,
    read_as['planning_field'] as planning_field,
    read_as['theme'] as theme,
    read_as['reach'] as reach,
    area_ids,

    -- dates
    {{ stated_first_day("read_as['reported_on']") }} as reported_from,
    {{ stated_last_day("read_as['reported_on']") }} as reported_until,
    {{ stated_precision("read_as['reported_on']") }} as reported_precision,

    {{ stated_first_day("nullif(split_part(read_as['holds'], '/', 1), '')") }} as holds_from,
    {{ stated_last_day("nullif(split_part(read_as['holds'], '/', 2), '')") }} as holds_until,

    -- whom it is about, who says it, and of what it speaks
    string_split(read_as['target_groups'], ' | ') as target_groups,
    read_as['standing'] as standing,
    read_as['counted'] as counted,
    read_as['compared_with'] as compared_with,
    string_split(read_as['says'], ' | ') as says,

    -- what it says
    read_as['observed_change'] as observed_change,
    read_as['can_be_met_by'] as can_be_met_by,
    read_as['summary_de'] as summary_de,

    -- origin
    read_as['source_title'] as source_title,
    read_as['source_url'] as source_url,
    read_as['remark'] as remark,
    row_number,
    landing_id
from register_rows
where source_id = 'register_provider_feedback'
