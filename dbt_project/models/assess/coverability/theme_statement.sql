{#
  What providers say can be done about each theme in the areas that they name: today, earlier where nothing
  of that still counts, and in the pandemic. Two independent voices (another body and another source), or one
  that rests on an office's figures, decide; of several answers the most demanding. A single voice indicates.
#}
with asked as (select * from {{ ref('theme_asked') }}),

evidence as (
    select *
    from {{ ref('evidence') }}
    where covers_theme and can_be_met_by in ('existing', 'task_change', 'task_extension', 'not_at_present')
),

thresholds as (select * from {{ source('declared', 'coverability') }}),

heard as (
    select
        asked.area_id,
        asked.theme,
        evidence.* exclude (area_id, theme),
        list_position(
            ['existing', 'task_change', 'task_extension', 'not_at_present'], evidence.can_be_met_by
        ) as demand
    from asked
    join evidence on evidence.theme = asked.theme and list_contains(evidence.area_ids, asked.area_id)
),

timed as (
    select
        case
            when not heard.is_expired then 'today'
            -- of which the day is unknown, too
            when coalesce(coalesce(heard.holds_until, heard.said_until) >= thresholds.pandemic_from, true)
                then 'earlier'
            else 'before'
        end as heard_at,
        heard.*
    from heard
    cross join thresholds
    union all
    select 'pandemic' as heard_at, heard.*
    from heard
    cross join thresholds
    where coalesce(heard.holds_until, heard.said_until) between thresholds.pandemic_from and thresholds.pandemic_until
),

answers as (
    select
        area_id,
        theme,
        heard_at,
        can_be_met_by,
        demand,
        (
            count(distinct {{ body_key('said_by') }}) > 1
            and count(distinct {{ address_key('source_url') }}) > 1
        ) or bool_or(is_official) as is_backed,
        list(evidence_id order by evidence_id) as statement_ids,
        max(strength) as strength,
        max(said_until) as stated_on,
        max(counts_until) as counts_until
    from timed
    group by all
),

said as (
    select
        area_id,
        theme,
        heard_at,
        max_by(can_be_met_by, demand) filter (where is_backed) as backed,
        max_by(can_be_met_by, demand) as most_demanding,
        max_by(strength, (is_backed, demand)) as strength,
        arg_max_null(stated_on, (is_backed, demand)) as stated_on,
        arg_max_null(counts_until, (is_backed, demand)) as counts_until,
        list_sort(flatten(list(statement_ids))) as statement_ids,
        count(*) > 1 and bool_or(can_be_met_by in ('existing', 'not_at_present')) as is_disputed
    from answers
    group by all
),

today as (select * from said where heard_at = 'today'),

earlier as (select * from said where heard_at = 'earlier'),

before as (select * from said where heard_at = 'before'),

pandemic as (select * from said where heard_at = 'pandemic')

select
    -- ids
    asked.area_id,
    asked.theme,

    -- today
    coalesce(today.backed, 'silent') as providers_fact,
    case when today.backed is null then today.most_demanding end as indication,
    coalesce(today.is_disputed, false) as disputed,
    today.strength as statement_strength,
    coalesce(today.statement_ids, []) as statement_ids,
    today.stated_on,
    today.counts_until,

    -- what was said last, where nothing that is said still counts; of before the pandemic it is no answer to it
    list_sort(
        list_concat(coalesce(earlier.statement_ids, []), coalesce(before.statement_ids, []))
    ) as expired_statement_ids,
    case when today.theme is null then earlier.backed end as earlier_providers_fact,
    case when today.theme is null then earlier.stated_on end as earlier_stated_on,

    -- in the pandemic
    coalesce(pandemic.backed, 'silent') as pandemic_providers_fact,
    case when pandemic.backed is null then pandemic.most_demanding end as pandemic_indication,
    coalesce(pandemic.is_disputed, false) as pandemic_disputed,
    coalesce(pandemic.statement_ids, []) as pandemic_statement_ids
from asked
left join today using (area_id, theme)
left join earlier using (area_id, theme)
left join before using (area_id, theme)
left join pandemic using (area_id, theme)
