{#
  How far a figure is off both its neighbours in time, of its change and the next ones (previous_change, next_change,
  change_after_next): the smaller of the two distances where it lies off both on the same side, else 0. An end of a
  series has one neighbour and has to stand out 1.6 times as far; it does not where that one is off its own neighbours.
#}
{% macro off_neighbours(change) -%}
    case
        when next_change is null then
            if(previous_change * {{ change }} < 0 and abs(previous_change) > abs({{ change }}) / 2, 0, {{ change }} / 1.6)
        when {{ change }} is null then
            if(
                next_change * change_after_next < 0 and abs(change_after_next) > abs(next_change) / 2, 0,
                -next_change / 1.6
            )
        when {{ change }} * next_change < 0
            then sign({{ change }}) * least(abs({{ change }}), abs(next_change))
        else 0
    end
{%- endmacro %}
