{# The parts that make up the urgency; each is 0 to 1 in a column x_<part>, and has a weight in weight_<part>. #}
{% macro urgency_parts() %}{{ return(('need', 'finding', 'persistence', 'gap', 'group')) }}{% endmacro %}

{# The share of the most frequent of the values that a part has. #}
{% macro most_frequent_share(x) -%}
    list_max(map_values(histogram(round({{ x }}, 9)))) / count(*)
{%- endmacro %}

{# The parts that hardly vary over what they are aggregated over: they tell nobody from anybody. #}
{% macro parts_left_out() -%}
    list_filter([
        {%- for one in urgency_parts() %}
        case when {{ most_frequent_share('x_' ~ one) }} >= any_value(constant_from) then '{{ one }}' end
        {{- ',' if not loop.last }}
        {%- endfor %}
    ], lambda part: part is not null)
{%- endmacro %}

{# What a part weighs; one that is left out weighs nothing. #}
{% macro part_weight(part) -%}
    if(list_contains(left_out, '{{ part }}'), 0, weight_{{ part }})
{%- endmacro %}

{# What the weights of the urgency add up to. #}
{% macro urgency_weights() -%}
    nullif({% for one in urgency_parts() %}{{ part_weight(one) }}{{ ' + ' if not loop.last }}{% endfor %}, 0)
{%- endmacro %}

{# The mean of the parts of the urgency by their weights. #}
{% macro urgency_score() -%}
    (
        {%- for one in urgency_parts() %}
        {{ part_weight(one) }} * x_{{ one }}{{ ' +' if not loop.last }}
        {%- endfor %}
    ) / {{ urgency_weights() }}
{%- endmacro %}

{#
  What areas are compared by over all themes: each theme that can be rated anywhere, in each Sozialraum. A part that is not
  known of an area counts the mean of the areas of which it is known: ignorance puts nobody before or behind.
  `told_themes` themes rest on the same indicator; each of them counts that part of its weight.
#}
{% macro compared_cells() -%}
    select
        answers.*,
        {% for one in urgency_parts() -%}
        coalesce(
            case when list_contains(answers.known_parts, '{{ one }}') then answers.x_{{ one }} end,
            avg(case when list_contains(answers.known_parts, '{{ one }}') then answers.x_{{ one }} end)
                over of_theme,
            thresholds.value_unknown
        ) as compared_{{ one }},
        {% endfor -%}
        count(*) over (partition by answers.area_id, coalesce(answers.indicator_id, answers.theme)) as told_themes,
        themes.priority_weight
    from (
        select * from {{ ref('theme_answer') }}
        where not is_city
        qualify bool_or(is_ratable) over (partition by theme)
    ) as answers
    cross join {{ source('declared', 'coverability') }} as thresholds
    join {{ source('declared', 'theme') }} as themes using (theme)
    window of_theme as (
        partition by answers.theme
        order by answers.area_id rows between unbounded preceding and unbounded following
    )
{%- endmacro %}
