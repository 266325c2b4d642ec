{#
  Percentages, scores and other means of areas for the coarser areas that these make up exactly: the mean of what is
  published, weighted by counts of the same areas (the population, say). It is known where every part is that has
  anybody in it, and no part lies in another area, too; what a source publishes of the coarser area itself is taken instead.
#}
with terms as (select * from {{ source('declared', 'term') }} where role in ('numerator', 'mean_weight')),

measures as (select * from {{ ref('fct_measure') }}),

sources as (select * from {{ source('declared', 'source') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

levels as (select * from {{ source('declared', 'area_level') }}),

crosswalk as (select * from {{ ref('stg_crosswalk') }}),

averaged as (
    select indicator_id, native_level, denominator_rule
    from indicators
    where indicator_id in (select owner_id from terms where role = 'mean_weight')
),

expected_series as (select term_id, source_id, count(*) as series from terms group by all),

figures as (
    select
        averaged.*,
        terms.term_id, terms.role, sources.source_id, sources.cadence,
        measures.area_id, measures.area_level, measures.period, measures.period_start, measures.period_end,
        sum(measures.value) as value,
        {{ weakest_status('measures.status') }} as status,
        max(measures.vintage_at) as vintage_at
    from averaged
    join terms on terms.owner_id = averaged.indicator_id
    join expected_series using (term_id, source_id)
    join measures using (source_id, measure_id, breakdown)
    join sources using (source_id)
    group by all
    having count(*) = any_value(expected_series.series) and bool_and({{ is_known('measures.status') }})
),

weights as (select * from figures where role = 'mean_weight'),

own as (select * from figures where role = 'numerator'),

-- which areas lie within which, by the smallest units of the city
extents as (select area_id, count(*) as units from crosswalk group by all),

touched as (
    select whole.area_id, whole.area_level, part.area_level as native_level, part.area_id as part_id, count(*) as units
    from crosswalk as whole
    join levels as its_level on its_level.area_level = whole.area_level
    join crosswalk as part using (unit_id)
    join levels as native on native.area_level = part.area_level
    where part.area_level in (select native_level from averaged) and its_level.level_rank > native.level_rank
    group by all
),

made_up_of as (
    select
        touched.*,
        bool_and(touched.units = part.units) over in_area
        and sum(touched.units) over in_area = whole.units as is_exact
    from touched
    join extents as part on part.area_id = touched.part_id
    join extents as whole on whole.area_id = touched.area_id
    window in_area as (partition by touched.area_id, touched.native_level)
),

wanted as (
    select
        series.*,
        made_up_of.area_id, made_up_of.area_level, made_up_of.part_id, made_up_of.is_exact,
        {{ denominator_date('series.denominator_rule', 'series.period_end') }} as weight_date
    from (
        select distinct
            indicator_id, native_level, denominator_rule, term_id, source_id, cadence, period, period_start, period_end
        from own
        where area_level = native_level
    ) as series
    join made_up_of using (native_level)
    anti join own
        on (own.indicator_id, own.period, own.area_id) = (series.indicator_id, series.period, made_up_of.area_id)
),

weighed as (
    select
        wanted.*,
        case
            when wanted.denominator_rule <> 'same_period' or weights.period_end = wanted.weight_date then weights.value
        end as weight,
        weights.status as weight_status,
        weights.source_id as weight_source_id,
        weights.vintage_at as weight_vintage_at
    from wanted
    asof left join weights
        on weights.indicator_id = wanted.indicator_id
        and weights.area_id = wanted.part_id
        and wanted.weight_date >= weights.period_end
),

means as (
    select
        weighed.term_id, weighed.indicator_id, weighed.area_id, weighed.area_level, weighed.source_id, weighed.cadence,
        weighed.period, weighed.period_start, weighed.period_end,
        any_value(weighed.weight_source_id) as weight_source_id,
        max(greatest(own.vintage_at, weighed.weight_vintage_at)) as vintage_at,
        list({'part_id': weighed.part_id, 'weight': weighed.weight} order by weighed.part_id) as parts,
        bool_and(
            weighed.is_exact and coalesce(weighed.weight = 0 or own.value + weighed.weight is not null, false)
        ) as is_known,
        {{ weakest_status(among="list(own.status) || list(weighed.weight_status)") }} as status,
        -- in a fixed order: a sum of floats depends on it in the last digit
        sum(own.value * weighed.weight order by weighed.part_id)
        / nullif(sum(weighed.weight order by weighed.part_id), 0) as value
    from weighed
    left join own
        on (own.indicator_id, own.source_id, own.period, own.area_id)
        = (weighed.indicator_id, weighed.source_id, weighed.period, weighed.part_id)
    group by all
)

select
    * exclude (indicator_id, is_known, status, value),
    indicator_id as owner_id,
    'numerator' as role,
    'aggregated' as method,
    case when is_known then value end as value,
    if(is_known and value is not null, status, 'missing') as status
from means
