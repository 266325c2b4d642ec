{#
  What the joint simulation of ranks draws from: the newest figures of the areas that are compared, and
  those at the newest end of a year that has all that the social index is made of.

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
        index_parts.indicator_id is not null and month(facts.period_end) = 12 and day(facts.period_end) = 31
            as is_index_year_end
    from facts
    join indicators using (indicator_id)
    join levels using (area_level)
    join areas on areas.area_id = facts.area_id and not areas.is_unknown
    left join index_parts on index_parts.indicator_id = facts.indicator_id
    where {{ is_known('facts.status') }} and indicators.is_need and levels.compares_need
    window newest as (partition by facts.area_level, facts.indicator_id)
),

-- of a newer year a part of the index may not be out yet
index_years as (
    select area_level, max(period_end) as period_end
    from (
        select area_level, period_end
        from compared
        where is_index_year_end
        group by area_level, period_end
        having count(distinct indicator_id) = (select count(*) from index_parts)
    )
    group by all
),

drawn_from as (
    select
        compared.*,
        compared.is_index_year_end and coalesce(compared.period_end = index_years.period_end, false)
            as is_newest_year_end
    from compared
    left join index_years using (area_level)
    where compared.is_latest or (compared.is_index_year_end and compared.period_end = index_years.period_end)
),

-- an estimate of parts of several coarser areas shares its error with none of them alone
coarser as (
    select
        drawn_from.area_id,
        drawn_from.indicator_id,
        drawn_from.period,
        any_value(crosswalk.other_area_id) as coarser_area_id,
        any_value(published.ci_high - published.ci_low) as coarser_width
    from drawn_from
    join crosswalk
        on crosswalk.area_id = drawn_from.area_id and crosswalk.other_area_level = drawn_from.native_level
    join published
        on published.area_id = crosswalk.other_area_id
        and published.indicator_id = drawn_from.indicator_id
        and published.period = drawn_from.period
    where drawn_from.method not in ('direct', 'aggregated')
    group by all
    having count(*) = 1
)

select
    -- ids
    drawn_from.area_id,
    drawn_from.indicator_id,
    drawn_from.area_level,
    drawn_from.period,
    drawn_from.period_end,

    -- figures
    drawn_from.direction,
    drawn_from.value,
    coalesce(shrunk.value_shrunk, drawn_from.value) as centre,
    (drawn_from.value - drawn_from.ci_low) * sqrt(weighted.own_weight) as below,
    (drawn_from.ci_high - drawn_from.value) * sqrt(weighted.own_weight) as above,

    -- what they share
    drawn_from.source_ids,
    coarser.coarser_area_id,
    case when coarser.coarser_width is not null and drawn_from.ci_high > drawn_from.ci_low
        then least(coarser.coarser_width / (drawn_from.ci_high - drawn_from.ci_low), 1) ^ 2 end as coarser_share,

    -- what they are for
    drawn_from.is_latest,
    drawn_from.is_newest_year_end
from drawn_from
left join shrunk using (area_id, indicator_id, period)
left join coarser using (area_id, indicator_id, period)
cross join lateral (
    select case when shrunk.own_weight is null then 1
        else least(greatest(shrunk.own_weight, sqrt(2 / (drawn_from.areas - 1))), 1) end as own_weight
) as weighted
order by drawn_from.area_level, drawn_from.indicator_id, drawn_from.period, drawn_from.area_id
