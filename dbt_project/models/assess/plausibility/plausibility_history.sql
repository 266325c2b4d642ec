{#
  Figures that stand out from their own neighbours in time, and those that half do and are the figure of
  another column: one was typed twice, or columns have slipped.
#}
with suspects as (select * from {{ ref('plausibility_suspect') }} where {{ in_part('source', 'source_id') }}),

cells as (select * from {{ ref('plausibility_cell') }} where {{ in_part('source', 'source_id') }}),

-- the same figure in another column of the row
row_mates as (
    select
        suspects.source_id,
        suspects.row_number,
        suspects.landing_id,
        suspects.column_name,
        suspects.place,
        mates.column_name as mate
    from suspects
    join cells as mates using (source_id, landing_id, row_number, value)
    where mates.column_name <> suspects.column_name and suspects.value <> 0
),

-- columns that have agreed at this place before say nothing
mate_columns as (select distinct source_id, column_name, mate from row_mates),

agreeing as (
    select mate_columns.source_id, mate_columns.column_name, mate_columns.mate, cells.place
    from mate_columns
    join cells using (source_id, column_name)
    join cells as mates
        on mates.source_id = mate_columns.source_id and mates.column_name = mate_columns.mate
        and mates.landing_id = cells.landing_id and mates.row_number = cells.row_number
    group by all
    having count(*) filter (where cells.value = mates.value) >= 2
),

slipped as (
    select source_id, landing_id, row_number, column_name, min(mate) as mate
    from row_mates
    anti join agreeing using (source_id, column_name, mate, place)
    group by all
),

found as (
    select
        suspects.*,
        slipped.mate,
        case
            when unit = 'percent' then 100 * sin(least(greatest(level - off, 0), pi()) / 2) ^ 2
            when is_count then greatest(exp(-off) * (value + 0.5) - 0.5, 0)
            else exp(-off) * value
        end as usual
    from suspects
    left join slipped using (source_id, landing_id, row_number, column_name)
    where abs(score) > max_break or slipped.mate is not null
)

select
    -- ids
    source_id,
    case when mate is null then 'history' else 'other_column' end as rule,
    {{ series_id() }} as rule_id,
    place,
    period,
    period_start,
    file,
    row_number,
    column_name,

    -- finding
    {{ figure('value') }} as observed,
    {{ message('plausibility-about', value=figure('usual', 'if(is_count, 0, 1)')) }} as expected,
    abs(score) as score,
    {{ message(
        'plausibility-breaks', column=named('column_name'), value='observed', is_within_row='is_within_row',
        is_first='value_before is null', before=figure('value_before'), is_newest='value_after is null', after=figure('value_after'), has_mate='mate is not null', mate=named('mate')
    ) }} as explanation
from found
