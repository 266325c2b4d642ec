{#
  What offices counted in the pandemic of each theme's people against before it, in the areas that they name: facts like the figures of a
  running statistic, where there is none. Together they say more where none says less and not most say unchanged.
#}
with evidence as (
    select * from {{ ref('evidence') }}
    where is_count
),

thresholds as (select * from {{ source('declared', 'coverability') }}),

counted as (
    select
        unnest(evidence.area_ids) as area_id,
        evidence.theme,
        evidence.evidence_id,
        evidence.need_direction,
        evidence.summary_de
    from evidence
    cross join thresholds
    where
        evidence.need_direction in ('more', 'less', 'unchanged')
        and coalesce(evidence.holds_until, evidence.said_until)
        between thresholds.pandemic_from and thresholds.pandemic_until
)

select
    area_id,
    theme,
    count(*) filter (where need_direction = 'more') >= greatest(1, count(*) filter (where need_direction = 'unchanged'))
    and count(*) filter (where need_direction = 'less') = 0 as counted_more,
    list(evidence_id order by evidence_id) as count_ids,
    {{ joined('list(' ~ message(
        'need_coverage-count', says=named("rtrim(summary_de, '.')"), id=named('evidence_id')
    ) ~ ' order by evidence_id)', ' ') }} as counts_message
from counted
group by area_id, theme
