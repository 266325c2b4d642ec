{#
  Which Sozialräume a coarser area touches, and by which weights its figure of a period is shared out
  to them: the newest that were published up to the day that the denominator rule asks for.
#}
with indicators as (select * from {{ source('declared', 'indicator') }}),

terms as (select * from {{ ref('term_value') }}),

weights as (select * from {{ ref('apportionment_share') }}),

cities as (select * from {{ source('declared', 'city') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

extents as (select area_id, list(distinct unit_id order by unit_id) as units from crosswalk group by all),

weight_dates as (select distinct indicator_id, weight_date from weights),

dated as (
    select terms.owner_id as indicator_id, terms.area_id, terms.period, terms.period_end, weight_dates.weight_date
    from terms
    join indicators
        on indicators.indicator_id = terms.owner_id
        and indicators.native_level = terms.area_level
        and indicators.cadence = terms.cadence
    asof join weight_dates
        on weight_dates.indicator_id = terms.owner_id
        and weight_dates.weight_date <= {{ denominator_date(
            "if(indicators.denominator_rule = 'same_period', 'previous_year_end', indicators.denominator_rule)",
            'terms.period_end'
        ) }}
    where terms.role = 'numerator' and indicators.is_apportioned
)

select
    -- ids
    dated.indicator_id,
    dated.area_id as native_area_id,
    weights.area_id,
    cities.sozialraum_level as area_level,
    dated.period,
    dated.period_end,

    -- how it is shared out
    weights.weight,
    weights.share,
    coalesce(coarser.units = finer.units, false) as is_same_area,
    weights.weight_period,
    weights.weight_source_id
from dated
cross join cities
join weights
    on weights.indicator_id = dated.indicator_id
    and weights.native_area_id = dated.area_id
    and weights.weight_date = dated.weight_date
left join extents as coarser on coarser.area_id = weights.native_area_id
left join extents as finer on finer.area_id = weights.area_id
