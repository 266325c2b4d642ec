{#
  Files of another name that are the same bytes, and tell a cell as a figure of another period or of another
  measure: one of them is not what it is taken for.
#}
with observations as (select * from {{ ref('observation') }} where {{ is_known('status') }}),

twice as (
    select landing_id
    from observations
    group by landing_id
    having count(distinct source_id || '/' || dataset_id) > 1
),

cells as (select observations.* from observations semi join twice using (landing_id))

select
    -- ids
    later.source_id,
    later.file,
    later.period,
    earlier.source_id as other_source_id,
    earlier.file as other_file,
    earlier.period as other_period,

    -- figures
    count(*) as figures
from cells as later
join cells as earlier
    on earlier.landing_id = later.landing_id
    and earlier.row_number = later.row_number
    and earlier.measure_label = later.measure_label
where
    earlier.dataset_id <> later.dataset_id
    and case
        when earlier.source_id = later.source_id then earlier.period_start < later.period_start
        else
            earlier.source_id < later.source_id
            and (earlier.measure_id <> later.measure_id or earlier.breakdown <> later.breakdown)
    end
group by all
