with findings as (select * from {{ ref('stg_register_study_findings') }}),

reports as (select * from {{ ref('stg_register_provider_feedback') }}),

themes as (select * from {{ source('declared', 'theme') }}),

cities as (select * from {{ source('declared', 'city') }}),

thresholds as (select * from {{ source('declared', 'coverability') }}),

strengths as (select * from {{ source('declared', 'provider_strength') }}),

statement_years as (select * from {{ source('declared', 'statement_year') }}),

covers as (
    select theme, list(target_group order by target_group) as covering
    from {{ source('declared', 'target_group_cover') }}
    group by all
),

from_studies as (
    select
        finding_id as evidence_id,
        'study' as kind,
        theme,
        case when region = 'city' then [cities.city_area_id] else [] end as area_ids,
        region as scope,
        unit as quantity,
        direction,
        more_is_more_need,
        case
            when direction is null then 'not_measured'
            when direction = 'unchanged' then 'unchanged'
            when direction = 'up' and more_is_more_need = 'yes' then 'more'
            when direction = 'down' and more_is_more_need = 'no' then 'more'
            when direction = 'up' and more_is_more_need = 'no' then 'less'
            when direction = 'down' and more_is_more_need = 'yes' then 'less'
            else 'unclear'
        end as need_direction,
        baseline_value,
        baseline_is,
        crisis_value,
        strength,
        study || ' (' || institution || ')' as said_by,
        study,
        institution,
        {{ message(
            'evidence-finding', study=named('study'), year=named('year(field_until)::varchar'),
            told="case when baseline_value is not null and crisis_value is not null then 'compared' when crisis_value is not null then 'value' else 'words' end",
            quantity=named('unit'), value=figure('crisis_value'), baseline=figure('baseline_value'),
            baseline_is="coalesce(baseline_is, 'unclear')", says=named("rtrim(summary_de, '.')")
        ) }} as finding_message,
        source_url,
        affected_group,
        target_groups,
        standing,
        [if(direction is null, 'need', 'change')] as says,
        field_from as said_from,
        field_until as said_until,
        summary_de,
        source_title,
        remark,
        'register_study_findings' as source_id
    from findings
    cross join cities
),

-- where a provider observes more, it is the need itself
from_providers as (
    select
        feedback_id as evidence_id,
        'provider' as kind,
        theme,
        case reach when 'named' then area_ids when 'city' then [cities.city_area_id] else [] end as area_ids,
        case reach when 'named' then 'sozialraum' when 'wider' then region else reach end as scope,
        observed_change as direction,
        -- less use of a service that was shut is not less need
        case when observed_change = 'up' then 'yes' else 'unclear' end as more_is_more_need,
        case observed_change
            when 'up' then 'more'
            when 'down' then 'unclear'
            when 'unchanged' then 'unchanged'
            else 'not_measured'
        end as need_direction,
        coalesce(strengths.strength, 1) as strength,
        can_be_met_by,
        (reported_until + to_years(statement_years.years))::date as counts_until,
        provider as said_by,
        reports.provider_type,
        target_groups,
        standing,
        counted,
        compared_with,
        reports.says,
        reported_from as said_from,
        reported_until as said_until,
        holds_from,
        holds_until,
        summary_de,
        source_title,
        source_url,
        remark,
        'register_provider_feedback' as source_id
    from reports
    cross join cities
    left join strengths on strengths.provider_type = reports.provider_type
    left join statement_years on statement_years.says = reports.can_be_met_by
),

joined as (
    select * from from_studies
    union all by name
    select * from from_providers
)

select
    joined.*,
    -- the one area that it is about
    case when len(joined.area_ids) = 1 then joined.area_ids[1] end as area_id,
    -- what is said of a part says nothing of the whole, nor does who has no experience of it
    joined.strength > 0 and list_has_any(joined.target_groups, covers.covering) as covers_theme,
    -- euros are no people, and a number without an earlier one has not grown
    coalesce(
        covers_theme and joined.standing = 'official_count' and joined.counted in ('persons', 'cases')
        and joined.compared_with = 'before_pandemic', false
    ) as is_count,
    -- figures of an office, or a study of need or staff: such a voice decides alone
    joined.standing in ('official_count', 'plan_study') as is_official,
    -- what is older, or of no known time, says nothing of what changed since; what has no end yet is not older
    joined.need_direction in ('more', 'less', 'unchanged') and coalesce(
        coalesce(
            joined.holds_until, joined.said_until,
            case when coalesce(joined.holds_from, joined.said_from) is not null then cities.as_of end
        ) >= thresholds.pandemic_from,
        thresholds.pandemic_from is null
    ) as tells_change,
    -- a statement without date cannot be shown to hold today
    case when joined.can_be_met_by <> 'unknown'
        then coalesce(joined.counts_until < cities.as_of, true) end as is_expired
from joined
join themes using (theme)
join covers using (theme)
cross join cities
cross join thresholds
