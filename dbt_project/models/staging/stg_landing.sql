with landings as (select * from {{ source('raw', 'landing') }}),

loaded as (select * from {{ source('raw', 'loaded') }}),

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
        min(retrieved_at) as first_retrieved_at,
        -- a server answers with a status, a copy beside the declarations has none
        arg_max(coalesce(http_status, 0), retrieved_at) = 0 as is_copy
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
    is_copy,
    -- a delivery that cannot be read does not take the place of the one before
    row_number() over (
        partition by source_id, dataset_id order by loaded.landing_id is not null desc, vintage_at desc
    ) = 1 as is_newest
from vintages
left join loaded using (source_id, dataset_id, landing_id)
