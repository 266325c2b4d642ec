{# What is there for each theme in each Sozialraum and the city, what lacks, and what changed since the pandemic. #}
with asked as (select * from {{ ref('theme_asked') }}),

coverage as (select * from {{ ref('coverage') }} where is_latest),

supply_changes as (select * from {{ ref('supply_change') }}),

service_themes as (select * from {{ source('declared', 'service_theme') }}),

kinds as (select * from {{ source('declared', 'service_type_name') }}),

thresholds as (select * from {{ source('declared', 'coverability') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- where a place for each and to spare is no shortage, however many others have; the city itself is compared
-- with a benchmark only, for its own mean says nothing about it
measured as (
    select
        coverage.*,
        coalesce(coverage.capacity >= coverage.target_population and coverage.utilisation < thresholds.full_from, false)
            as has_spare,
        coverage.coverage_class <> 'unknown'
        and (coverage.area_id <> cities.city_area_id or coverage.benchmark_gap is not null or has_spare)
            as is_measured,
        coverage.coverage_class = 'below_city'
        or coalesce(
            coverage.benchmark_gap > cities.coverage_band * (coverage.capacity + coverage.benchmark_gap), false
        ) as is_below,
        bool_or(coalesce(coverage.services_in_reach, 0) > 0 or coalesce(coverage.used, coverage.capacity, 0) > 0)
            over (partition by coverage.service_type) as is_recorded
    from coverage
    cross join cities
    cross join thresholds
),

-- coverage: only services that answer the theme first can be enough for it; others are there, too, and what is withheld
answering as (
    select
        measured.* replace (measured.capacity_unit::varchar as capacity_unit),
        service_themes.theme as answered,
        service_themes.is_first,
        service_themes.is_first and is_measured as is_judged,
        service_themes.is_first and not is_measured as is_open,
        utilisation is not null as has_use,
        kinds.certain_de,
        is_below and not has_spare as is_short,
        if(has_spare, 0, greatest(coalesce(benchmark_gap, gap), 0)) as lack
    from measured
    join service_themes using (service_type)
    left join kinds using (service_type)
),

offered as (
    select
        area_id, answered as theme,
        bool_or(is_judged and is_short) as is_short,
        bool_or(is_judged) as is_known,
        bool_or(is_recorded) as is_recorded,
        bool_or(certain_de is not null) as is_certain,
        -- that another kind has free places says nothing of those that are enough or short
        max(utilisation) filter (where is_judged) as judged_use,
        max(utilisation) filter (where is_first) as any_use,
        coalesce(bool_and(has_use) filter (where is_judged), bool_and(has_use) filter (where is_first)) as use_is_known,
        sum(coalesce(services_in_reach, 0)) as services_in_reach,
        bool_or(used > 0 or capacity > 0 or (method <> 'listed' and used is null and capacity is null)) as is_used,
        min(capacity_unit) filter (where is_judged)::json as coverage_unit,
        if(bool_or(is_judged and method = 'apportioned'), 'apportioned', min(method) filter (where is_judged))
            as coverage_method,
        {{ weakest_status("if(is_judged, status, null)") }} as coverage_status,
        list(name_de order by service_type) filter (where is_open) as types_unknown,
        list(distinct planning_field order by planning_field) filter (where is_open) as fields_unknown
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
    -- where something is short, what is enough is not lacking
    where answering.is_judged and (answering.is_short or not offered.is_short)
    group by all
),

lacking as (
    select
        area_id, theme,
        list({'unit': unit::json, 'amount': amount, 'share': share} order by unit) as lacks
    from lacks
    group by all
),

changed as (
    select
        asked.area_id, asked.theme,
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
)

select
    -- ids
    asked.area_id, asked.theme,

    -- figures
    if(offered.is_known, offered.judged_use, offered.any_use) as utilisation,
    offered.services_in_reach,
    offered.coverage_unit,
    offered.coverage_method,
    offered.coverage_status,
    coalesce(offered.types_unknown, []) as types_unknown,
    coalesce(offered.fields_unknown, []) as fields_unknown,
    list_filter(coalesce(lacking.lacks, []), lambda lack: lack.amount > 0) as lacks,
    coalesce(changed.change_ids, []) as change_ids,

    -- facts
    case
        when offered.theme is null then 'unknown'
        when offered.is_short then 'short'
        when offered.is_known then 'enough'
        when offered.services_in_reach > 0 or offered.is_used or offered.is_certain then 'present'
        when offered.is_recorded then 'none_known'
        else 'not_recorded'
    end as coverage_fact,
    case
        when utilisation >= thresholds.full_from then 'full'
        when offered.use_is_known then 'free'
        else 'unknown'
    end as use_fact,
    coalesce(changed.register, 'silent') as register_fact
from asked
cross join thresholds
left join offered using (area_id, theme)
left join lacking using (area_id, theme)
left join changed using (area_id, theme)
