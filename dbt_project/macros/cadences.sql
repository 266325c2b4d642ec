{# Periods of a cadence in a year. Reference days (`day`) are counted by who asks: each indicator has its own. #}
{% macro per_year(cadence) %}
    case {{ cadence }} when 'half_year' then 2 when 'quarter' then 4 when 'month' then 12 when 'week' then 52 else 1 end
{% endmacro %}

{# Periods that follow each other are numbered without a gap; 5 January 1800 was a Sunday, the last day of a week. #}
{% macro period_number(cadence, period_end) %}
    case {{ cadence }}
        when 'half_year' then year({{ period_end }}) * 2 + month({{ period_end }}) // 6
        when 'quarter' then year({{ period_end }}) * 4 + quarter({{ period_end }})
        when 'month' then year({{ period_end }}) * 12 + month({{ period_end }})
        when 'week' then ({{ period_end }} - date '1800-01-05') // 7
        else year({{ period_end }})
    end
{% endmacro %}

{# Place in the year, from 1; the 53rd week, which few years have, goes with the 52nd. #}
{% macro season(cadence, period_end) %}
    case {{ cadence }}
        when 'half_year' then month({{ period_end }}) // 6
        when 'quarter' then quarter({{ period_end }})
        when 'month' then month({{ period_end }})
        when 'week' then least(weekofyear({{ period_end }}), 52)
        when 'day' then month({{ period_end }})
        else 1
    end
{% endmacro %}

{# How many weeks before a week its like was, a year ago: 53 where the 53rd of a year lies between. #}
{% macro weeks_of_the_year_before(period_end) %}
    if({{ season("'week'", period_end ~ ' - 371') }} = {{ season("'week'", period_end) }}, 53, 52)
{% endmacro %}

{# First day of the same period a year before; the last day of a month stays one. #}
{% macro a_year_before(cadence, period_start, period_end) %}
    case
        when {{ cadence }} = 'week' then {{ period_start }} - 7 * {{ weeks_of_the_year_before(period_end) }}
        when {{ cadence }} = 'day' and {{ period_end }} = last_day({{ period_end }})
            then last_day(({{ period_start }} - interval 1 year)::date)
        else ({{ period_start }} - interval 1 year)::date
    end
{% endmacro %}

{# Centred moving average of a year, its first and last period counted half; NULL near the ends of a window. #}
{% macro average_of_a_year(value, per_year, window) %}
    case {{ per_year }}
        {%- for periods in (2, 4, 12, 52) %}
        {%- set half = periods // 2 %}
        when {{ periods }} then
            case when lag({{ value }}, {{ half }}) over {{ window }} + lead({{ value }}, {{ half }}) over {{ window }} is not null
                then (
                    sum({{ value }}) over ({{ window }} rows between {{ half - 1 }} preceding and {{ half - 1 }} following)
                    + (lag({{ value }}, {{ half }}) over {{ window }} + lead({{ value }}, {{ half }}) over {{ window }}) / 2
                ) / {{ periods }}
            end
        {%- endfor %}
    end
{% endmacro %}

{# Days between two of several days, on average, as between reference days; 0 of a single one. #}
{% macro step(day) -%}
    coalesce((max({{ day }}) - min({{ day }})) // nullif(count(distinct {{ day }}) - 1, 0), 0)::integer
{%- endmacro %}
