{#
  How the ranking of Sozialräume moves when weights move: each weight alone times the declared
  factors, and all weight vectors on a lattice over the simplex with no weight zero. The same every time.
#}
with rated as (select * from {{ ref('theme_answer') }} where is_ratable),

thresholds as (select * from {{ source('declared', 'coverability') }}),

base as (
    select
        'base' as scenario,
        weight_need, weight_finding, weight_persistence, weight_gap, weight_group
    from thresholds
),

factors as (select unnest(factors) as factor from thresholds),

single as (
    {% for one in ('need', 'finding', 'persistence', 'gap', 'group') %}
    select
        '{{ one }} x ' || factor,
        {% for other in ('need', 'finding', 'persistence', 'gap', 'group') %}
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

-- over all themes, each indicator counts once, however many themes it stands for
told_once as (
    select
        area_id,
        coalesce(indicator_id, theme) as told_by,
        {% for one in ('need', 'finding', 'persistence', 'gap', 'group') %}
        avg(x_{{ one }} order by theme) as x_{{ one }}{{ ',' if not loop.last }}
        {% endfor %}
    from rated
    group by all
),

-- by theme, and over all themes that can be rated
subjects as (
    select theme, area_id, x_need, x_finding, x_persistence, x_gap, x_group from rated
    union all
    select
        'all',
        area_id,
        {% for one in ('need', 'finding', 'persistence', 'gap', 'group') %}
        avg(x_{{ one }} order by told_by){{ ',' if not loop.last }}
        {% endfor %}
    from told_once
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
    select *, rank() over (partition by theme, scenario order by round(score, 9) desc) as rank
    from scored
)

select
    -- ids
    ranked.area_id,
    ranked.theme,

    -- with the declared weights
    max(ranked.score) filter (where ranked.scenario = 'base') as score,
    max(ranked.rank) filter (where ranked.scenario = 'base') as rank,

    -- with others
    min(ranked.rank) as rank_min,
    median(ranked.rank) as rank_median,
    max(ranked.rank) as rank_max,
    avg((ranked.rank <= thresholds.top_ranks)::integer) as top_share,
    any_value(thresholds.top_ranks) as top_ranks,
    count(*) as scenarios
from ranked
cross join thresholds
group by ranked.area_id, ranked.theme
