with results as (select * from {{ ref('evidence_agreement') }}),

areas as (select area_id, area_level from {{ ref('area') }})

select
    -- ids
    area_id,
    areas.area_level,
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
from results
join areas using (area_id)
order by area_id, theme
