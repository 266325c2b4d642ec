{#
  Columns that say zero in their newest period where they mostly said nothing before, of a place and kind that was withheld or
  empty: an export that fills such fields, or secrecy that changed to rounding, makes known zeros of what nobody told. Of
  such cells hardly all are zero by themselves.
#}
with observations as (select * from {{ ref('observation') }} where not is_lost),

dated as (
    select
        source_id,
        part_id,
        measure_id,
        breakdown,
        measure_label,
        file,
        period,
        value,
        {{ is_known('status') }} as is_known,
        period_start = max(period_start) over (partition by source_id, measure_id, breakdown) as is_newest
    from observations
),

mostly_untold as (
    select source_id, part_id, measure_id, breakdown
    from dated
    where not is_newest
    group by all
    having count(*) >= 2 and count(*) filter (where not is_known) > count(*) / 2
),

counted as (
    select
        dated.source_id,
        dated.file,
        dated.measure_label,
        dated.period,
        count(*) as cells,
        count(*) filter (where dated.is_known and dated.value = 0) as zeros
    from dated
    join mostly_untold using (source_id, part_id, measure_id, breakdown)
    where dated.is_newest
    group by all
)

select
    source_id,
    file,
    'zeros_for_untold' as change,
    'warning' as severity,
    measure_label || ': ' || zeros || ' of ' || cells || ' cells that mostly had no figure before are 0 in '
        || period as found,
    'figures, or a mark in place of them' as expected,
    zeros as cells,
    'measure' as place_kind,
    measure_label as place_column,
    'ask the provider: if they are zeros, nothing has to be done; if what is withheld or empty is written as 0 now, '
        || 'let no refresh use the file (an office''s is withdrawn, into zurueckgezogen/, of another `sozialraum '
        || 'erratum` with `--source`) until it has come with a mark in their place' as advice
from counted
where zeros >= 3 and zeros >= 0.8 * cells
