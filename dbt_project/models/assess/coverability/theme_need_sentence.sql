{#
  The need of each answer, to be said: its figures, what changed since the pandemic, what offices counted, and, for the
  city, what studies found, by name. What was found in a whole district is told of the district.
#}
with decided as (select * from {{ ref('theme_answer') }}),

agreements as (select * from {{ ref('evidence_agreement') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

windows as (select crisis_on from {{ source('declared', 'pandemic') }}),

cities as (select * from {{ source('declared', 'city') }}),

studies as (
    select * from {{ ref('evidence') }}
    where kind = 'study' and covers_theme
),

figures as (
    select
        facts.indicator_id,
        indicators.theme,
        indicators.position,
        facts.period,
        facts.period_end,
        {{ per_year('indicators.cadence') }} > 1 as is_part_of_year,
        {{ season('indicators.cadence', 'facts.period_end') }} as season,
        {{ message(
            'need_coverage-value', unit='indicators.unit', status='facts.status',
            is_provisional=is_provisional('facts.status'),
            n=figure("facts.value * if(indicators.unit = 'share', 100, 1)", 1)
        ) }} as value_message
    from {{ ref('indicator_published') }} as facts
    join cities on cities.city_area_id = facts.area_id
    join indicators using (indicator_id)
    -- a ratio to the city says nothing of the city
    where {{ is_known('facts.status') }} and indicators.unit <> 'ratio'
),

-- of a theme's own indicators the leading one, else the first that the city has; never one of another theme
newest as (
    select figures.*
    from figures
    join decided on decided.theme = figures.theme and decided.is_city
    -- of a quarter or month only what leads: the others are rare, and a quarter of them is chance
    where figures.indicator_id = decided.indicator_id or not figures.is_part_of_year
    qualify row_number() over (
        partition by figures.theme
        order by figures.indicator_id is distinct from decided.indicator_id, figures.position, figures.period_end desc
    ) = 1
),

-- the last figure from before the pandemic, of the same quarter, month or week
earlier as (
    select figures.*
    from figures
    semi join newest using (indicator_id, season)
    join windows on figures.period_end < windows.crisis_on
    qualify row_number() over (partition by figures.indicator_id order by figures.period_end desc) = 1
),

named_studies as (
    select theme, study, bool_or(tells_change) as tells_change, max(strength) as strength, max(said_until) as said_until
    from studies
    group by all
),

study_names as (
    select
        theme,
        list({{ named('study') }} order by strength desc, said_until desc, study) as names,
        list({{ named('study') }} order by strength desc, said_until desc, study) filter (where tells_change)
            as comparing
    from named_studies
    group by theme
),

study_lines as (
    select
        theme,
        list(evidence_id order by strength desc, said_until desc, evidence_id) as study_ids,
        {{ joined('list(finding_message order by strength desc, said_until desc, evidence_id)', '; ') }}
            as studies_message
    from studies
    group by theme
),

found_in as (
    select
        found.area_id, found.theme,
        list({{ named("level.name_de || ' ' || area.area_name") }} order by area.area_id) as names
    from (select *, unnest(string_split(finding_area_ids, ', ')) as found_id from decided) as found
    join {{ ref('area') }} as area on area.area_id = found.found_id
    join {{ source('declared', 'area_level') }} as level using (area_level)
    where found.finding_area_ids <> found.area_id
    group by all
),

joined as (
    select
        decided.*,
        found_in.names as found_in,
        agreements.evidence_until,
        agreements.studies_say,
        measured.name_de as measured_de,
        indicators.name_de as indicator_de,
        case when decided.is_city then newest.value_message end as value_message,
        newest.period as value_period,
        earlier.value_message as earlier_message,
        earlier.period as earlier_period,
        case when decided.is_city then coalesce(study_names.comparing, study_names.names) end as names,
        case when decided.is_city then study_lines.study_ids end as study_ids,
        case when decided.is_city then study_lines.studies_message end as studies_message
    from decided
    join agreements using (area_id, theme)
    left join indicators on indicators.indicator_id = decided.indicator_id
    left join newest on newest.theme = decided.theme
    left join indicators as measured on measured.indicator_id = newest.indicator_id
    left join earlier on earlier.indicator_id = newest.indicator_id
    left join found_in on (found_in.area_id, found_in.theme) = (decided.area_id, decided.theme)
    left join study_names on study_names.theme = decided.theme
    left join study_lines on study_lines.theme = decided.theme
)

select
    area_id,
    theme,
    coalesce(study_ids, []) as study_ids,
    studies_message,
    {{ joined([
        message(
            'need_coverage-need',
            told="case when value_message is not null then 'figure' when is_city and need_fact <> 'reported' then 'unmeasured' else 'level' end",
            measured=named('measured_de'),
            value=joined(['value_message']), period=period('value_period'),
            has_earlier='earlier_period is not null', earlier=joined(['earlier_message']), earlier_period=period('earlier_period'),
            need="if(need_is_undetermined and need_fact = 'unknown', 'undetermined', need_fact)",
            is_dated='evidence_until is not null', until=named('year(evidence_until)::varchar'),
            class='coalesce(need_class, 0)', indicator=named('indicator_de'),
            is_proxy="need_basis = 'proxy'", is_estimated='coalesce(' ~ is_estimate('need_method') ~ ', false)', status="coalesce(need_status, 'known')", is_provisional='coalesce(' ~ is_provisional('need_status') ~ ', false)',
            since="if(finding_basis = 'office_counts', 'office_counts', 'figures')", finding='finding', persists='coalesce(persists, false)', finding_status='if(' ~ is_provisional('finding_status') ~ ", finding_status, 'known')",
            is_elsewhere='found_in is not null', found_in=said_if('found_in is not null', joined('found_in', ', '))
        ),
        said_if('counts_message is not null', message('need_coverage-counts', counts=joined(['counts_message']))),
        said_if('names is not null', message(
            'need_coverage-studies', say='studies_say', names=joined('names[:5]', ', '), more='greatest(len(names) - 5, 0)'
        )),
    ]) }} as need_message
from joined
