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
    select numerators.* replace (coalesce(found.day, numerators.denominator_date) as denominator_date)
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
        where asking.denominator_rule = 'nearest'
        group by all
    ) as found using (indicator_id, area_id, period)
{% endmacro %}

{# Whether a denominator of this last day may be taken: not more months away than `denominator_within`. #}
{% macro is_in_reach(asking, within, last_day) %}
    case
        when {{ within }} is null then true
        when {{ asking }}.denominator_rule = 'nearest' then greatest(
            {{ month_number(asking ~ '.period_start - 1') }} - {{ month_number(last_day) }},
            {{ month_number(last_day) }} - {{ month_number(asking ~ '.period_end') }}
        ) <= {{ within }}
        else {{ month_number(asking ~ '.denominator_date') }} - {{ month_number(last_day) }} <= {{ within }}
    end
{% endmacro %}

{% macro month_number(day) %}(year({{ day }}) * 12 + month({{ day }})){% endmacro %}
