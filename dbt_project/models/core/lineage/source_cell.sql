{# The cells of the files that figures are made of, as they were published and as they were read. #}
with observations as (select * from {{ ref('observation') }}),

loaded as (select * from {{ source('raw', 'loaded') }})

select
    -- ids
    row_number() over (
        order by observations.source_id, observations.dataset_id, observations.landing_id,
            observations.row_number, observations.measure_label
    )::integer as cell_id,
    observations.source_id,
    observations.landing_id,

    -- where it stands
    observations.file,
    loaded.sheet,
    observations.row_number::integer as row_number,
    observations.measure_label as column_name,
    loaded.column_letters[observations.measure_label] || observations.row_number as cell_address,
    observations.value_text,

    -- how it was read
    observations.part_set,
    observations.part_id,
    observations.measure_id,
    observations.breakdown,
    observations.period,
    observations.value,
    observations.status
from observations
left join loaded using (source_id, dataset_id, landing_id)
where not observations.is_lost
order by cell_id
