{# Both sides of the declared relations between figures (sums, shares, limits, sister tables). #}
with cells as (select * from {{ ref('plausibility_cell') }}),

measures as (select * from {{ ref('fct_measure') }}),

rules as (select * from {{ source('declared', 'plausibility_rule') }} where kind = 'relation'),

figures as (select * from {{ source('declared', 'plausibility_figure') }}),

series as (select * from {{ source('declared', 'series') }}),

expected as (
    select source_id, rule_id, side, figure_source_id, count(*) as expected_figures from figures group by all
),

shares as (select distinct source_id, rule_id from figures where side = 'per'),

-- within a table: figures of the same place; between tables: those of the same area
found as (
    {{ rule_figures('relation') }}
    union all by name
    select
        figures.* exclude (measure_id, breakdown),
        measures.area_id as place,
        measures.period,
        measures.period_start,
        measures.period_end,
        measures.value,
        cells.file,
        cells.row_number,
        series.measure_label as column_name
    from figures
    join rules using (source_id, rule_id)
    join measures
        on measures.source_id = figures.figure_source_id
        and measures.measure_id = figures.measure_id
        and measures.breakdown = figures.breakdown
        and measures.area_level = rules.area_level
    join series
        on series.source_id = figures.figure_source_id
        and series.measure_id = figures.measure_id
        and series.breakdown = figures.breakdown
    -- a figure that is a sum of several rows has no row of its own
    left join cells
        on cells.source_id = figures.figure_source_id
        and cells.measure_id = figures.measure_id
        and cells.breakdown = figures.breakdown
        and cells.place = measures.area_id
        and cells.period = measures.period
    -- what a reform of boundaries lets estimate is no figure that somebody could have got wrong
    where {{ is_known('measures.status') }} and measures.status <> 'estimated'
),

sides as (
    select
        source_id, rule_id, side, figure_source_id, place, period, period_start, period_end,
        -- sorted once, for their sum and for what is told of them
        list_sort(list({'column_name': column_name, 'value': value})) as summed,
        -- only what stands in the file itself says how it was rounded
        sum(case when unit = 'percent' then 0.5 * 10.0 ^ -column_decimals else 0 end) as rounding,
        count(*) as figures_found,
        min(file) as file,
        min(row_number) as row_number
    from found
    group by all
),

complete as (
    select
        sides.* exclude (summed),
        list_transform(summed, lambda one: one.column_name) as columns,
        list_transform(summed, lambda one: one.value) as summands,
        list_sum(list_transform(summed, lambda one: one.value)) as value
    from sides
    join expected using (source_id, rule_id, side, figure_source_id)
    where sides.figures_found = expected.expected_figures
),

compared as (
    select
        rules.source_id, rules.rule_id, rules.says_de, rules.lowest, rules.highest, rules.tolerance,
        lefts.place, lefts.period, lefts.period_start, lefts.file, lefts.row_number, lefts.columns,
        rights.columns as right_columns,
        rights.summands as right_summands,
        pers.summands as per_summands,
        rights.figure_source_id <> rules.source_id as is_other_table,
        lefts.value as left_value,
        case when shares.rule_id is null then coalesce(rights.value, rules.number)
            else 100 * rights.value / nullif(pers.value, 0)
        end as right_value,
        lefts.rounding + coalesce(rights.rounding, 0) as rounding
    from rules
    join complete as lefts
        on lefts.source_id = rules.source_id and lefts.rule_id = rules.rule_id and lefts.side = 'left'
    left join complete as rights
        on rights.source_id = rules.source_id and rights.rule_id = rules.rule_id and rights.side = 'right'
        and rights.place = lefts.place and rights.period_end = lefts.period_end
    left join complete as pers
        on pers.source_id = rules.source_id and pers.rule_id = rules.rule_id and pers.side = 'per'
        and pers.place = lefts.place and pers.period_end = lefts.period_end
    left join shares on shares.source_id = rules.source_id and shares.rule_id = rules.rule_id
)

select
    *,
    array_to_string(list_sort(list_distinct(columns)), ' + ') as column_name,
    array_to_string(list_sort(list_distinct(right_columns)), ' + ') as right_column
from compared
where right_value is not null
