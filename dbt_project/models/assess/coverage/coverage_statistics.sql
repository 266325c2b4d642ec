{#
  Capacity, use and target population as statistics give them, and estimates for the Sozialräume
  where the statistics are coarser: all three are shared out by the same weights, so that the
  estimate's ratio is that of the areas it comes from and says nothing more.
#}
with service_types as (select * from {{ source('declared', 'service_type') }}),

kinds as (select * from {{ source('declared', 'service_type_name') }}),

terms as (select * from {{ ref('term_value') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

areas as (select * from {{ ref('area') }}),

weights as (select * from {{ ref('apportionment_share') }}),

counted as (
    select terms.*, service_types.native_level
    from terms
    join service_types on service_types.service_type = terms.owner_id and service_types.cadence = terms.cadence
    join levels on levels.area_level = terms.area_level
    join levels as native on native.area_level = service_types.native_level
    join areas on areas.area_id = terms.area_id and not areas.is_unknown
    where terms.role = 'used' and levels.level_rank >= native.level_rank
),

capacities as (select * from terms where role = 'capacity'),

targets as ({{ target_populations() }}),

-- of all areas of a kind on one day: that of the end of the year, or the newest until then where there is none
target_days as (select distinct owner_id, period_end as day from targets),

used as (
    select counted.*, coalesce(of_year.day, until_then.day) as target_day
    from counted
    left join target_days as of_year
        on of_year.owner_id = counted.owner_id and of_year.day = make_date(year(counted.period_end), 12, 31)
    asof left join target_days as until_then
        on until_then.owner_id = counted.owner_id and counted.period_end >= until_then.day
),

published as (
    select
        used.area_id,
        used.area_level,
        used.owner_id as service_type,
        used.period,
        used.period_start,
        used.period_end,
        capacities.value as capacity,
        used.value as used,
        targets.value as target_population,
        targets.period as target_period,
        {{ weakest_status(among='[used.status, capacities.status, targets.status]') }} as status,
        case when used.area_level = used.native_level then 'direct' else 'aggregated' end as method,
        used.native_level,
        array_to_string(
            list_sort(list_distinct([used.source_id, capacities.source_id, targets.source_id])), ', '
        ) as source_ids,
        greatest(used.vintage_at, capacities.vintage_at, targets.vintage_at) as vintage_at
    from used
    left join capacities
        on capacities.owner_id = used.owner_id
        and capacities.area_id = used.area_id
        and capacities.period = used.period
    left join targets
        on targets.owner_id = used.owner_id
        and targets.area_id = used.area_id
        and targets.period_end = used.target_day
),

weight_dates as (select distinct indicator_id, weight_date from weights),

dated as (
    select published.*, kinds.apportion_like, weight_dates.weight_date
    from published
    join kinds using (service_type)
    asof join weight_dates
        on weight_dates.indicator_id = kinds.apportion_like
        and published.period_end >= weight_dates.weight_date
    where published.area_level = published.native_level
),

shared_out as (
    select
        weights.area_id,
        dated.service_type,
        dated.period,
        dated.period_start,
        dated.period_end,
        case when bool_and(dated.target_population is not null) then max(dated.target_period) end as target_period,
        weights.weight_source_id,
        -- one unknown part makes the sum unknown
        case when bool_and(dated.capacity is not null and weights.share is not null)
            then sum(dated.capacity * weights.share order by dated.area_id) end as capacity,
        case when bool_and(dated.used is not null and weights.share is not null)
            then sum(dated.used * weights.share order by dated.area_id) end as used,
        case when bool_and(dated.target_population is not null and weights.share is not null)
            then sum(dated.target_population * weights.share order by dated.area_id) end as target_population,
        {{ weakest_status('dated.status') }} as status,
        array_to_string(list_sort(list_distinct(flatten(list(string_split(dated.source_ids, ', '))))), ', ')
            as source_ids,
        max(dated.vintage_at) as vintage_at
    from dated
    join weights
        on weights.indicator_id = dated.apportion_like
        and weights.native_area_id = dated.area_id
        and weights.weight_date = dated.weight_date
    group by all
),

estimated as (
    select
        shared_out.area_id,
        areas.area_level,
        shared_out.service_type,
        shared_out.period,
        shared_out.period_start,
        shared_out.period_end,
        shared_out.capacity,
        shared_out.used,
        shared_out.target_population,
        shared_out.target_period,
        'apportioned' as method,
        shared_out.status,
        array_to_string(
            list_sort(list_distinct(string_split(shared_out.source_ids, ', ') || [shared_out.weight_source_id])), ', '
        ) as source_ids,
        shared_out.vintage_at
    from shared_out
    join areas on areas.area_id = shared_out.area_id and not areas.is_unknown
)

select * exclude (native_level) from published
union all by name
select * from estimated
