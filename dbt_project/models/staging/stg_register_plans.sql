with register_rows as (select * from {{ ref('stg_register_row') }})

select
    -- ids
    read_as['plan_id'] as plan_id,
    read_as['plan_title'] as plan_title,
    read_as['document_kind'] as document_kind,
    read_as['known_from'] as known_from,
    read_as['planning_field'] as planning_field,
    string_split(read_as['themes'], ' | ') as themes,
    area_id,
    read_as['responsible_office'] as responsible_office,

    -- dates
    {{ stated_first_day("read_as['adopted_on']") }} as adopted_from,
    {{ stated_last_day("read_as['adopted_on']") }} as adopted_until,
    {{ stated_precision("read_as['adopted_on']") }} as adopted_precision,
    {{ stated_first_day("nullif(split_part(read_as['period_covered'], '/', 1), '')") }} as period_from,
    {{ stated_last_day("nullif(split_part(read_as['period_covered'], '/', 2), '')") }} as period_until,
    {{ stated_first_day("read_as['last_reviewed']") }} as reviewed_from,
    {{ stated_last_day("read_as['last_reviewed']") }} as reviewed_until,
    {{ stated_precision("read_as['last_reviewed']") }} as reviewed_precision,

    -- what it says
    read_as['pandemic_adjustment_mentioned'] as pandemic_adjustment_mentioned,
    read_as['adjustment_summary'] as adjustment_summary,

    -- origin
    read_as['source_title'] as source_title,
    read_as['source_url'] as source_url,
    read_as['remark'] as remark,
    row_number,
    landing_id
from register_rows
where source_id = 'register_plans'
