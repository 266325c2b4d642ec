"""Round values for axes, and how they are written."""

from math import ceil, floor, log10

from sozialraum.words import Words
from sozialraum.words.numbers import number


def tick(value: float, unit: str, places: int, language: str) -> str:
    """The label of an axis at a value that is already on the scale shown."""
    return Words(language).in_unit(number(value, places, language), unit)


def labelled_years(first: int, last: int, most: int) -> list[int]:
    """The years from ``first`` to ``last`` that are written at an axis: every one, second, fifth,
    tenth and so on, so that there are at most ``most`` steps."""
    steps = (power * one for power in (1, 10, 100, 1000) for one in (1, 2, 5))
    every = next(one for one in steps if (last - first) / one <= most)
    return [year for year in range(first, last + 1) if year % every == 0]


def nice_ticks(low: float, high: float, wanted: int = 5) -> tuple[list[float], int]:
    """Round axis values that span ``low`` to ``high``, and how many decimals they need.

    Steps of 1, 2 or 5 times a power of ten. An axis that would begin close to zero does so.
    """
    if low > 0 and low < 0.4 * high:
        low = 0.0
    if high <= low:
        low, high = low - 0.5, low + 0.5
    rough = (high - low) / wanted
    power = 10.0 ** floor(log10(rough))
    step = next(power * one for one in (1, 2, 5, 10) if power * one >= rough * 0.75)
    places = max(0, -floor(log10(step) + 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(one * step, 10) for one in range(first, last + 1)], places
