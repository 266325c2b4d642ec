"""Faults as they happen in tables, put at random into copies of real figures.

A fault is a list of edits of cells, and the source and periods in which it ought to be noticed.
Every kind draws one fault from the figures of one source, or None where it cannot happen there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

Figures: TypeAlias = pd.DataFrame
"""Cells of one source: landing_id, row_number, column_name, place, period, row_type, measure_id,
breakdown, unit, value, column_decimals (see plausibility_cell)."""

Draw = Callable[[Figures, np.random.Generator], "Fault | None"]


@dataclass(frozen=True)
class Edit:
    """A cell that gets another text; ``text`` None takes the whole row out."""

    landing_id: str
    row_number: int
    column_name: str
    text: str | None


@dataclass(frozen=True)
class Fault:
    kind: str
    source_id: str
    periods: tuple[str, ...]
    edits: tuple[Edit, ...]


def _text(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def _one(figures: Figures, chance: np.random.Generator) -> pd.Series | None:
    if figures.empty:
        return None
    return figures.iloc[int(chance.integers(len(figures)))]


def _edit(cell: pd.Series, value: float) -> Edit:
    return Edit(
        cell.landing_id,
        int(cell.row_number),
        cell.column_name,
        _text(value, int(cell.column_decimals)),
    )


def _fault(kind: str, cell: pd.Series, *edits: Edit) -> Fault:
    return Fault(kind, cell.source_id, (cell.period,), edits)


def transposed_digits(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """Two neighbouring digits of a figure of at least three digits change places."""
    cell = _one(figures[figures.value * 10.0**figures.column_decimals >= 100], chance)
    if cell is None:
        return None
    decimals = int(cell.column_decimals)
    digits = list(str(round(cell.value * 10**decimals)))
    places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]]
    if not places:
        return None
    place = int(chance.choice(places))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    value = int("".join(digits)) / 10**decimals
    return _fault("digits transposed", cell, _edit(cell, value))


def digit_lost_or_doubled(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A count of at least 20 becomes ten times or a tenth."""
    cell = _one(figures[(figures.unit != "percent") & (figures.value >= 20)], chance)
    if cell is None:
        return None
    value = cell.value * 10 if chance.random() < 0.5 else cell.value // 10
    return _fault("digit lost or added", cell, _edit(cell, value))


