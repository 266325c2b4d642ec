{# The facts that the decision table asks for, one row per Sozialraum and theme. #}
with themes as (select * from {{ source('declared', 'theme') }}),

areas as (select * from {{ ref('int_area') }} where not is_unknown),

cities as (select * from {{ source('declared', 'city') }}),

thresholds as (select * from {{ source('declared', 'coverability') }}),

service_themes as (select * from {{ source('declared', 'service_theme') }}),

needs as (select * from {{ ref('mart_need') }} where is_latest),

findings as (select * from {{ ref('int_theme_finding') }}),

agreements as (select * from {{ ref('mart_evidence_agreement') }}),

coverage as (select * from {{ ref('mart_coverage') }} where is_latest),

evidence as (select * from {{ ref('mart_evidence') }}),

supply_changes as (select * from {{ ref('int_supply_change') }}),

terms as (select * from {{ ref('int_term') }}),

asked as (
    select areas.area_id, themes.*
    from areas
    join cities on cities.sozialraum_level = areas.area_level
    cross join themes
),

-- coverage: only services that answer the theme first can be enough for it; others are there, too
offered as (
    select
        coverage.area_id,
        service_themes.theme,
        count(*) filter (where service_themes.is_first) as first_types,
        bool_or(service_themes.is_first and coverage.coverage_class = 'below_city') as is_short,
        bool_or(service_themes.is_first and coverage.coverage_class in ('about_city', 'above_city')) as is_enough,
        max(coverage.utilisation) filter (where service_themes.is_first) as utilisation,
        sum(coalesce(coverage.services_in_reach, 0)) as services_in_reach,
        bool_or(coverage.used > 0) as is_used,
        sum(greatest(coalesce(coverage.benchmark_gap, coverage.gap), 0)) filter (
            where service_themes.is_first and coverage.coverage_class = 'below_city'
        ) as lacking,
        any_value(coverage.capacity_unit) filter (
            where service_themes.is_first and coverage.coverage_class <> 'unknown'
        ) as coverage_unit,
        any_value(coverage.method) filter (
            where service_themes.is_first and coverage.coverage_class <> 'unknown'
        ) as coverage_method
    from coverage
    join service_themes using (service_type)
    group by all
),

-- what local providers say can be done; the most demanding counts
statements as (
    select
        asked.area_id,
        asked.theme,
        case max(
            case evidence.can_be_met_by
                when 'existing' then 1
                when 'task_change' then 2
                when 'task_extension' then 3
                when 'not_at_present' then 4
            end
        )
            when 1 then 'existing'
            when 2 then 'task_change'
            when 3 then 'task_extension'
            when 4 then 'not_at_present'
        end as providers,
        count(distinct evidence.can_be_met_by) as answers,
        bool_or(evidence.scope = 'sozialraum') as is_local,
        list(evidence.evidence_id order by evidence.evidence_id) as statement_ids
    from asked
    cross join cities
    join evidence
        on evidence.theme = asked.theme
        and evidence.area_id in (asked.area_id, cities.city_area_id)
        and evidence.can_be_met_by in ('existing', 'task_change', 'task_extension', 'not_at_present')
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
        offered.utilisation,
        offered.services_in_reach,
        offered.lacking,
        offered.coverage_unit,
        offered.coverage_method,
        statements.answers,
        coalesce(statements.is_local, false) as has_local_statement,
        coalesce(statements.statement_ids, []) as statement_ids,
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
            when offered.is_enough then 'enough'
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
    left join statements using (area_id, theme)
    left join changed using (area_id, theme)
    left join sized using (area_id, theme)
)

select * from joined
