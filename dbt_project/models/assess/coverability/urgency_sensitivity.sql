{#
  How the ranking of Sozialräume moves when weights move: each weight alone times the declared
  factors, and all weight vectors on a lattice over the simplex with no weight zero. The same every time.
#}
with thresholds as (select * from {{ source('declared', 'coverability') }}),

base as (
    select
        'base' as scenario,
        weight_need, weight_finding, weight_persistence, weight_gap, weight_group
    from thresholds
),

factors as (select unnest(factors) as factor from thresholds),

single as (
    {% for one in urgency_parts() %}
    select
        '{{ one }} x ' || factor,
        {% for other in urgency_parts() %}
        weight_{{ other }}{{ ' * factor' if other == one }}{{ ',' if not loop.last }}
        {% endfor %}
    from base
    cross join factors
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

steps as (select unnest(range(1, simplex_steps + 1)) as step, simplex_steps from thresholds),

lattice as (
    select
        'lattice ' || a.step || '-' || b.step || '-' || c.step || '-' || d.step as scenario,
        a.step as weight_need,
        b.step as weight_finding,
        c.step as weight_persistence,
        d.step as weight_gap,
        a.simplex_steps - a.step - b.step - c.step - d.step as weight_group
    from steps as a
    join steps as b on a.step + b.step < a.simplex_steps
    join steps as c on a.step + b.step + c.step < a.simplex_steps
    join steps as d on a.step + b.step + c.step + d.step < a.simplex_steps
),

scenarios as (
    select * from base
    union all
    select * from single
    union all
    select * from lattice
),

drawn_ranks as (select * from {{ source('statistics', 'urgency_rank') }}),

compared as ({{ compared_cells() }}),

-- by theme, and over all of them, each indicator counting once
subjects as (
    select
        theme,
        area_id,
        list_concat(left_out, order_without) as left_out,
        {% for one in urgency_parts() -%}
        compared_{{ one }} as x_{{ one }}{{ ',' if not loop.last }}
        {% endfor -%}
    from compared
    cross join thresholds
    where is_ratable
    union all
    select
        'all',
        area_id,
        any_value(list_concat(left_out, order_without)),
        {% for one in urgency_parts() -%}
        sum(priority_weight / told_themes * compared_{{ one }} order by theme)
        / sum(priority_weight / told_themes order by theme){{ ',' if not loop.last }}
        {% endfor -%}
    from compared
    cross join thresholds
    group by area_id
),

scored as (
    select
        subjects.theme,
        subjects.area_id,
        scenarios.scenario,
        {{ urgency_score() }} as score
    from subjects
    cross join scenarios
),

ranked as (
    -- areas of equal scores share all of their places
    select *, rank() over equals as rank, count(*) over equals as last_rank
    from scored
    window equals as (partition by theme, scenario order by round(score, 9) desc)
)

select
    -- ids
    ranked.area_id,
    ranked.theme,

    -- with the declared weights
    max(ranked.score) filter (where ranked.scenario = 'base') as score,
    max(ranked.rank) filter (where ranked.scenario = 'base') as rank,
    any_value(drawn_ranks.rank_from) as rank_from,
    any_value(drawn_ranks.rank_to) as rank_to,
    any_value(drawn_ranks.p_top3) as p_top3,

    -- with others, and in the draws: a place that the figures leave open is not certain by any weights
    least(min(ranked.rank), any_value(drawn_ranks.rank_from)) as rank_min,
    median(ranked.rank) as rank_median,
    greatest(max(ranked.last_rank), any_value(drawn_ranks.rank_to)) as rank_max,
    -- in a fixed order: a sum of floats depends on it in the last digit
    avg(
        greatest(least((thresholds.top_ranks - ranked.rank + 1) / (ranked.last_rank - ranked.rank + 1), 1), 0)
        order by ranked.scenario
    ) as top_share,
    any_value(thresholds.top_ranks) as top_ranks,
    count(*) as scenarios
from ranked
cross join thresholds
left join drawn_ranks using (area_id, theme)
group by ranked.area_id, ranked.theme
