{#
  The succession of the files of each table, as far as they could be read: a file and the one before
  it. A file that could not be read says nothing about what the provider changed.
#}
with landings as (select * from {{ source('raw', 'landing') }}),

known as (select * from {{ ref('stg_landing') }}),

loaded as (select * from {{ source('raw', 'loaded') }}),

readable as (
    select landings.source_id, landings.dataset_id, landings.landing_id, landings.retrieved_at
    from landings
    join known using (source_id, dataset_id, landing_id)
    semi join loaded using (source_id, dataset_id, landing_id)
    where landings.retrieved_at <= known.vintage_at
)

select
    -- ids
    source_id,
    dataset_id,
    landing_id,
    lag(landing_id) over of_table as previous_landing_id,

    -- dates
    retrieved_at,
    lag(retrieved_at) over of_table as previous_retrieved_at,

    -- what it is
    row_number() over (partition by source_id, dataset_id order by retrieved_at desc) = 1 as is_newest
from readable
window of_table as (partition by source_id, dataset_id order by retrieved_at)
