{#
  CTEs that end in `exchanged_<unit>`: pairs of units - places, or kinds of figures - that have each other's figures of a
  period. On the scale of chance_scale, a figure x is expected at the mean e of its neighbours in time, moved with all
  units beside which it stands, with variance v. If two units a and b were exchanged, the likelihood of what is there is

      sum over their figures of  -(x_a - x_b) (e_a - e_b) / v

  times larger, as a logarithm (the ratio of two normal likelihoods).

  Expects `neighboured`: figures with their level, what it is half way between its neighbours, and their kind.

  off: how far a figure is off; the mean over a unit's figures of a period is how badly it fits then
  most: of each source and period so many are compared, that fit worst: all pairs of them
  least_misfit: of units with few figures, chance is left out: those that fit better than that, and neighbours in time
#}
{% macro exchanged(unit, beside, off, most, least_misfit=none) -%}
-- what all units go through is no exchange
expecting_{{ unit }} as (
    select *, halfway + median(level - halfway) over (partition by source_id, {{ beside }}, period) as expected
    from neighboured
    where halfway is not null
),

spread_{{ unit }} as (
    select source_id, kind, (1.4826 * median(abs(level - expected))) ^ 2 as seen
    from expecting_{{ unit }}
    group by all
    having count(distinct place) > 1
),

varied_{{ unit }} as (
    select
        expecting.*,
        -- one neighbour says less than two
        greatest(seen, if(is_count, exp(-expected), 0.0001))
            * if(level_before is null or level_after is null, 2, 1) as variance,
        abs(avg({{ off }}) over (partition by source_id, period, {{ unit }})) as misfit
    from expecting_{{ unit }} as expecting
    join spread_{{ unit }} using (source_id, kind)
),

-- where a figure is wrong, its neighbours fit badly, too, but less
peaks_{{ unit }} as (
    select source_id, {{ unit }}, period, misfit
    from (select distinct source_id, {{ unit }}, period, period_start, misfit from varied_{{ unit }})
    {% if least_misfit is not none %}
    window history as (partition by source_id, {{ unit }} order by period_start)
    qualify misfit > {{ least_misfit }} and misfit >= greatest(lag(misfit) over history, lead(misfit) over history)
    {% endif %}
),

odd_{{ unit }} as (
    select varied.*
    from varied_{{ unit }} as varied
    semi join (
        select source_id, {{ unit }}, period
        from peaks_{{ unit }}
        qualify row_number() over (partition by source_id, period order by misfit desc, {{ unit }}) <= {{ most }}
    ) as worst using (source_id, {{ unit }}, period)
),

pairs_{{ unit }} as (
    select
        ones.source_id,
        ones.period,
        ones.period_start,
        ones.{{ unit }},
        others.{{ unit }} as other_{{ unit }},
        min(ones.file) as file,
        min(ones.row_number) as row_number,
        min(others.row_number) as other_row,
        count(*) as figures,
        -sum((ones.level - others.level) * (ones.expected - others.expected) / (ones.variance + others.variance) * 2)
            as score
    from odd_{{ unit }} as ones
    join odd_{{ unit }} as others using (source_id, period, period_start, {{ beside }})
    where ones.{{ unit }} < others.{{ unit }}
    group by all
    -- figures of a unit depend on each other: each one has to add half a unit of likelihood
    having score > 10.5 + count(*) / 2
        -- and exchanged back they fit
        and avg((others.level - ones.expected) ^ 2 / ones.variance) < 4
        and avg((ones.level - others.expected) ^ 2 / others.variance) < 4
),

-- a unit is exchanged with one other: that of the likeliest pair of either
best_{{ unit }} as (
    select source_id, period, {{ unit }}, max(score) as score
    from (select * replace (unnest([{{ unit }}, other_{{ unit }}]) as {{ unit }}) from pairs_{{ unit }})
    group by all
),

exchanged_{{ unit }} as (
    select pairs.*
    from pairs_{{ unit }} as pairs
    join best_{{ unit }} as of_one using (source_id, period, {{ unit }})
    join best_{{ unit }} as of_other
        on (of_other.source_id, of_other.period, of_other.{{ unit }})
        = (pairs.source_id, pairs.period, pairs.other_{{ unit }})
    where pairs.score >= of_one.score and pairs.score >= of_other.score
    -- beside such a period its neighbours may look alike, too, but less
    window history as (partition by pairs.source_id, pairs.{{ unit }}, pairs.other_{{ unit }} order by pairs.period_start)
    qualify pairs.score >= coalesce(greatest(lag(pairs.score) over history, lead(pairs.score) over history), 0)
)
{%- endmacro %}
