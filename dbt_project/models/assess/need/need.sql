{# What is known of the need in an area: where it stands, and how sure that is. #}
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
    -- a class other than 3 claims that the need is high or low whatever value of its interval is the true one, that
    -- it is not the city's, and that the area can be told from the middle place (8.5 of 16 areas)
    case
        when standings.need_class is null then null
        when standings.is_undetermined then false
        when rank_intervals.rank_low is not null then
            standings.need_class = 3
            or (
                if(standings.need_class > 3, standings.lowest_class > 3, standings.highest_class < 3)
                and coalesce(standings.city_value not between standings.ci_low and standings.ci_high, true)
                and (standings.areas_ranked + 1) / 2 not between rank_intervals.rank_low and rank_intervals.rank_high
            )
    end as class_is_sure
from standings
left join shrunk using (area_id, indicator_id, period)
left join rank_intervals using (area_id, indicator_id, period)
left join simulated using (area_id, indicator_id, period)
