{#
  What the regressions of the pandemic's effect are fitted to: published figures (no estimates), each
  in the window of time that it belongs to, with the class of need that it stood for. A known break cuts
  the baseline before it or the time afterwards behind it off.
#}
with facts as (select * from {{ ref('indicator_published') }} where {{ in_part('indicator', 'indicator_id') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

areas as (select * from {{ ref('area') }}),

cities as (select * from {{ source('declared', 'city') }}),

windows as (
    select *, coalesce(lag(ends_on) over (partition by cadence order by starts_on) + 1, starts_on) as breaks_from
    from {{ source('declared', 'pandemic_window') }}
),

breaks as (
    select unnest(indicator_ids) as indicator_id, since as breaks_on from {{ source('declared', 'note') }}
),

sources as (select * from {{ source('declared', 'source') }}),

levels as (select * from {{ source('declared', 'area_level') }} where compares_need),

sample_areas as (
    select area_level, count(*) as areas from areas where not is_unknown group by all
),

-- where in time the breaks of an indicator lie; one between two windows parts what lies in them
placed_breaks as (
    select
        indicators.indicator_id,
        max(breaks.breaks_on) filter (where windows.time_window = 'baseline') as in_baseline,
        min(breaks.breaks_on) filter (where windows.time_window = 'crisis') as in_crisis,
        min(breaks.breaks_on) filter (where windows.time_window = 'after') as afterwards
    from indicators
    join breaks using (indicator_id)
    join windows
        on windows.cadence = indicators.cadence
        and breaks.breaks_on between windows.breaks_from and coalesce(windows.ends_on, date '9999-12-31')
    group by all
),

figures as (
    select
        facts.area_id,
        facts.indicator_id,
        facts.area_level,
        facts.period,
        facts.period_end,
        indicators.cadence,
        indicators.factor,
        case
            when indicators.interval_method = 'survey' then 'survey'
            when indicators.has_denominator then 'count'
            else 'published'
        end as kind,
        case when indicators.has_denominator then facts.numerator else facts.value end as figure,
        facts.denominator,
        facts.status,
        case when indicators.interval_method = 'survey'
            then sources.survey_answers / sample_areas.areas / sources.survey_design_effect
        end as survey_sample,
        if(indicators.higher_is_need, 1, -1) as direction,
        facts.value
    from facts
    join indicators using (indicator_id)
    join areas on areas.area_id = facts.area_id and not areas.is_unknown
    cross join cities
    left join sources on sources.source_id = facts.source_ids
    left join sample_areas on sample_areas.area_level = facts.area_level
    where
        facts.area_level in (indicators.native_level, cities.sozialraum_level, 'city')
        and indicators.cadence in (select cadence from windows)
        and not coalesce(indicators.is_composition, false)
        and (indicators.is_need or indicators.is_primary)
        -- a rise that stems from an estimate for re-cut areas would be no effect of anything
        and facts.status is distinct from 'estimated'
),

compared as (
    select
        area_level, indicator_id, period, count(value) as areas_ranked,
        -- in a fixed order: a sum of floats depends on it in the last digit
        list_sort(list({'area': area_id, 'value': value})) as of_areas
    from figures
    semi join levels using (area_level)
    group by all
),

spread as (
    select
        * exclude (of_areas),
        list_avg(list_transform(of_areas, lambda one: one.value)) as mean,
        list_stddev_pop(list_transform(of_areas, lambda one: one.value)) as deviation
    from compared
),

min_periods as (select cadence, min_periods from windows where time_window = 'baseline'),

windowed as (
    select
        figures.*,
        spread.areas_ranked,
        direction * {{ standard_score('figures.value', 'mean', 'deviation') }} as standard_score,
        windows.time_window,
        min_periods.min_periods,
        placed_breaks.in_crisis is not null as is_broken,
        coalesce(
            (windows.time_window = 'baseline' and figures.period_end < placed_breaks.in_baseline)
            or (windows.time_window = 'after' and figures.period_end >= placed_breaks.afterwards),
            false
        ) as is_cut_off
    from figures
    join min_periods using (cadence)
    left join spread using (area_level, indicator_id, period)
    left join windows
        on windows.cadence = figures.cadence
        and figures.period_end between windows.starts_on and coalesce(windows.ends_on, date '9999-12-31')
    left join placed_breaks on placed_breaks.indicator_id = figures.indicator_id
)

select
    -- ids
    area_id,
    indicator_id,
    area_level,
    period,
    period_end,

    -- when
    cadence,
    case when not is_cut_off then time_window end as time_window,
    min_periods,
    is_broken,
    year(period_end) + (dayofyear(period_end) - 1) / 365.25 as year_fraction,
    {{ season('cadence', 'period_end') }} as season,
    {{ period_number('cadence', 'period_end') }} as period_number,

    -- figures
    kind,
    figure,
    denominator,
    status,
    survey_sample,
    factor,
    {{ need_class('standard_score', 'areas_ranked') }} as need_class
from windowed
