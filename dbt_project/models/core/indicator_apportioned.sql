{#
  Estimates at Sozialraum level of indicators whose source is coarser. The numerator of the
  coarser area is shared out by weights; the denominator is the Sozialraum's own where one is
  published, else shared out alike. The interval is widened by the spread between the coarser
  areas, which stands in for the unknown spread within them, except where a Sozialraum consists
  of whole coarser areas.
#}
with indicators as (select * from {{ source('declared', 'indicator') }}),

published as (select * from {{ ref('indicator_published') }}),

weights as (select * from {{ ref('apportionment_share') }}),

terms as (select * from {{ ref('term_value') }}),

areas as (select * from {{ ref('area') }}),

cities as (select * from {{ source('declared', 'city') }}),

weight_dates as (select distinct indicator_id, weight_date from weights),

native as (
    select
        published.*,
        indicators.denominator_rule,
        weight_dates.weight_date,
        -- in a fixed order: a sum of floats depends on it in the last digit
        stddev_pop(published.value) over (
            partition by published.indicator_id, published.period
            order by published.area_id
            rows between unbounded preceding and unbounded following
        ) as spread
    from published
    join indicators using (indicator_id)
    join areas using (area_id)
    asof join weight_dates
        on weight_dates.indicator_id = published.indicator_id
        and weight_dates.weight_date <= {{ denominator_date(
            "if(indicators.denominator_rule = 'same_period', 'previous_year_end', indicators.denominator_rule)",
            'published.period_end'
        ) }}
    where
        indicators.is_apportioned
        and published.area_level = indicators.native_level
        and not areas.is_unknown
),

shared_out as (
    select
        weights.area_id, native.indicator_id, native.period, native.period_start, native.period_end,
        native.denominator_rule,
        any_value(weights.weight_source_id) as weight_source_id,
        native.weight_date,
        any_value(weights.weight_period) as weight_period,
        bool_and(native.status = 'known' and weights.share is not null) as is_known,
        bool_or(native.status = 'suppressed') as has_suppressed,
        bool_or(native.status = 'no_denominator') as has_no_denominator,
        sum(native.numerator * weights.share order by native.area_id) as numerator,
        sum(native.denominator * weights.share order by native.area_id) as shared_denominator,
        bool_or(native.denominator_carried) as denominator_carried,
        any_value(native.denominator_period) as denominator_period,
        any_value(native.spread) as spread,
        bool_and(weights.share > 1 - 1e-9) as consists_of_whole_areas,
        any_value(native.source_ids) as source_ids,
        max(native.vintage_at) as vintage_at
    from native
    join weights
        on weights.indicator_id = native.indicator_id
        and weights.native_area_id = native.area_id
        and weights.weight_date = native.weight_date
    group by all
),

own_denominators as (
    select terms.owner_id as indicator_id, terms.area_id, terms.period as denominator_period, terms.value
    from terms
    cross join cities
    where terms.role = 'denominator' and terms.area_level = cities.sozialraum_level and terms.status = 'known'
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
