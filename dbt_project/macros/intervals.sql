{#
  95 % confidence intervals.

  wilson: score interval of a share k/n (Wilson 1927, JASA 22:209-212).
  byar:   Byar's approximation to the exact Poisson limits of a count k
          (Breslow & Day 1987, Statistical Methods in Cancer Research II, p. 69).
  exact:  exact Poisson limits of a count (Garwood 1936, Biometrika 28:437-442), from a table; byar beyond it.
  dobson: limits of a directly standardised rate T of k cases, T + sqrt(Var(T) / k) (limit of k - k)
          (Dobson et al. 1991, Statistics in Medicine 10:457-462), the limits of k by byar.
  survey: Wilson's interval with the effective sample size n = answers / design effect
          (Korn & Graubard 1998 for the idea of the effective sample size).
#}
{% macro z95() %}1.959963984540054{% endmacro %}

{% macro wilson(bound, k, n) %}
    case when {{ n }} > 0 and {{ k }} between 0 and {{ n }} then
        (
            {{ k }} / {{ n }} + {{ z95() }} ^ 2 / (2 * {{ n }})
            {{ '-' if bound == 'low' else '+' }} {{ z95() }} * sqrt(
                greatest({{ k }} / {{ n }} * (1 - {{ k }} / {{ n }}), 0) / {{ n }}
                + {{ z95() }} ^ 2 / (4 * {{ n }} ^ 2)
            )
        ) / (1 + {{ z95() }} ^ 2 / {{ n }})
    end
{% endmacro %}

{% macro byar(bound, k) %}
    case
        when {{ k }} is null or {{ k }} < 0 then null
        {% if bound == 'low' %}
        when {{ k }} = 0 then 0
        else greatest({{ k }} * (1 - 1 / (9 * {{ k }}) - {{ z95() }} / (3 * sqrt({{ k }}))) ^ 3, 0)
        {% else %}
        else ({{ k }} + 1) * (1 - 1 / (9 * ({{ k }} + 1)) + {{ z95() }} / (3 * sqrt({{ k }} + 1))) ^ 3
        {% endif %}
    end
{% endmacro %}

{#
  The bound of an indicator's value, on the scale of the value.
  Columns needed: interval_method, value, numerator, denominator, factor, survey_sample, and of standardised
  figures exact_low, exact_high (of the count) and rate_variance; without them they have no interval.
  Rounding errors must not push a bound past the value itself.
#}
{% macro interval(bound, standardised=false) %}
    {% set closest = 'least' if bound == 'low' else 'greatest' %}
    {# least() and greatest() skip NULL: without the outer case, no bound would become the value itself #}
    {% set limit %}
        case interval_method
            when 'wilson' then {{ wilson(bound, 'numerator', 'denominator') }}
            when 'byar' then {{ byar(bound, 'numerator') }} / denominator * factor
            {% if standardised %}
            when 'exact' then coalesce(exact_{{ bound }}, {{ byar(bound, 'numerator') }}) / denominator * factor
            when 'dobson' then
                value + sqrt(rate_variance / nullif(numerator, 0)) * ({{ byar(bound, 'numerator') }} - numerator) * factor
            {% endif %}
            when 'survey' then {{ wilson(bound, '(value * survey_sample)', 'survey_sample') }}
        end
    {% endset %}
    case when ({{ limit }}) is not null then {{ closest }}(value, {{ limit }}) end
{% endmacro %}
