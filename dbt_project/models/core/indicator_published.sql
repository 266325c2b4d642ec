{#
  Indicators at the level at which they are published and, added up exactly, at coarser ones; of Sozialräume also
  where a layer tells some of what is not published at that level.
#}
with indicators as (
    select * from {{ source('declared', 'indicator') }} where {{ in_part('indicator', 'indicator_id') }}
),

terms as (select * from {{ ref('term_value') }} where {{ in_part('indicator', 'owner_id') }}),

means as (select * from {{ ref('weighted_mean') }}),

above_the_line as (
    select * from terms anti join means using (term_id, source_id, area_id, period) where terms.role = 'numerator'
    union all by name
    select * from means
),

levels as (select * from {{ source('declared', 'area_level') }}),

sources as (select * from {{ source('declared', 'source') }}),

cities as (select * from {{ source('declared', 'city') }}),

poisson_limits as (select * from {{ source('declared', 'poisson_limit') }}),

numerators as (
    select
        indicators.indicator_id, indicators.denominator_rule, indicators.denominator_within,
        terms.area_id, terms.area_level, terms.source_id, terms.period, terms.period_start, terms.period_end,
        terms.value as numerator, terms.status as numerator_status,
        terms.method, terms.weight_source_id, terms.vintage_at as numerator_vintage_at,
        {{ denominator_date('indicators.denominator_rule', 'terms.period_end') }} as denominator_date
    from above_the_line as terms
    join indicators on indicators.indicator_id = terms.owner_id and indicators.cadence = terms.cadence
    join levels on levels.area_level = terms.area_level
    join levels as native_levels on native_levels.area_level = indicators.native_level
    join sources on sources.source_id = terms.source_id
    cross join cities
    where
        (
            levels.level_rank >= native_levels.level_rank
            or (
                sources.delivery = 'layer' and {{ is_known('terms.status') }}
                and terms.area_level = cities.sozialraum_level
            )
        )
        and list_contains(indicators.quarters, quarter(terms.period_end))
),

denominators as (
    select
        owner_id, area_id, status, value as denominator, period as denominator_period,
        period_end as denominator_end,
        source_id as denominator_source_id,
        vintage_at as denominator_vintage_at
    from terms
    where role = 'denominator' and {{ is_known('status') }}
),

standardised_rates as (
    select
        owner_id as indicator_id, area_id, period,
        max(value) filter (where role = 'rate') as rate,
        max(value) filter (where role = 'rate_variance') as rate_variance
    from terms
    where role in ('rate', 'rate_variance')
    group by all
),

dated as ({{ with_nearest_days('numerators', 'denominators') }}),

-- looked for once for all periods that ask for the same day
days as (select distinct indicator_id, area_id, denominator_rule, denominator_within, denominator_date from dated),

nearest as (
    select
        days.* exclude (denominator_rule, denominator_within),
        denominators.* exclude (owner_id, area_id, status),
        denominators.status as denominator_status
    from days
    asof join denominators
        on days.indicator_id = denominators.owner_id
        and days.area_id = denominators.area_id
        and days.denominator_date >= denominators.denominator_end
    where
        denominators.denominator > 0
        and (days.denominator_rule <> 'same_period' or denominators.denominator_end = days.denominator_date)
        and {{ is_within('days.denominator_within', months('denominators.denominator_end', 'days.denominator_date')) }}
),

sample_areas as (
    select area_level, count(*) as areas from {{ ref('area') }} where not is_unknown group by all
),

valued as (
    select
        numerators.* exclude (denominator_rule, denominator_within),
        nearest.* exclude (indicator_id, area_id, denominator_date),
        indicators.* exclude (indicator_id, position, name_de, definition, denominator_rule),
        case
            when not {{ is_known('numerator_status') }} then numerator_status
            when has_denominator and denominator is null then 'no_denominator'
            when standardised = 'direct' and rates.rate is null then 'no_denominator'
            else {{ weakest_status(among="[numerator_status, if(has_denominator, denominator_status, 'known')]") }}
        end as status,
        case
            when not has_denominator then numerator * scale
            when standardised = 'direct' then rates.rate * factor
            else numerator / denominator * factor
        end as value,
        sources.survey_answers / sample_areas.areas / sources.survey_design_effect as survey_sample,
        rates.rate_variance,
        poisson_limits.low as exact_low, poisson_limits.high as exact_high
    from dated as numerators
    join indicators using (indicator_id)
    join sources using (source_id)
    left join nearest using (indicator_id, area_id, denominator_date)
    left join standardised_rates as rates using (indicator_id, area_id, period)
    left join poisson_limits
        on poisson_limits.cases = if(indicators.interval_method = 'exact', numerators.numerator, null)
    left join sample_areas using (area_level)
)

select
    -- ids
    area_id,
    indicator_id,
    area_level,
    period,
    period_start,
    period_end,

    -- figures
    value,
    case when has_denominator then numerator end as numerator,
    denominator,
    denominator_period,
    coalesce(denominator_end < denominator_date, false) as denominator_carried,
    -- that of the count alone would claim more than is known of an area that was re-cut since
    if(status = 'estimated', null, {{ interval('low', standardised=true) }}) as ci_low,
    if(status = 'estimated', null, {{ interval('high', standardised=true) }}) as ci_high,

    -- what it is
    if(status = 'estimated', 'apportioned', method) as method,
    status,
    case when coalesce(denominator_source_id, weight_source_id, source_id) = source_id then source_id
        else source_id || ', ' || coalesce(denominator_source_id, weight_source_id) end as source_ids,
    greatest(numerator_vintage_at, denominator_vintage_at) as vintage_at
from valued
