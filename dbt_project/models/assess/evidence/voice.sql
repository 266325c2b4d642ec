{#
  What studies and providers say about each theme, as one voice each: more, less, unchanged, divided or
  silent. A voice is divided where its smaller side reaches the declared share of both, weighted by
  strength. It is heard for a theme where its group of people covers the theme's, and in the areas that
  it names, if it is of the time since the pandemic began. What is said of the city, the state or the country is heard once: for the city.
#}
with evidence as (select * from {{ ref('evidence') }}),

asked as (select area_id, theme, is_city from {{ ref('theme_asked') }}),

thresholds as (select * from {{ source('declared', 'coverability') }}),

heard as (
    select asked.area_id as heard_in, asked.theme, evidence.* exclude (theme, need_direction),
        case when evidence.tells_change then evidence.need_direction end as need_direction,
        {{ message(
            'evidence-quantity', quantity=named('quantity'), year=named('year(said_until)::varchar'),
            is_named='quantity is not null', is_dated='said_until is not null'
        ) }} as named_quantity,
        -- each quantity is named once
        row_number() over (
            partition by asked.area_id, asked.theme, kind, evidence.need_direction, tells_change, quantity,
                year(said_until)
            order by evidence_id
        ) = 1 as is_naming
    from asked
    left join evidence
        on evidence.theme = asked.theme
        and evidence.covers_theme
        and (
            list_contains(evidence.area_ids, asked.area_id)
            or (asked.is_city and evidence.scope in ('state', 'country'))
        )
),

counted as (
    select
        heard_in as area_id,
        theme,
        count(evidence_id) as evidence_count,
        count(evidence_id) filter (where scope = 'sozialraum') as evidence_local,
        count(evidence_id) filter (where scope = 'city') as evidence_city,
        count(evidence_id) filter (where scope in ('state', 'country')) as evidence_wide,
        {% for kind in ('study', 'provider') %}
        {% for way in ('more', 'less', 'unchanged') %}
        coalesce(sum(strength) filter (where kind = '{{ kind }}' and need_direction = '{{ way }}'), 0)
            as {{ kind }}_{{ way }},
        {% endfor %}
        list(named_quantity order by quantity, year(said_until)) filter (
            where kind = '{{ kind }}' and need_direction = 'more' and is_naming
        ) as {{ kind }}_more_of,
        list(named_quantity order by quantity, year(said_until)) filter (
            where kind = '{{ kind }}' and need_direction = 'less' and is_naming
        ) as {{ kind }}_less_of,
        {% endfor %}
        max(said_until) filter (where need_direction = 'more') as evidence_until,
        list(evidence_id order by evidence_id) filter (where evidence_id is not null) as evidence_ids
    from heard
    group by all
)

select
    counted.area_id,
    counted.theme,
    {% for kind in ('study', 'provider') %}
    case
        when {{ kind }}_more + {{ kind }}_less + {{ kind }}_unchanged = 0 then 'silent'
        when {{ kind }}_more + {{ kind }}_less = 0 then 'unchanged'
        when least({{ kind }}_more, {{ kind }}_less)
            >= thresholds.divided_from * ({{ kind }}_more + {{ kind }}_less) then 'divided'
        when {{ kind }}_more + {{ kind }}_less < {{ kind }}_unchanged then 'unchanged'
        when {{ kind }}_more > {{ kind }}_less then 'more'
        else 'less'
    end as {{ kind }}_says,
    {% endfor %}
    {{ joined('counted.study_more_of', '; ') }} as study_more_of,
    {{ joined('counted.study_less_of', '; ') }} as study_less_of,
    counted.evidence_count,
    counted.evidence_local,
    counted.evidence_city,
    counted.evidence_wide,
    counted.evidence_until,
    counted.evidence_ids
from counted
cross join thresholds
