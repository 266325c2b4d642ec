select
    -- ids
    review_id,
    row_kind,
    plan_id,
    theme,
    area_id,
    indicator_id,
    planning_field,

    -- the document
    plan_title,
    document_kind,
    is_planning,
    responsible_office,
    adopted_on,
    last_reviewed_on,
    period_until,
    has_expired,
    validity,
    reviewed_since_pandemic,
    adjusted,
    predates_pandemic,
    adjustment_summary,

    -- the findings
    addresses_finding,
    findings,
    finding_ids,
    review_message::varchar as review_de,

    -- where it comes from
    source_title,
    source_url,
    remark
from {{ ref('plan_review') }}
order by row_kind desc, review_id
