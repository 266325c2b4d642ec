{# Rules whose sides have all met figures at least once; what is not here was never judged. #}
with figures as (select * from {{ source('declared', 'plausibility_figure') }}),

rules as (select * from {{ source('declared', 'plausibility_rule') }}),

measures as (select * from {{ ref('fct_measure') }}),

periods as (
    select distinct source_id, measure_id, breakdown, period_end
    from measures
    where {{ is_known('status') }} and status <> 'estimated'
),

-- a side that several sources can fill needs one of them
sides as (
    select figures.source_id, figures.rule_id, figures.side, periods.period_end
    from figures
    join periods
        on periods.source_id = figures.figure_source_id
        and periods.measure_id = figures.measure_id and periods.breakdown = figures.breakdown
    group by all
),

wanted as (select source_id, rule_id, count(distinct side) as wanted_sides from figures group by all),

met as (
    select source_id, rule_id, period_end, count(*) as sides_found
    from sides
    group by all
)

select met.source_id, met.rule_id, count(*) as periods
from met
join wanted using (source_id, rule_id)
join rules using (source_id, rule_id)
where met.sides_found = wanted.wanted_sides
group by all
