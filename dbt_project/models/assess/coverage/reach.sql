{#
  From which Sozialräume a service reaches a Sozialraum: itself, those that lie in the same coarser
  area (the nearest to neighbours that is known without outlines), or all.
#}
with areas as (select * from {{ ref('area') }} where not is_unknown),

crosswalk as (select * from {{ ref('dim_area_crosswalk') }}),

cities as (select * from {{ source('declared', 'city') }}),

sozialraeume as (
    select areas.area_id from areas join cities on cities.sozialraum_level = areas.area_level
),

coarser as (
    select crosswalk.area_id, crosswalk.other_area_id
    from crosswalk
    join sozialraeume using (area_id)
    cross join cities
    where crosswalk.other_area_id <> cities.city_area_id
)

select 'own' as reach, area_id, area_id as from_area_id from sozialraeume
union all
select distinct 'neighbours', here.area_id, there.area_id
from coarser as here
join coarser as there using (other_area_id)
union all
select 'neighbours', area_id, area_id from sozialraeume where area_id not in (select area_id from coarser)
union all
select 'city', here.area_id, there.area_id from sozialraeume as here cross join sozialraeume as there
