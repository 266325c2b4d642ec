{#
  What the joint simulation of ranks draws from: the newest figures of the areas that are compared, and
  the newest ones at the end of a year that the social index is made of.

  Of published figures the values drawn towards the mean count, with an interval that is narrower by the
  root of the own value's weight (that of the empirical Bayes posterior). How much areas differ is known
  to about the standard error of a variance of k areas, sqrt(2 / (k - 1)): the weight is not taken as
  smaller than that, also where no difference was found. An estimate has the error of
  the coarser area that it comes from, which its neighbours in that area share, and one of its own.
#}
with facts as (select * from {{ ref('fct_indicator') }}),

published as (select * from {{ ref('indicator_published') }}),

shrunk as (select * from {{ ref('value_shrunk') }}),

crosswalk as (select * from {{ ref('dim_area_crosswalk') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

index_parts as (select * from {{ source('declared', 'social_index_part') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

areas as (select * from {{ ref('area') }}),

compared as (
    select
        facts.* exclude (is_latest),
        indicators.native_level,
        if(indicators.higher_is_need, 1, -1) as direction,
        count(*) over (partition by facts.area_level, facts.indicator_id, facts.period) as areas,
        facts.period_end = max(facts.period_end) over newest as is_latest,
        index_parts.indicator_id is not null
        and facts.period_end
        = max(facts.period_end) filter (where month(facts.period_end) = 12 and day(facts.period_end) = 31) over newest
            as is_newest_year_end
    from facts
    join indicators using (indicator_id)
    join levels using (area_level)
    join areas on areas.area_id = facts.area_id and not areas.is_unknown
    left join index_parts on index_parts.indicator_id = facts.indicator_id
    where {{ is_known('facts.status') }} and indicators.is_need and levels.compares_need
    window newest as (partition by facts.area_level, facts.indicator_id)
),

-- an estimate of parts of several coarser areas shares its error with none of them alone
coarser as (
    select
        compared.area_id,
        compared.indicator_id,
        compared.period,
        any_value(crosswalk.other_area_id) as coarser_area_id,
        any_value(published.ci_high - published.ci_low) as coarser_width
    from compared
    join crosswalk
        on crosswalk.area_id = compared.area_id and crosswalk.other_area_level = compared.native_level
    join published
        on published.area_id = crosswalk.other_area_id
        and published.indicator_id = compared.indicator_id
        and published.period = compared.period
    where compared.method not in ('direct', 'aggregated') and (compared.is_latest or compared.is_newest_year_end)
    group by all
    having count(*) = 1
)

select
    -- ids
    compared.area_id,
    compared.indicator_id,
    compared.area_level,
    compared.period,
    compared.period_end,

    -- figures
    compared.direction,
    compared.value,
    coalesce(shrunk.value_shrunk, compared.value) as centre,
    (compared.value - compared.ci_low) * sqrt(weighted.own_weight) as below,
    (compared.ci_high - compared.value) * sqrt(weighted.own_weight) as above,

    -- what they share
    compared.source_ids,
    coarser.coarser_area_id,
    case when coarser.coarser_width is not null and compared.ci_high > compared.ci_low
        then least(coarser.coarser_width / (compared.ci_high - compared.ci_low), 1) ^ 2 end as coarser_share,

    -- what they are for
    compared.is_latest,
    coalesce(compared.is_newest_year_end, false) as is_newest_year_end
from compared
left join shrunk using (area_id, indicator_id, period)
left join coarser using (area_id, indicator_id, period)
cross join lateral (
    select case when shrunk.own_weight is null then 1
        else least(greatest(shrunk.own_weight, sqrt(2 / (compared.areas - 1))), 1) end as own_weight
) as weighted
where compared.is_latest or compared.is_newest_year_end
order by compared.area_level, compared.indicator_id, compared.period, compared.area_id
