select
    -- ids
    area_id,
    theme,

    -- who says what about the need since the pandemic
    data_says,
    studies_say,
    providers_say,
    agreement,

    -- in words
    agreement_message::varchar as agreement_de,

    -- how much there is
    evidence_count,
    evidence_local,
    evidence_city,
    evidence_wide,
    evidence_until,
    evidence_ids
from {{ ref('evidence_agreement') }}
order by area_id, theme
