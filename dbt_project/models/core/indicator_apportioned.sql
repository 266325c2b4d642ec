{#
  Estimates at Sozialraum level of indicators whose source is coarser. The numerator of the
  coarser area is shared out by weights; the denominator is the Sozialraum's own where one is
  published, else shared out alike. The interval is widened by the spread between the coarser
  areas, which stands in for the unknown spread within them, except where a Sozialraum consists
  of whole coarser areas.
#}
with indicators as (select * from {{ source('declared', 'indicator') }}),

published as (select * from {{ ref('indicator_published') }}),

weights as (select * from {{ ref('apportionment_weight') }}),

terms as (select * from {{ ref('term_value') }}),

areas as (select * from {{ ref('area') }}),

cities as (select * from {{ source('declared', 'city') }}),

native as (
    select
        published.*,
        indicators.denominator_rule,
        {{ denominator_date(
            "case when indicators.denominator_rule = 'same_period' then 'previous_year_end' else indicators.denominator_rule end",
            'published.period_end'
        ) }} as weight_date_wanted,
        -- in a fixed order: a sum of floats depends on it in the last digit
        stddev_pop(published.value) over (
            partition by published.indicator_id, published.period
            order by published.area_id
            rows between unbounded preceding and unbounded following
        ) as spread
    from published
    join indicators using (indicator_id)
    join areas using (area_id)
    where
        indicators.is_apportioned
        and published.area_level = indicators.native_level
        and not areas.is_unknown
),

weight_dates as (
    select distinct indicator_id, weight_date from weights
),

dated as (
    select native.*, weight_dates.weight_date
    from native
    asof join weight_dates
        on native.indicator_id = weight_dates.indicator_id
        and native.weight_date_wanted >= weight_dates.weight_date
),

shared_out as (
    select
        weights.area_id,
        dated.indicator_id,
        dated.period,
        dated.period_start,
        dated.period_end,
        dated.denominator_rule,
        any_value(weights.weight_source_id) as weight_source_id,
        dated.weight_date,
        any_value(weights.weight_period) as weight_period,
        bool_and(dated.status = 'known' and weights.share is not null) as is_known,
        bool_or(dated.status = 'suppressed') as has_suppressed,
        bool_or(dated.status = 'no_denominator') as has_no_denominator,
        sum(dated.numerator * weights.share order by dated.area_id) as numerator,
        sum(dated.denominator * weights.share order by dated.area_id) as shared_denominator,
        bool_or(dated.denominator_carried) as denominator_carried,
        any_value(dated.denominator_period) as denominator_period,
        any_value(dated.spread) as spread,
        bool_and(weights.share > 1 - 1e-9) as consists_of_whole_areas,
        any_value(dated.source_ids) as source_ids,
        max(dated.vintage_at) as vintage_at
    from dated
    join weights
        on weights.indicator_id = dated.indicator_id
        and weights.native_area_id = dated.area_id
        and weights.weight_date = dated.weight_date
    group by all
),

own_denominators as (
    select terms.owner_id as indicator_id, terms.area_id, terms.period as denominator_period, terms.value
    from terms
    cross join cities
    where
        terms.role = 'denominator'
        and terms.area_level = cities.sozialraum_level
        and terms.status = 'known'
),

joined as (
    select
        shared_out.* exclude (shared_denominator),
        indicators.interval_method,
        indicators.unit,
        indicators.factor,
        cities.sozialraum_level as area_level,
        case when shared_out.denominator_rule = 'same_period' then shared_out.shared_denominator
            else own_denominators.value end as denominator
    from shared_out
    join indicators using (indicator_id)
    cross join cities
    left join own_denominators using (indicator_id, area_id, denominator_period)
),

valued as (
    select
        *,
        case
            when is_known and denominator > 0 then 'known'
            when has_suppressed then 'suppressed'
            when has_no_denominator or is_known then 'no_denominator'
            else 'missing'
        end as status,
        case when is_known and denominator > 0 then numerator / denominator * factor end as value,
        null::double as survey_sample
    from joined
),

with_sampling_error as (
    select
        *,
        {{ interval('low') }} as sampling_low,
        {{ interval('high') }} as sampling_high,
        case when consists_of_whole_areas then 0 else {{ z95() }} * spread end as apportionment_error
    from valued
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
    case when status = 'known' then numerator end as numerator,
    case when status = 'known' then denominator end as denominator,
    denominator_period,
    denominator_carried,
    weight_period,
    case when sampling_low is not null
        then greatest(value - sqrt((value - sampling_low) ^ 2 + apportionment_error ^ 2), 0) end as ci_low,
    case when sampling_high is not null then least(
        value + sqrt((sampling_high - value) ^ 2 + apportionment_error ^ 2),
        case when unit = 'share' then 1 else 'infinity'::double end
    ) end as ci_high,

    -- what it is
    'apportioned' as method,
    status,
    case when list_contains(string_split(source_ids, ', '), weight_source_id) then source_ids
        else source_ids || ', ' || weight_source_id end as source_ids,
    vintage_at
from with_sampling_error
