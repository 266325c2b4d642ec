"""Errors as they happen in tables, planted into copies of real figures.

A fault is a list of edits of cells, with the source, periods and places in which it ought to be
noticed. Every kind draws one from the figures of one source in one period, or None where it cannot
happen there.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from bench.figures import Figures

NOISE = 2.0
"""A change of fewer standard deviations of what is usual from period to period is noise."""
REPEATS = 0.001
"""A repeat that is less probable is odd, however small the change that it hides."""

Draw = Callable[[Figures, np.random.Generator], "Fault | None"]


@dataclass(frozen=True)
class Edit:
    """A cell that gets another text; without a column, a row that is taken out or, with the number
    that its copy gets, stands there twice."""

    landing_id: str
    row_number: int
    column_name: str | None
    text: str | None = None
    copied_to: int | None = None


@dataclass(frozen=True)
class Fault:
    """`change`: the largest one of its figures, in standard deviations of what is usual; None where
    it is no matter of size. `chance`: that all pasted figures come back by themselves."""

    kind: str
    source_id: str
    period: str
    places: frozenset[str]
    edits: tuple[Edit, ...]
    change: float | None = None
    chance: float = 1.0

    @property
    def is_noise(self) -> bool:
        """Whether such figures might as well be right: none is off by much, no repeat is odd."""
        return self.change is not None and self.change < NOISE and self.chance >= REPEATS

    @property
    def rows(self) -> set[tuple[str, int]]:
        return {(edit.landing_id, edit.copied_to or edit.row_number) for edit in self.edits}


def level(value: float, cell: pd.Series) -> float:
    """A scale on which chance is about equally large everywhere (see plausibility_suspect)."""
    if cell.unit == "percent":
        return float(2 * np.arcsin(np.sqrt(np.clip(value / 100, 0.0005, 0.9995))))
    return float(np.log(max(value, 0) + 0.5 if cell.is_count else max(value, 0.001)))


def _one(figures: Figures, chance: np.random.Generator) -> pd.Series | None:
    return None if figures.empty else figures.iloc[int(chance.integers(len(figures)))]


def _edit(cell: pd.Series, value: float, decimals: int | None = None) -> Edit:
    places = int(cell.column_decimals) if decimals is None else decimals
    text = f"{value:.{places}f}".replace(".", str(cell.decimal_sign))
    return Edit(cell.landing_id, int(cell.row_number), cell.column_name, text)


def _fault(
    kind: str,
    cells: Iterable[pd.Series],
    edits: Iterable[Edit],
    change: float | None = None,
) -> Fault | None:
    rows = list(cells)
    changes = tuple(edits)
    if not changes:
        return None
    places = frozenset(str(cell.place) for cell in rows)
    return Fault(kind, str(rows[0].source_id), str(rows[0].period), places, changes, change)


def _change(cell: pd.Series, value: float) -> float:
    """How far a figure is moved, in standard deviations of what is usual."""
    return float(abs(level(value, cell) - level(cell.value, cell)) / cell.noise)


def _comes_back(cell: pd.Series) -> float:
    """How probable it is that a figure comes back: the height of a normal distribution."""
    step = level(cell.value + 10.0 ** -int(cell.column_decimals), cell) - level(cell.value, cell)
    return float(min(0.4 * abs(step) / cell.noise, 1.0))


def _changed(kind: str, cell: pd.Series | None, value: float | None) -> Fault | None:
    """One figure that becomes another one."""
    if cell is None or value is None:
        return None
    edit = _edit(cell, value)
    if edit.text == _edit(cell, cell.value).text:
        return None
    return _fault(kind, [cell], [edit], _change(cell, value))


def _row(figures: Figures, cell: pd.Series) -> Figures:
    return figures[
        (figures.landing_id == cell.landing_id) & (figures.row_number == cell.row_number)
    ]


def digit_swap(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """Two neighbouring digits of a figure change places."""
    cell = _one(figures[figures.value * 10.0**figures.column_decimals >= 10], chance)
    if cell is None:
        return None
    scale = 10 ** int(cell.column_decimals)
    digits = list(str(round(cell.value * scale)))
    places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]]
    if not places:
        return None
    place = int(chance.choice(places))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    return _changed("digit swap", cell, int("".join(digits)) / scale)


def decimal_shift(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A figure becomes ten times or a tenth."""
    cell = _one(figures[figures.value * 10.0**figures.column_decimals >= 10], chance)
    if cell is None:
        return None
    up = chance.random() < 0.5
    value = cell.value * 10 if up else cell.value / 10
    decimals = int(cell.column_decimals) + (0 if up or cell.value % 10 == 0 else 1)
    return _fault("decimal shift", [cell], [_edit(cell, value, decimals)], _change(cell, value))


