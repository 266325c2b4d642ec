{#
  A view, not a table: it is asked for one figure at a time. Its tables are named without the
  database, so that it works in a published file of any name.
#}
{{ config(materialized='view') }}

with figures as (
    -- brought down from a coarser area; what is estimated of areas that were re-cut since has cells of its own
    select *, {{ is_estimate('method') }} and status <> 'estimated' as is_brought_down
    from {{ ref('fct_indicator').include(database=false) }}
),

indicators as (select * from {{ source('declared', 'indicator').include(database=false) }}),

term_cells as (select * from {{ ref('term_cell').include(database=false) }}),

shares as (select * from {{ ref('estimated_share').include(database=false) }}),

cells as (select * from {{ ref('source_cell').include(database=false) }}),

rejects as (
    select source_id, landing_id, file, row_number, column_name, any_value(reason) as reason
    from {{ ref('reject').include(database=false) }}
    group by all
),

landings as (
    select distinct on (source_id, landing_id) source_id, landing_id, url, licence, retrieved_at
    from {{ source('raw', 'landing').include(database=false) }} order by source_id, landing_id, retrieved_at desc
),

-- a figure that its source publishes for the area or whose parts add up to it
from_own_cells as (
    select
        figures.area_id, figures.indicator_id, figures.period,
        term_cells.role,
        term_cells.area_id as via_area_id,
        term_cells.weight,
        term_cells.cell_id
    from figures
    join indicators using (indicator_id)
    join term_cells
        on term_cells.owner_id = figures.indicator_id
        and term_cells.area_id = figures.area_id
        and term_cells.period = if(term_cells.role = 'numerator', figures.period, figures.denominator_period)
    where
        (
            not figures.is_brought_down and term_cells.role in ('numerator', 'denominator')
            and list_contains(string_split(figures.source_ids, ', '), term_cells.source_id)
        )
        or (
            figures.is_brought_down and term_cells.role = 'denominator' and indicators.denominator_rule <> 'same_period'
        )
),

own_numerators as (select distinct area_id, indicator_id, period from from_own_cells where role = 'numerator'),

-- an estimate: the cells of the coarser area, with the share that falls to this one; of the same area all of them
from_coarser_cells as (
    select
        figures.area_id, figures.indicator_id, figures.period,
        term_cells.role,
        shares.native_area_id as via_area_id,
        shares.share as weight,
        term_cells.cell_id
    from figures
    join indicators using (indicator_id)
    join shares using (indicator_id, area_id, period)
    join term_cells
        on term_cells.owner_id = figures.indicator_id
        and term_cells.area_id = shares.native_area_id
        and term_cells.period = if(term_cells.role = 'numerator', figures.period, figures.denominator_period)
    left join own_numerators using (area_id, indicator_id, period)
    where (figures.is_brought_down or (shares.is_same_area and own_numerators.area_id is null))
        and term_cells.role in ('numerator', if(indicators.denominator_rule = 'same_period', 'denominator', null))
),

-- where the shares of plain apportionment come from: all cells of the coarser area, and which of them lie in this one
from_weights as (
    select
        figures.area_id, figures.indicator_id, figures.period,
        'weight' as role,
        shares.native_area_id as via_area_id,
        if(within.area_id = figures.area_id, 1, 0)::double as weight,
        term_cells.cell_id
    from figures
    join shares using (indicator_id, area_id, period)
    join term_cells
        on term_cells.owner_id = figures.indicator_id
        and term_cells.role = 'weight'
        and term_cells.area_id = shares.native_area_id
        and term_cells.period = shares.weight_period
    cross join {{ source('declared', 'city').include(database=false) }} as cities
    join term_cells as within
        on within.owner_id = figures.indicator_id
        and within.role = 'weight'
        and within.area_level = cities.sozialraum_level
        and within.cell_id = term_cells.cell_id
    where figures.is_brought_down and figures.method = 'apportioned'
),

together as (
    select * from from_own_cells
    union all
    select * from from_coarser_cells
    union all
    select * from from_weights
    union all
    select area_id, indicator_id, period, role, area_id as via_area_id, weight, cell_id
    from {{ ref('standard_cell').include(database=false) }}
)

select
    -- the figure
    together.area_id,
    together.indicator_id,
    together.period,

    -- how the cell enters it
    together.role,
    together.via_area_id,
    together.weight,
    cells.value,
    cells.status,
    rejects.reason as reject_reason,

    -- the cell
    cells.source_id,
    cells.file,
    cells.sheet,
    cells.row_number,
    cells.column_name,
    cells.cell_address,
    cells.value_text,

    -- how it was read
    cells.part_id,
    cells.measure_id,
    cells.breakdown,
    cells.period as cell_period,

    -- the file
    cells.landing_id,
    landings.url,
    landings.licence,
    landings.retrieved_at
from together
join cells using (cell_id)
join landings using (source_id, landing_id)
left join rejects using (source_id, landing_id, file, row_number, column_name)
