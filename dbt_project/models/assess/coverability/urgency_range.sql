{#
  How the ranking of Sozialräume moves within the intervals of the figures: the need classes of all draws of the
  joint simulation, with the declared weights. What is no figure of need (finding, coverability, size
  of the group) stays as it is, and so does a need that no figure with an interval tells.
#}
with rated as (select * from {{ ref('theme_answer') }} where is_ratable),

drawn as (select * from {{ source('statistics', 'need_draw') }}),

thresholds as (select * from {{ source('declared', 'coverability') }}),

draws as (
    select unnest(range(1, most + 1)) as draw from (select max(len(need_classes)) as most from drawn)
),

subjects as (
    select
        rated.area_id,
        rated.theme,
        coalesce(rated.indicator_id, rated.theme) as told_by,
        rated.x_need,
        rated.urgency_score,
        rated.need_counts,
        case when rated.need_class is not null then drawn.need_classes end as need_classes
    from rated
    left join drawn using (area_id, indicator_id)
),

scored as (
    select
        subjects.area_id,
        subjects.theme,
        subjects.told_by,
        draws.draw,
        urgency_score
        + weight_need * (coalesce({{ need_part('need_classes[draws.draw]') }}, x_need) - x_need)
        / {{ urgency_weights() }} as score
    from subjects
    cross join draws
    cross join thresholds
),

-- over all themes, each indicator counts once; in a fixed order, for a sum of floats depends on it in the last digit
told_once as (
    select area_id, draw, told_by, avg(score order by theme) as score
    from scored
    group by all
),

-- by theme, and over all themes that can be rated
all_scored as (
    select theme, area_id, draw, score from scored
    union all
    select 'all', area_id, draw, avg(score order by told_by)
    from told_once
    group by area_id, draw
),

ranked as (
    select *, rank() over (partition by theme, draw order by round(score, 9) desc) as rank
    from all_scored
)

select
    -- ids
    area_id,
    theme,

    -- with the declared weights
    quantile_disc(rank, 0.025) as rank_from,
    quantile_disc(rank, 0.975) as rank_to,
    avg((rank <= 3)::integer) as p_top3
from ranked
group by area_id, theme
