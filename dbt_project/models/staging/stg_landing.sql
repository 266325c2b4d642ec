with landings as (select * from {{ source('raw', 'landing') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- known on the as-of day, which begins and ends as the city's clocks say
known as (
    select landings.*
    from landings
    cross join cities
    where (landings.retrieved_at at time zone cities.timezone)::date <= cities.as_of
),

-- the same bytes may come back after others: the newest retrieval of a landing is its rank
vintages as (
    select
        landing_id,
        source_id,
        dataset_id,
        any_value(coalesce(file_name, dataset_id || '.csv')) as file,
        max(retrieved_at) as vintage_at,
        min(retrieved_at) as first_retrieved_at
    from known
    group by all
)

select
    landing_id,
    source_id,
    dataset_id,
    file,
    vintage_at,
    first_retrieved_at,
    vintage_at = max(vintage_at) over (partition by source_id, dataset_id) as is_newest
from vintages
