{#
  What could not be resolved in the newest vintages: nothing is dropped, nothing is guessed. What a
  provider has mended since is no longer a reject.
#}
with cells as (select * from {{ ref('stg_cell') }}),

landings as (select * from {{ ref('stg_landing') }}),

loaded as (select * from {{ source('raw', 'loaded') }}),

places as (select * from {{ source('declared', 'place') }}),

feature_rejects as (select * from {{ source('raw', 'feature_reject') }}),

layers_in_use as (select * from {{ source('raw', 'layer_in_use') }}),

features as (select * from {{ ref('stg_feature') }}),

boundaries as (select * from {{ ref('stg_boundary') }}),

register_problems as (select * from {{ source('raw', 'register_problem') }}),

rejected as (
    select
        cells.*,
        case
            when regexp_matches(cells.problem, '^(unreadable period|period that lies ahead)') then 'period'
            when starts_with(cells.problem, 'unknown area') then 'area'
            when starts_with(cells.problem, 'undeclared breakdown') then 'breakdown'
            else 'measure'
        end as place_kind
    from cells
    join landings using (source_id, dataset_id, landing_id)
    where landings.is_newest and cells.problem is not null
),

first_places as (
    select source_id, kind, if(kind = 'measure', column_name, '') as column_name, min_by(place, line) as place
    from places
    group by all
),

rejected_cells as (
    select
        rejected.source_id,
        rejected.landing_id,
        rejected.file,
        loaded.sheet,
        rejected.row_number,
        rejected.measure_label as column_name,
        loaded.column_letters[rejected.measure_label] || rejected.row_number as cell_address,
        rejected.value_text,
        rejected.problem as reason,
        first_places.place as declared_at
    from rejected
    left join loaded using (source_id, dataset_id, landing_id)
    left join first_places
        on first_places.source_id = rejected.source_id
        and first_places.kind = rejected.place_kind
        and first_places.column_name = if(rejected.place_kind = 'measure', rejected.measure_label, '')
),

rejected_register_cells as (
    select
        source_id,
        landing_id,
        register_problems.file,
        null as sheet,
        register_problems.row_number,
        coalesce(register_problems.column_name, '(whole row)') as column_name,
        null as cell_address,
        register_problems.value_text,
        register_problems.reason,
        null as declared_at
    from register_problems
    join landings using (source_id, landing_id)
    where
        landings.is_newest
        and register_problems.severity = 'error'
        and register_problems.row_number is not null
        -- what makes the whole file unreadable is told by its check, not by a row
        and exists (
            select 1 from {{ source('raw', 'loaded') }} as loaded
            where loaded.source_id = register_problems.source_id
              and loaded.landing_id = register_problems.landing_id
        )
),

-- of layers: a row is a feature, counted from 1
rejected_features as (
    select source_id, landing_id, dataset_id, feature_number, column_name, value_text, reason
    from feature_rejects
    join layers_in_use using (source_id, dataset_id, landing_id)
    union all
    select
        source_id, landing_id, dataset_id, feature_number, 'geometry',
        round(longitude, 6) || ' ' || round(latitude, 6), service_name || ' ' || problem
    from features
    where problem is not null
    union all
    select source_id, landing_id, dataset_id, feature_number, 'area', unknown_stated_area, 'unknown area'
    from features
    where unknown_stated_area is not null and problem is null
    union all
    select source_id, landing_id, dataset_id, feature_number, 'code', area_code, problem
    from boundaries
    where problem is not null
)

select * from rejected_cells
union all
select * from rejected_register_cells
union all
select
    source_id,
    landing_id,
    dataset_id || '.geojson' as file,
    null as sheet,
    feature_number as row_number,
    column_name,
    null as cell_address,
    value_text,
    reason,
    null as declared_at
from rejected_features
order by source_id, file, row_number, column_name
