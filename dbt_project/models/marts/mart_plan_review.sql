with review as (select * from {{ ref('plan_review') }}),

needs as (select * from {{ ref('theme_answer') }})

select
    -- ids
    review.review_id,
    review.row_kind,
    review.plan_id,
    review.theme,
    review.area_id,
    review.indicator_id,
    review.planning_field,

    -- the document
    review.plan_title,
    review.document_kind,
    review.is_planning,
    review.known_from,
    review.responsible_office,
    review.adopted_on,
    review.last_reviewed_on,
    review.period_until,
    review.has_expired,
    review.validity,
    review.reviewed_since_pandemic,
    review.adjusted,
    review.predates_pandemic,
    review.adjustment_summary,

    -- the findings
    review.addresses_finding,
    review.findings,
    review.finding_ids,
    review.review_message::varchar as review_de,

    -- the need of the theme in the whole city, figures and what offices counted
    needs.finding_fact as need_change,
    needs.finding_basis as need_change_basis,
    needs.count_ids,

    -- where it comes from
    review.source_title,
    review.source_url,
    review.remark
from review
left join needs on needs.theme = review.theme and needs.is_city
order by review.row_kind desc, review.review_id