def small_count_wrong(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A count of 10 to 50 becomes ten times or a tenth."""
    cell = _one(figures[(figures.unit != "percent") & figures.value.between(10, 50)], chance)
    if cell is None:
        return None
    value = cell.value * 10 if chance.random() < 0.5 else cell.value // 10
    return _fault("digit lost or added, count of 10 to 50", cell, _edit(cell, value))


def zero(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A count of at least 20 is replaced by 0."""
    cell = _one(figures[(figures.unit != "percent") & (figures.value >= 20)], chance)
    return None if cell is None else _fault("zero for a figure", cell, _edit(cell, 0))


def changed_a_little(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A count of at least 100 is 1 to 5 % off."""
    cell = _one(figures[(figures.unit != "percent") & (figures.value >= 100)], chance)
    if cell is None:
        return None
    factor = 1 + chance.choice([-1, 1]) * chance.uniform(0.01, 0.05)
    return _fault("count 1-5 % off", cell, _edit(cell, round(cell.value * factor)))


def percentage_off(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A percentage is 0,3 to 2 points off."""
    cell = _one(figures[(figures.unit == "percent") & (figures.value > 3)], chance)
    if cell is None:
        return None
    value = cell.value + chance.choice([-1, 1]) * chance.uniform(0.3, 2)
    return _fault("percentage 0.3-2 points off", cell, _edit(cell, value))


def value_of_other_column(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A figure is replaced by that of another column of its row."""
    cell = _one(figures[figures.value > 0], chance)
    if cell is None:
        return None
    others = figures[
        (figures.landing_id == cell.landing_id)
        & (figures.row_number == cell.row_number)
        & (figures.column_name != cell.column_name)
        & (figures.unit == cell.unit)
        & (figures.value != cell.value)
        & (figures.value > 0)
    ]
    other = _one(others, chance)
    if other is None:
        return None
    return _fault("value of another column", cell, _edit(cell, other.value))


def swapped_areas(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """Two areas have each other's rows in one period."""
    cell = _one(figures, chance)
    if cell is None:
        return None
    same = figures[(figures.period == cell.period) & (figures.row_type == cell.row_type)]
    places = [place for place in same.place.unique() if place != cell.place]
    if not places:
        return None
    other = chance.choice(places)
    pairs = same[same.place == cell.place].merge(
        same[same.place == other], on=["measure_id", "breakdown", "column_name"]
    )
    pairs = pairs[pairs.value_x != pairs.value_y]
    edits = []
    for pair in pairs.itertuples():
        decimals = int(pair.column_decimals_x)
        for landing, row, value in (
            (pair.landing_id_x, pair.row_number_x, pair.value_y),
            (pair.landing_id_y, pair.row_number_y, pair.value_x),
        ):
            edits.append(Edit(landing, int(row), pair.column_name, _text(value, decimals)))
    return _fault("two areas swapped", cell, *edits) if edits else None


def _copied(
    kind: str, figures: Figures, target: Figures, period: str, chance: np.random.Generator
) -> Fault | None:
    """``target`` gets the values of the same series and places in another period."""
    others = [one for one in figures.period.unique() if one != period]
    if not others:
        return None
    other = str(chance.choice(others))
    keys = ["measure_id", "breakdown", "place"]
    pairs = target.merge(figures[figures.period == other], on=keys, suffixes=("", "_other"))
    if len(pairs) < 4 or (pairs.value == pairs.value_other).mean() > 0.5:
        return None
    edits = tuple(_edit(pair, pair.value_other) for _, pair in pairs.iterrows())
    return Fault(kind, str(target.source_id.iloc[0]), (period, other), edits)


def repeated_rows(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """All areas' rows of a kind are those of another period."""
    cell = _one(figures, chance)
    if cell is None:
        return None
    target = figures[(figures.period == cell.period) & (figures.row_type == cell.row_type)]
    return _copied("rows of another period", figures, target, cell.period, chance)


def repeated_area(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """All figures of one area are those of another period."""
    cell = _one(figures, chance)
    if cell is None:
        return None
    target = figures[(figures.period == cell.period) & (figures.place == cell.place)]
    return _copied("area of another period", figures, target, cell.period, chance)


def other_unit(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A column of one period is in thousands, with one decimal."""
    cell = _one(figures[(figures.unit != "percent") & (figures.value >= 200)], chance)
    if cell is None:
        return None
    target = figures[
        (figures.period == cell.period)
        & (figures.measure_id == cell.measure_id)
        & (figures.breakdown == cell.breakdown)
    ]
    edits = tuple(
        Edit(one.landing_id, int(one.row_number), one.column_name, _text(one.value / 1000, 1))
        for one in target.itertuples()
    )
    return Fault("column in thousands", cell.source_id, (cell.period,), edits)


def rounded(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """Percentages of a kind of row lose their decimals in one period."""
    percent = figures[(figures.unit == "percent") & (figures.column_decimals > 0)]
    cell = _one(percent, chance)
    if cell is None:
        return None
    target = percent[(percent.period == cell.period) & (percent.row_type == cell.row_type)]
    if len(target) < 10:
        return None
    edits = tuple(
        Edit(one.landing_id, int(one.row_number), one.column_name, _text(round(one.value), 0))
        for one in target.itertuples()
    )
    return Fault("decimals lost", cell.source_id, (cell.period,), edits)


def _without(kind: str, lost: Figures, periods: tuple[str, ...]) -> Fault:
    rows = lost.drop_duplicates(["landing_id", "row_number"])
    edits = tuple(Edit(one.landing_id, int(one.row_number), "", None) for one in rows.itertuples())
    return Fault(kind, str(lost.source_id.iloc[0]), periods, edits)


def lost_area(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """All rows of an area are missing in one period."""
    cell = _one(figures, chance)
    if cell is None or figures.place.nunique() < 2:
        return None
    lost = figures[(figures.period == cell.period) & (figures.place == cell.place)]
    return _without("area missing", lost, (cell.period,))


def lost_period(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A period between others is missing."""
    periods = sorted(figures.period.unique())
    if len(periods) < 3:
        return None
    index = int(chance.integers(1, len(periods) - 1))
    lost = figures[figures.period == periods[index]]
    return _without("period missing", lost, (periods[index], periods[index + 1]))


def falling_total(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A running total is a little lower than the day before."""
    cell = _one(
        figures[figures.measure_id.str.endswith("_cumulative") & (figures.value > 3)], chance
    )
    if cell is None:
        return None
    return _fault("running total wrong", cell, _edit(cell, cell.value - chance.integers(1, 4)))


KINDS: tuple[Draw, ...] = (
    small_count_wrong,
    digit_lost_or_doubled,
    zero,
    transposed_digits,
    changed_a_little,
    percentage_off,
    value_of_other_column,
    swapped_areas,
    repeated_rows,
    repeated_area,
    other_unit,
    rounded,
    lost_area,
    lost_period,
    falling_total,
)
