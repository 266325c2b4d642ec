{#
  What three voices say of the need in each Sozialraum, each by the same measure: figures that are its own, estimates, and
  the social index. Places by the mean class of a voice's indicators in each joint draw; who lies with 95 % of
  the draws before the middle place is high, who lies behind it is low.
#}
with standings as (select * from {{ ref('standing') }}),

rank_intervals as (select * from {{ ref('rank_interval') }}),

drawn as (select * from {{ source('statistics', 'need_draw') }}),

indices as (select * from {{ source('statistics', 'social_index_range') }}),

cities as (select * from {{ source('declared', 'city') }}),

areas as (select area_id from {{ ref('area') }} join cities on area_level = sozialraum_level where not is_unknown),

figures as (
    select
        standings.area_id,
        if({{ is_estimate('standings.method') }}, 'estimates', 'direct') as voice,
        standings.indicator_id,
        standings.need_class,
        standings.need_class <> 3 and coalesce({{ class_is_sure('standings', 'rank_intervals') }}, false) as stands_out,
        drawn.need_classes
    from standings
    join areas using (area_id)
    left join rank_intervals using (area_id, indicator_id, period)
    left join drawn using (area_id, indicator_id)
    where standings.is_latest and standings.need_class is not null
),

draws as (
    select unnest(range(1, most + 1)) as draw from (select max(len(need_classes)) as most from drawn)
),

averaged as (
    select
        figures.area_id,
        figures.voice,
        draws.draw,
        avg(coalesce(figures.need_classes[draws.draw], figures.need_class)) as mean_class
    from figures
    cross join draws
    group by all
),

-- areas with the same mean share all of their places
ranked as (
    select *, rank() over equals as first_place, count(*) over equals as last_place
    from averaged
    window equals as (partition by voice, draw order by round(mean_class, 9) desc)
),

places as (
    select
        area_id,
        voice,
        quantile_disc(first_place, 0.025) as rank_low,
        quantile_disc(last_place, 0.975) as rank_high
    from ranked
    group by all
    union all
    select indices.area_id, 'index', indices.rank_from, indices.rank_to
    from indices
    join areas using (area_id)
),

said as (
    select
        *,
        case
            when rank_high < (count(*) over (partition by voice) + 1) / 2 then 'high'
            when rank_low > (count(*) over (partition by voice) + 1) / 2 then 'low'
            else 'average'
        end as says
    from places
),

counted as (
    select
        area_id,
        voice,
        count(*) as figures,
        count_if(stands_out and need_class > 3)::bigint as high,
        count_if(stands_out and need_class < 3)::bigint as low
    from figures
    group by all
)

select
    -- ids
    areas.area_id,
    {% for one in ('direct', 'index', 'estimates') %}

    -- {{ one }}
    {% if one != 'index' -%}
    coalesce(any_value(counted.figures) filter (where counted.voice = '{{ one }}'), 0) as {{ one }}_figures,
    coalesce(any_value(counted.high) filter (where counted.voice = '{{ one }}'), 0) as {{ one }}_high,
    coalesce(any_value(counted.low) filter (where counted.voice = '{{ one }}'), 0) as {{ one }}_low,
    {%- endif %}
    any_value(said.says) filter (where said.voice = '{{ one }}') as {{ one }}_says,
    any_value(said.rank_low) filter (where said.voice = '{{ one }}') as {{ one }}_rank_low,
    any_value(said.rank_high) filter (where said.voice = '{{ one }}') as {{ one }}_rank_high,
    {%- endfor %}

    -- together; one voice alone agrees with nobody
    case
        when count(distinct said.voice) < 2 then null
        when count(distinct said.says) < 2 then 'agree'
        when list_has_all(list(said.says), ['high', 'low']) then 'contradict'
        else 'differ'
    end as voices
from areas
left join said using (area_id)
left join counted using (area_id)
group by areas.area_id
