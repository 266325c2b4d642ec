{# The day whose figure is the denominator of a period that ends on `period_end` (of `nearest` the next macro). #}
{% macro denominator_date(rule, period_end) %}
    case {{ rule }}
        when 'year_end' then make_date(year({{ period_end }}), 12, 31)
        when 'previous_year_end' then make_date(year({{ period_end }}) - 1, 12, 31)
        else {{ period_end }}
    end
{% endmacro %}

{#
  Numerators with the day of their denominator also where the rule is `nearest`: the last one in the period, or else
  the nearest one before or after it.
#}
{% macro with_nearest_days(numerators, denominators) %}
    select numerators.* replace (
        if(numerators.denominator_rule = 'nearest', found.day, numerators.denominator_date) as denominator_date
    )
    from {{ numerators }} as numerators
    left join (
        select
            asking.indicator_id, asking.area_id, asking.period,
            arg_min(known.denominator_end, (
                greatest(known.denominator_end - asking.period_end, asking.period_start - known.denominator_end, 0),
                abs(known.denominator_end - asking.period_end)
            )) as day
        from {{ numerators }} as asking
        join {{ denominators }} as known on known.owner_id = asking.indicator_id and known.area_id = asking.area_id
        where
            asking.denominator_rule = 'nearest'
            and {{ is_within('asking.denominator_within', months('known.denominator_end', 'asking.period_start - 1')) }}
            and {{ is_within('asking.denominator_within', months('asking.period_end', 'known.denominator_end')) }}
        group by all
    ) as found using (indicator_id, area_id, period)
{% endmacro %}

{# Whether so many months are not more than a limit, where there is one. #}
{% macro is_within(limit, months) %}coalesce({{ months }} <= {{ limit }}, true){% endmacro %}

{# Months of the calendar from one day to another. #}
{% macro months(earlier, later) %}
    (year({{ later }}) - year({{ earlier }})) * 12 + month({{ later }}) - month({{ earlier }})
{%- endmacro %}
