{# What is known of the need in an area: where it stands, and how sure that is. A view: one table is made of it. #}
{{ config(materialized='view') }}

with standings as (select * from {{ ref('standing') }}),

shrunk as (select * from {{ ref('value_shrunk') }}),

rank_intervals as (select * from {{ ref('rank_interval') }}),

simulated as (select * from {{ source('statistics', 'need_rank') }})

select
    standings.* exclude (lowest_class, highest_class),
    shrunk.value_shrunk,
    rank_intervals.rank_low,
    rank_intervals.rank_high,
    simulated.p_top as p_top3,
    simulated.rank_from,
    simulated.rank_to,
    {{ class_is_sure('standings', 'rank_intervals') }} as class_is_sure
from standings
left join shrunk using (area_id, indicator_id, period)
left join rank_intervals using (area_id, indicator_id, period)
left join simulated using (area_id, indicator_id, period)
