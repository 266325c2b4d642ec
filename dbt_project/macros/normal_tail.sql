{#
  Two-sided p-value of a standard normal statistic (Abramowitz & Stegun 1964, 26.2.17; absolute
  error below 1.5e-7).
#}
{% macro two_sided_normal(z) %}
    {%- set t = '(1 / (1 + 0.2316419 * abs(' ~ z ~ ')))' -%}
    least(1, 2 * exp(-0.5 * ({{ z }}) * ({{ z }})) / sqrt(2 * pi()) * (
        0.319381530 * {{ t }} - 0.356563782 * {{ t }} ^ 2 + 1.781477937 * {{ t }} ^ 3
        - 1.821255978 * {{ t }} ^ 4 + 1.330274429 * {{ t }} ^ 5
    ))
{% endmacro %}