def exchanged_areas(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """Two areas have each other's rows."""
    cell = _one(figures, chance)
    if cell is None:
        return None
    places = [place for place in figures.place.unique() if place != cell.place]
    if not places:
        return None
    key = ["measure_id", "breakdown", "column_name"]
    pairs = figures[figures.place == cell.place].merge(
        figures[figures.place == chance.choice(places)], on=key, suffixes=("", "_other")
    )
    pairs = pairs[pairs.value != pairs.value_other]
    edits, changes = [], [0.0]
    for _, pair in pairs.iterrows():
        other = pair.copy()
        for name in ("landing_id", "row_number", "value", "noise"):
            other[name] = pair[f"{name}_other"]
        edits += [_edit(pair, other.value), _edit(other, pair.value)]
        changes += [_change(pair, other.value), _change(other, pair.value)]
    found = _fault("exchanged areas", [pair for _, pair in pairs.iterrows()], edits, max(changes))
    return found and replace(found, places=found.places | {*pairs.place_other})


def value_pasted(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A figure is that of the period before."""
    cell = _one(figures[figures.value_before.notna()], chance)
    if cell is None:
        return None
    fault = _changed("previous value pasted", cell, cell.value_before)
    return fault and replace(fault, chance=_comes_back(cell))


def row_pasted(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A row is that of the period before."""
    cell = _one(figures[figures.value_before.notna()], chance)
    if cell is None:
        return None
    row = _row(figures, cell)
    row = row[row.value_before.notna() & (row.value_before != row.value)]
    if len(row) < 2:
        return None
    rows = [one for _, one in row.iterrows()]
    fault = _fault(
        "previous row pasted",
        rows,
        [_edit(one, one.value_before) for one in rows],
        max(_change(one, one.value_before) for one in rows),
    )
    return fault and replace(fault, chance=math.prod(_comes_back(one) for one in rows))


def thousand(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A count is parted by a point, a thousand times as large, or its column is in thousands."""
    counts = figures[figures.is_count]
    cell = _one(counts[counts.value >= 1000], chance)
    if cell is None:
        return None
    kind, way = "thousand", int(chance.integers(3))
    if way == 0:
        whole = int(cell.value)
        text = f"{whole // 1000}.{whole % 1000:03d}"
        edit = Edit(cell.landing_id, int(cell.row_number), cell.column_name, text)
        return _fault(kind, [cell], [edit])
    if way == 1:
        return _fault(kind, [cell], [_edit(cell, cell.value * 1000)])
    column = counts[(counts.measure_id == cell.measure_id) & (counts.breakdown == cell.breakdown)]
    cells = [one for _, one in column.iterrows()]
    return _fault(kind, cells, [_edit(one, round(one.value / 1000), 0) for one in cells])


def sign(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A figure is negative."""
    cell = _one(figures[(figures.value > 0) & ~figures.is_signed], chance)
    return None if cell is None else _fault("sign", [cell], [_edit(cell, -cell.value)])


def duplicate(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A row stands in the file twice; the second time as it is, or with other figures."""
    cell = _one(figures[figures.value > 0], chance)
    if cell is None:
        return None
    last = int(figures.last_row.max())
    copy = Edit(cell.landing_id, int(cell.row_number), None, copied_to=last + 1)
    edits = [copy]
    if chance.random() < 0.5:
        other = cell.copy()
        other["row_number"] = last + 1
        edits.append(_edit(other, cell.value + 1))
    return _fault("duplicate", [cell], edits)


def missing_row(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A row is not there."""
    cell = _one(figures, chance)
    if cell is None:
        return None
    # where absence means zero, the row becomes a zero
    change = _change(cell, 0) if cell.absent_is_zero else None
    edit = Edit(cell.landing_id, int(cell.row_number), None)
    return _fault("missing row", [cell], [edit], change)


def total_not_sum(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """A total is 1 to 10 % more or less than its parts."""
    totals = figures[figures.is_total & (figures.value >= 50)]
    cell = _one(totals, chance)
    if cell is None:
        return None
    factor = 1 + chance.choice([-1, 1]) * chance.uniform(0.01, 0.1)
    # what does not add up is wrong, however little
    fault = _changed("total not sum", cell, round(cell.value * factor))
    return fault and replace(fault, change=None)


def tripled_area(figures: Figures, chance: np.random.Generator) -> Fault | None:
    """All counts of an area are three times as large."""
    counts = figures[figures.is_count & (figures.value > 0)]
    cell = _one(counts, chance)
    if cell is None:
        return None
    cells = [one for _, one in counts[counts.place == cell.place].iterrows()]
    change = max(_change(one, 3 * one.value) for one in cells)
    return _fault("tripled area", cells, [_edit(one, 3 * one.value) for one in cells], change)


KINDS: tuple[Draw, ...] = (
    digit_swap,
    decimal_shift,
    exchanged_areas,
    value_pasted,
    row_pasted,
    thousand,
    sign,
    duplicate,
    missing_row,
    total_not_sum,
    tripled_area,
)
