{#
  Estimates at Sozialraum level of indicators whose source is coarser: modelled where a model tells
  which share of a coarser area's numerator falls to a Sozialraum, else apportioned, which is shared
  out by weights. The denominator is the Sozialraum's own where one is published, else shared out
  alike. The interval is widened by the model's margin; without a model by the spread between the
  coarser areas, which stands in for the unknown spread within them, except where a Sozialraum
  consists of whole coarser areas. What is published of a coarser area that is a Sozialraum by itself, made of
  the same smallest units, is the Sozialraum's own figure and no estimate.
#}
with indicators as (select * from {{ source('declared', 'indicator') }}),

published as (select * from {{ ref('indicator_published') }}),

parts as (select * from {{ ref('coarser_part') }}),

modelled as (select * from {{ source('statistics', 'modelled_share') }}),

terms as (select * from {{ ref('term_value') }}),

areas as (select * from {{ ref('area') }}),

cities as (select * from {{ source('declared', 'city') }}),

native as (
    select
        published.* exclude (area_level, ci_low, ci_high, area_id, method),
        published.area_id as native_area_id,
        published.method as native_method,
        indicators.denominator_rule,
        -- in a fixed order: a sum of floats depends on it in the last digit
        stddev_pop(published.value) over (
            partition by published.indicator_id, published.period
            order by published.area_id
            rows between unbounded preceding and unbounded following
        ) as spread
    from published
    join indicators
        on indicators.indicator_id = published.indicator_id
        and indicators.native_level = published.area_level
    join areas using (area_id)
    where not areas.is_unknown
),

shared_out as (
    select
        parts.area_id, parts.area_level, native.indicator_id, native.period, native.period_start, native.period_end,
        native.denominator_rule, parts.weight_period,
        any_value(parts.weight_source_id) as weight_source_id,
        coalesce(bool_and(parts.is_same_area), false) as is_same_area,
        any_value(native.native_method) as native_method,
        count(modelled.share) > 0 as is_modelled,
        bool_and({{ is_known('native.status') }} and parts.share is not null) as is_known,
        bool_or(native.status = 'suppressed') as has_suppressed,
        {{ weakest_status('native.status') }} as status_of_parts,
        bool_or(native.status = 'no_denominator') as has_no_denominator,
        sum(
            native.numerator * if(parts.is_same_area, 1, coalesce(modelled.share, parts.share)) order by native_area_id
        ) as numerator,
        sum(native.denominator * parts.share order by native_area_id) as shared_denominator,
        bool_or(native.denominator_carried) as denominator_carried,
        any_value(native.denominator_period) as denominator_period,
        case
            when bool_and(parts.is_same_area) then 0
            when count(modelled.share) > 0 then any_value(modelled.margin)
            when bool_and(parts.share > 1 - 1e-9) then 0
            else {{ z95() }} * any_value(native.spread)
        end as margin,
        any_value(native.source_ids) as source_ids,
        max(native.vintage_at) as vintage_at
    from native
    join parts using (indicator_id, period, native_area_id)
    left join modelled using (indicator_id, period, native_area_id, area_id)
    group by all
),

own_denominators as (
    select terms.owner_id as indicator_id, terms.area_id, terms.period as denominator_period, terms.value
    from terms
    cross join cities
    where terms.role = 'denominator' and terms.area_level = cities.sozialraum_level and {{ is_known('terms.status') }}
),

joined as (
    select
        shared_out.* exclude (shared_denominator),
        indicators.interval_method,
        indicators.unit,
        indicators.factor,
        case when shared_out.denominator_rule = 'same_period' then shared_out.shared_denominator
            else own_denominators.value end as denominator
    from shared_out
    join indicators using (indicator_id)
    left join own_denominators using (indicator_id, area_id, denominator_period)
),

valued as (
    select
        *,
        case
            when is_known and denominator > 0
                then if(status_of_parts = 'estimated' and not is_same_area, 'known', status_of_parts)
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
        {{ interval('high') }} as sampling_high
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
    case when {{ is_known('status') }} then numerator end as numerator,
    case when {{ is_known('status') }} then denominator end as denominator,
    denominator_period,
    denominator_carried,
    if(is_same_area, null, weight_period) as weight_period,
    case when sampling_low is not null
        then greatest(value - sqrt((value - sampling_low) ^ 2 + margin ^ 2), 0) end as ci_low,
    case when sampling_high is not null then least(
        value + sqrt((sampling_high - value) ^ 2 + margin ^ 2),
        case when unit = 'share' then 1 else 'infinity'::double end
    ) end as ci_high,

    -- what it is
    case when is_same_area then native_method when is_modelled then 'modelled' else 'apportioned' end as method,
    status,
    case when is_same_area or list_contains(string_split(source_ids, ', '), weight_source_id) then source_ids
        else source_ids || ', ' || weight_source_id end as source_ids,
    vintage_at
from with_sampling_error
