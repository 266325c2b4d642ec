{# What local providers say can be done about each theme in each Sozialraum, today and before. #}
with asked as (select * from {{ ref('theme_asked') }}),

evidence as (select * from {{ ref('evidence') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- the most demanding counts
heard as (
    select
        asked.area_id,
        asked.theme,
        evidence.* exclude (area_id, theme),
        list_position(
            ['existing', 'task_change', 'task_extension', 'not_at_present'], evidence.can_be_met_by
        ) as demand
    from asked
    cross join cities
    join evidence
        on evidence.theme = asked.theme
        and evidence.area_id in (asked.area_id, cities.city_area_id)
        and evidence.can_be_met_by in ('existing', 'task_change', 'task_extension', 'not_at_present')
),

statements as (
    select
        area_id,
        theme,
        max_by(can_be_met_by, demand) filter (where not is_expired) as providers,
        count(distinct can_be_met_by) filter (where not is_expired) as answers,
        bool_or(scope = 'sozialraum') filter (where not is_expired) as is_local,
        -- the strongest of those that give the answer which counts
        arg_max(strength, (demand, strength)) filter (where not is_expired) as statement_strength,
        list(evidence_id order by evidence_id) filter (where not is_expired) as statement_ids,
        arg_max_null(said_until, (demand, said_until)) filter (where not is_expired) as stated_on,
        arg_max_null(counts_until, (demand, counts_until)) filter (where not is_expired) as counts_until,
        -- those that count no more
        max_by(can_be_met_by, demand) filter (where is_expired) as expired_providers,
        arg_max_null(said_until, (demand, coalesce(said_until, '0001-01-01'))) filter (where is_expired) as expired_on,
        list(evidence_id order by evidence_id) filter (where is_expired) as expired_ids
    from heard
    group by all
)

select
    -- ids
    asked.area_id,
    asked.theme,

    -- today
    coalesce(statements.providers, 'silent') as providers_fact,
    statements.answers,
    coalesce(statements.is_local, false) as has_local_statement,
    statements.statement_strength,
    coalesce(statements.statement_ids, []) as statement_ids,
    statements.stated_on,
    statements.counts_until,

    -- what was said last, where nothing that is said still counts
    coalesce(statements.expired_ids, []) as expired_statement_ids,
    case when statements.providers is null then statements.expired_providers end as earlier_providers_fact,
    case when statements.providers is null then statements.expired_on end as earlier_stated_on
from asked
left join statements using (area_id, theme)
