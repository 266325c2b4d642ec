{#
  Spatial accessibility by the enhanced two-step floating catchment area method (Luo & Qi 2009,
  Health & Place 15:1100-1107), of which the original one (Luo & Wang 2003, Environment and
  Planning B 30:865-884) is the case of a single band.

  Step 1, for each service j:  R_j = S_j / sum over areas k of P_k * W(d_kj)
  Step 2, for each area i:     A_i = sum over services j of R_j * W(d_ij)

  S_j is the capacity where every service of the type states one, else 1 for each. Where P_k is not known, R_j is not
  either, nor A_i of those whom the service reaches.
#}
with distances as (select * from {{ ref('service_distance') }}),

bands as (select * from {{ source('declared', 'accessibility_band') }}),

weighted as (
    select
        distances.*,
        bands.weight,
        case when bool_and(distances.capacity is not null) over (partition by distances.service_type)
            then distances.capacity else 1 end as supply
    from distances
    join bands
        on distances.distance_m <= bands.until_m
        and (distances.distance_m > bands.from_m or bands.from_m = 0)
),

service_ratios as (
    select
        service_id,
        case when bool_and(population is not null)
            then any_value(supply) / nullif(sum(population * weight order by area_id), 0) end as ratio
    from weighted
    group by all
)

select
    weighted.area_id,
    weighted.service_type,
    any_value(weighted.population) as population,
    case when bool_and(service_ratios.ratio is not null)
        then sum(service_ratios.ratio * weighted.weight order by weighted.service_id) end as accessibility,
    count(*) as services
from weighted
join service_ratios using (service_id)
group by all
