{# The facts that the decision table asks for, one row per Sozialraum and theme. #}
with themes as (select * from {{ source('declared', 'theme') }}),

areas as (select * from {{ ref('area') }} where not is_unknown),

cities as (select * from {{ source('declared', 'city') }}),

thresholds as (select * from {{ source('declared', 'coverability') }}),

service_themes as (select * from {{ source('declared', 'service_theme') }}),

needs as (select * from {{ ref('standing') }} where is_latest),

findings as (select * from {{ ref('theme_finding') }}),

agreements as (select * from {{ ref('evidence_agreement') }}),

coverage as (select * from {{ ref('coverage') }} where is_latest),

evidence as (select * from {{ ref('evidence') }}),

supply_changes as (select * from {{ ref('supply_change') }}),

terms as (select * from {{ ref('term_value') }}),

asked as (
    select areas.area_id, themes.*
    from areas
    join cities on cities.sozialraum_level = areas.area_level
    cross join themes
),

-- coverage: only services that answer the theme first can be enough for it; others are there, too
answering as (
    select
        coverage.*,
        service_themes.theme as answered,
        service_themes.is_first,
        greatest(coalesce(coverage.benchmark_gap, coverage.gap), 0) as lack,
        coverage.coverage_class = 'below_city'
        or coalesce(
            coverage.benchmark_gap > cities.coverage_band * (coverage.capacity + coverage.benchmark_gap), false
        ) as is_short
    from coverage
    cross join cities
    join service_themes using (service_type)
),

offered as (
    select
        area_id,
        answered as theme,
        bool_or(is_first and coverage_class <> 'unknown' and is_short) as is_short,
        bool_or(is_first and coverage_class <> 'unknown') as is_known,
        max(utilisation) filter (where is_first) as utilisation,
        sum(coalesce(services_in_reach, 0)) as services_in_reach,
        bool_or(used > 0) as is_used,
        min(capacity_unit) filter (where is_first and coverage_class <> 'unknown') as coverage_unit,
        min(method) filter (where is_first and coverage_class <> 'unknown') as coverage_method,
        list(name_de order by service_type) filter (where is_first and capacity is null) as types_unknown,
        list(distinct planning_field order by planning_field) filter (where is_first and capacity is null)
            as fields_unknown
    from answering
    group by all
),

-- what is lacking, summed within one unit and never across: places and hours do not add up
lacks as (
    select
        answering.area_id,
        answering.answered as theme,
        answering.capacity_unit as unit,
        sum(answering.lack order by answering.service_type) as amount,
        sum(answering.lack order by answering.service_type)
            / nullif(sum(answering.lack + answering.capacity order by answering.service_type), 0) as share
    from answering
    join offered on offered.area_id = answering.area_id and offered.theme = answering.answered
    where
        answering.is_first
        and answering.coverage_class <> 'unknown'
        -- where something is short, what is enough is not lacking
        and (answering.is_short or not offered.is_short)
    group by all
),

lacking as (
    select
        area_id,
        theme,
        list({'unit': unit, 'amount': amount, 'share': share} order by unit) as lacks
    from lacks
    group by all
),

-- what local providers say can be done; the most demanding counts
heard as (
    select
        asked.area_id,
        asked.theme,
        evidence.*  exclude (area_id, theme),
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
),

changed as (
    select
        asked.area_id,
        asked.theme,
        -- a cut is said where both happened: the less flattering of the two
        min(supply_changes.change) as register,
        list(distinct supply_changes.service_id order by supply_changes.service_id) as change_ids
    from asked
    cross join cities
    join service_themes on service_themes.theme = asked.theme and service_themes.is_first
    join supply_changes
        on supply_changes.service_type = service_themes.service_type
        and supply_changes.area_id in (asked.area_id, cities.city_area_id)
    group by all
),

groups as (
    select
        terms.area_id,
        replace(terms.owner_id, 'theme.', '') as theme,
        arg_max(terms.value, terms.period_end) as group_size,
        max(terms.period) as group_period
    from terms
    where terms.role = 'group' and terms.status = 'known'
    group by all
),

-- places by size among the Sozialräume, 0 for the smallest and 1 for the largest group
sized as (
    select
        groups.*,
        (rank() over (partition by groups.theme order by groups.group_size) - 1)
            / nullif(count(*) over (partition by groups.theme) - 1, 0) as group_place
    from groups
    semi join asked using (area_id, theme)
),

joined as (
    select
        asked.area_id,
        asked.theme,
        asked.position,
        asked.name_de,
        asked.planning_fields,
        asked.need_basis,
        asked.no_indicator_de,
        asked.proxy_de,
        asked.group_definition,
        asked.indicator_id,
        needs.period as need_period,
        needs.value as need_value,
        needs.city_value,
        needs.need_class,
        needs.rank as need_rank,
        needs.method as need_method,
        findings.* exclude (area_id, theme),
        agreements.data_says,
        agreements.studies_say,
        agreements.providers_say,
        agreements.agreement,
        agreements.agreement_de,
        agreements.evidence_count,
        agreements.evidence_local,
        agreements.evidence_until,
        offered.utilisation,
        offered.services_in_reach,
        offered.coverage_unit,
        offered.coverage_method,
        coalesce(offered.types_unknown, []) as types_unknown,
        coalesce(offered.fields_unknown, []) as fields_unknown,
        list_filter(coalesce(lacking.lacks, []), lambda lack: lack.amount > 0) as lacks,
        statements.answers,
        coalesce(statements.is_local, false) as has_local_statement,
        statements.statement_strength,
        coalesce(statements.statement_ids, []) as statement_ids,
        statements.stated_on,
        statements.counts_until,
        coalesce(statements.expired_ids, []) as expired_statement_ids,
        -- what was said last, where nothing that is said still counts
        case when statements.providers is null then statements.expired_providers end as earlier_providers_fact,
        case when statements.providers is null then statements.expired_on end as earlier_stated_on,
        coalesce(changed.change_ids, []) as change_ids,
        sized.group_size,
        sized.group_period,
        sized.group_place,
        case
            when needs.need_class >= 4 then 'high'
            when needs.need_class = 3 then 'medium'
            when needs.need_class <= 2 then 'low'
            when agreements.studies_say = 'more' or agreements.providers_say = 'more' then 'reported'
            else 'unknown'
        end as need_fact,
        case
            when findings.finding in ('new_need', 'aggravated') then 'worse'
            when findings.finding in ('none', 'relieved') then 'not_worse'
            else 'unknown'
        end as finding_fact,
        case
            when offered.theme is null then 'unknown'
            when offered.is_short then 'short'
            when offered.is_known then 'enough'
            when offered.services_in_reach > 0 or offered.is_used then 'present'
            else 'none_known'
        end as coverage_fact,
        case
            when offered.utilisation >= thresholds.full_from then 'full'
            when offered.utilisation is not null then 'free'
            else 'unknown'
        end as use_fact,
        coalesce(statements.providers, 'silent') as providers_fact,
        coalesce(changed.register, 'silent') as register_fact
    from asked
    cross join thresholds
    join findings using (area_id, theme)
    join agreements using (area_id, theme)
    left join needs on needs.area_id = asked.area_id and needs.indicator_id = asked.indicator_id
    left join offered using (area_id, theme)
    left join lacking using (area_id, theme)
    left join statements using (area_id, theme)
    left join changed using (area_id, theme)
    left join sized using (area_id, theme)
)

select * from joined
