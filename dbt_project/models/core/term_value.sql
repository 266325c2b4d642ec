{# What indicators and service types are computed from: series added up, for each area and period. #}
with terms as (select * from {{ source('declared', 'term') }} where {{ in_part('owner', 'owner_id') }}),

measures as (select * from {{ ref('fct_measure') }}),

sources as (select * from {{ source('declared', 'source') }}),

standard_classes as (select * from {{ source('declared', 'standard_class') }}),

-- a term of a source, by a number; each of its terms says the same but for the series
numbered as (
    select
        row_number() over () as number,
        terms.term_id, terms.owner_id, terms.role, source_id, sources.cadence, sources.url,
        sources.delivery = 'layer' as is_of_layer, count(*) as expected_series,
        string_agg(distinct terms.breakdown, ' ' order by terms.breakdown) as parts
    from terms
    join sources using (source_id)
    group by all
),

wanted as (
    select numbered.number, numbered.expected_series, terms.source_id, terms.measure_id, terms.breakdown
    from terms
    join numbered using (term_id, owner_id, role, source_id)
),

counted as (
    select
        wanted.number,
        measures.area_id, measures.area_level, measures.period, measures.period_start, measures.period_end,
        max(measures.vintage_at) as vintage_at,
        case when bool_or(measures.method = 'apportioned') then 'apportioned'
            when bool_or(measures.method = 'aggregated') then 'aggregated' else 'direct' end as method,
        case when count(*) = any_value(wanted.expected_series) and bool_and({{ is_known('measures.status') }})
            then sum(measures.value) end as value,
        case when bool_or(measures.status = 'suppressed') then 'suppressed'
            when count(*) < any_value(wanted.expected_series) or bool_or(measures.status = 'missing') then 'missing'
            else {{ weakest_status('measures.status') }} end as status
    from wanted
    join measures using (source_id, measure_id, breakdown)
    group by all
),

added_up as (
    select
        numbered.term_id, numbered.owner_id, numbered.role,
        counted.area_id, counted.area_level, numbered.source_id, numbered.cadence,
        counted.* exclude (number, area_id, area_level),
        numbered.is_of_layer, numbered.url, numbered.parts
    from counted
    join numbered using (number)
),

of_one_table as ( -- entries that have no part of a dimension in common give others of it each
    select terms.owner_id, terms.role, url, count(*) = count(distinct breakdown)
        and count(distinct regexp_replace(breakdown, '=[^;]*', '', 'g')) = 1 as gives_parts
    from terms join sources using (source_id) group by all having count(distinct source_id) > 1
),

entries as (
    select added_up.* exclude (url, parts), url || if(of_one_table.gives_parts, ' ' || parts, '') as part
    from added_up join of_one_table using (owner_id, role, url)
),

-- entries that read one table complete each other: of an area the one counts that states its figure, of equal sums
-- the first by its id; those that differ stay, as those of several kinds, and the check tells
completed as (
    select * exclude (url, parts) from added_up anti join of_one_table using (owner_id, role, url)
    union all
    select * exclude (part) from entries
    qualify rank() over (partition by term_id, part, area_id, period order by value is null, method <> 'direct') = 1
    and source_id
    = min(source_id) over (partition by term_id, part, area_id, period, method = 'direct', round(value, 6))
),

of_layers as (select distinct term_id, area_id, period from completed where is_of_layer),

-- a layer tells what no table does
summed as (
    select * exclude (is_of_layer) from completed anti join of_layers using (term_id, area_id, period)
    union all
    select * exclude (is_of_layer) from completed semi join of_layers using (term_id, area_id, period)
    qualify row_number() over (
        partition by term_id, area_id, period order by {{ is_known('status') }} desc, is_of_layer, source_id
    ) = 1
),

-- what is standardised: cases and population in each class of age
populations as (
    select summed.*, classes.age_class, classes.method as standardised, classes.classes, classes.weight
    from summed
    join standard_classes as classes
        on classes.indicator_id = summed.owner_id and summed.role = 'population:' || classes.age_class
),

rates as (
    select
        populations.owner_id, populations.area_id, populations.area_level, populations.period, populations.age_class,
        cases.source_id, cases.vintage_at, cases.value / nullif(populations.value, 0) as rate,
        {{ weakest_status(among='[cases.status, populations.status]') }} as rate_status,
        cases.value / nullif(populations.value, 0) ^ 2 as variance
    from populations
    join summed as cases
        on cases.owner_id = populations.owner_id and cases.role = 'cases:' || populations.age_class
        and cases.area_id = populations.area_id and cases.period = populations.period
),

-- indirectly by the rates of the whole city, directly by those of the area itself
applied as (
    select
        populations.*, rates.rate, rates.rate_status, rates.variance,
        rates.source_id as rate_source_id, rates.vintage_at as rated_at
    from populations
    join rates
        on rates.owner_id = populations.owner_id and rates.age_class = populations.age_class
        and rates.period = populations.period
        and if(populations.standardised = 'direct', rates.area_id = populations.area_id, rates.area_level = 'city')
),

standardised as (
    select
        owner_id, area_id, area_level,
        if(source_id = rate_source_id, source_id, rate_source_id || ', ' || source_id) as source_id,
        cadence, period, period_start, period_end,
        any_value(standardised) as standardised,
        max(greatest(vintage_at, rated_at)) as vintage_at,
        {{ weakest_status(among='list(status) || list(rate_status)') }} as status,
        count(value * rate) = any_value(classes) as is_known,
        sum(value * rate order by age_class) as expected_cases,
        sum(weight * rate order by age_class) / sum(weight) as rate,
        sum(weight ^ 2 * variance order by age_class) / sum(weight) ^ 2 as rate_variance
    from applied
    group by all
),

-- expected cases are the denominator of the ratio of those observed to them
standardised_terms as (
    select
        unnest(case standardised when 'indirect' then [{'role': 'denominator', 'value': expected_cases}]
            else [{'role': 'rate', 'value': rate}, {'role': 'rate_variance', 'value': rate_variance}] end) as term,
        * exclude (standardised, is_known, expected_cases, rate, rate_variance)
    from standardised
    where is_known
)

select * from summed
union all by name
select * exclude (term), term.role, term.value, owner_id || '/' || term.role as term_id, 'aggregated' as method
from standardised_terms
