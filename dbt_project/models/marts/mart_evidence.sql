select
    -- ids
    evidence_id,
    kind,
    theme,
    area_id,
    area_ids,
    scope,
    target_groups,
    covers_theme,

    -- what changed
    quantity,
    direction,
    more_is_more_need,
    need_direction,
    baseline_value,
    baseline_is,
    crisis_value,
    strength,
    says,
    can_be_met_by,
    counts_until,

    -- a statement without date cannot be shown to hold today
    is_expired,

    -- who says it
    said_by,
    study,
    institution,
    provider_type,
    standing,
    counted,
    compared_with,
    is_count,
    affected_group,
    said_from,
    said_until,
    holds_from,
    holds_until,
    summary_de,
    finding_message::varchar as finding_de,

    -- where it comes from
    source_title,
    source_url,
    remark,
    source_id
from {{ ref('evidence') }}
order by evidence_id
