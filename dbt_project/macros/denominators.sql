{# The day whose figure is the denominator of a period that ends on `period_end`. #}
{% macro denominator_date(rule, period_end) %}
    case {{ rule }}
        when 'year_end' then make_date(year({{ period_end }}), 12, 31)
        when 'previous_year_end' then make_date(year({{ period_end }}) - 1, 12, 31)
        else {{ period_end }}
    end
{% endmacro %}
