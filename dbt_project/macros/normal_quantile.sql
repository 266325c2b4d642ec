{#
  The standard normal quantile of 1 - tail, for 0 < tail <= 0.5 (Abramowitz & Stegun 1964, 26.2.23;
  absolute error below 4.5e-4).
#}
{% macro normal_quantile(tail) %}
    (
        sqrt(-2 * ln({{ tail }}))
        - (2.515517 + 0.802853 * sqrt(-2 * ln({{ tail }})) + 0.010328 * (-2 * ln({{ tail }})))
        / (
            1 + 1.432788 * sqrt(-2 * ln({{ tail }})) + 0.189269 * (-2 * ln({{ tail }}))
            + 0.001308 * (-2 * ln({{ tail }})) ^ 1.5
        )
    )
{% endmacro %}
