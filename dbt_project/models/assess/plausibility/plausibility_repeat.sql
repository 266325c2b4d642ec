{#
  Blocks of figures that repeat another period's or another area's.

  The score of a block is the sum of the negative decimal logarithms of the probabilities with which its
  figures come back by chance. Only figures that rarely do (p <= 0.1) are looked at, and only blocks of which
  at least three quarters are repeated. Blocks are: a row of the file, all rows of a place, and all places of
  a kind of row. A file that counts for two periods is one, too, however small its figures.
#}
with cells as (select * from {{ ref('plausibility_cell') }} where {{ in_part('source', 'source_id') }}),

rare as (
    select * from {{ ref('plausibility_rare') }}
    where probability <= 0.1 and {{ in_part('source', 'source_id') }}
),

screening as (select * from {{ source('declared', 'plausibility_screening') }} where max_repeat is not null),

other_period as (
    select
        later.source_id, later.row_type, later.place, later.period,
        earlier.place as other_place,
        earlier.period as other_period,
        -log10(later.probability) as improbability
    from rare as later
    join rare as earlier using (source_id, measure_id, breakdown, place, value)
    where earlier.period_start < later.period_start
),

other_area as (
    select
        right_cell.source_id,
        right_cell.row_type,
        right_cell.place,
        right_cell.period,
        left_cell.place as other_place,
        left_cell.period as other_period,
        -log10(right_cell.probability) as improbability
    from rare as right_cell
    join rare as left_cell using (source_id, measure_id, breakdown, period, value)
    where left_cell.place < right_cell.place
),

matches as (
    select * from other_period
    union all
    select * from other_area
),

sizes as (
    select source_id, period, row_type, place, count(*) as figures
    from rare
    group by grouping sets (
        (source_id, period, row_type, place), (source_id, period, place), (source_id, period, row_type)
    )
),

blocks as (
    select
        source_id, period, row_type, place,
        case when place is null then null else other_place end as other_place,
        other_period,
        count(*) as repeated,
        sum(improbability) as score
    from matches
    group by grouping sets (
        (source_id, period, row_type, place, other_place, other_period),
        (source_id, period, place, other_place, other_period),
        (source_id, period, row_type, other_period)
    )
    having count(*) >= 3
),

found as (
    select blocks.*, sizes.figures
    from blocks
    join sizes
        on sizes.source_id = blocks.source_id and sizes.period = blocks.period
        and sizes.row_type is not distinct from blocks.row_type
        and sizes.place is not distinct from blocks.place
    join screening on screening.source_id = blocks.source_id
    where blocks.repeated >= 0.75 * sizes.figures and blocks.score > screening.max_repeat
        and not (blocks.place is null and blocks.period = blocks.other_period)
    union all by name
    select source_id, period, other_period, figures as repeated, figures, figures::double as score
    from {{ ref('same_file') }}
    join screening using (source_id)
    where source_id = other_source_id and {{ in_part('source', 'source_id') }}
),

-- the widest block says it all
widest as (
    select *
    from found
    qualify row_number() over (
        partition by source_id, period, coalesce(place, ''), coalesce(row_type, '')
        order by score desc, other_period desc
    ) = 1
    and not (place is not null and bool_or(place is null) over (partition by source_id, period, coalesce(row_type, '')))
    and row_number() over (
        partition by source_id, period, coalesce(place, row_type) order by score desc, other_period desc
    ) = 1
),

placed as (
    select
        widest.*,
        min(cells.period_start) as period_start,
        min(cells.file) as file,
        min(cells.row_number) as row_number,
        max(cells.row_number) as last_row,
        any_value(others.file) as other_file,
        min(others.row_number) as other_row
    from widest
    join cells
        on cells.source_id = widest.source_id and cells.period = widest.period
        and (widest.place is null or cells.place = widest.place)
        and (widest.row_type is null or cells.row_type = widest.row_type)
    left join cells as others
        on others.source_id = widest.source_id and others.period = widest.other_period
        and others.place = coalesce(widest.other_place, cells.place)
        and others.row_type = cells.row_type and others.column_name = cells.column_name
    group by all
)

select
    -- ids
    source_id,
    'repeat' as rule,
    coalesce(nullif(row_type, '{}'), 'block') as rule_id,
    place,
    period,
    period_start,
    file,
    row_number,
    null::varchar as column_name,

    -- finding
    {{ message('plausibility-of-figures', n='repeated', all='figures') }} as observed,
    {{ message(
        'plausibility-other-figures', than="if(other_period <> period, 'period', 'place')", period=named('other_period')
    ) }} as expected,
    score,
    {{ message(
        'plausibility-repeated', n='repeated', all='figures', some_rows="coalesce(row_type not in ('{}', ''), false)",
        rows=named('row_type'), first_row=named('row_number::varchar'), last_row=named('last_row::varchar'),
        than="if(other_period <> period, 'period', 'place')", period=named('other_period'), place=named('other_place'),
        other_row=named('other_row::varchar'), is_other_file='coalesce(other_file <> file, false)',
        file=named('other_file')
    ) }} as explanation
from placed
