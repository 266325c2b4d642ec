"""Rows of areas that are the sums of rows beside them: of larger areas, or of the whole; and parts
of a figure that are the sum of its other parts.

Offices write a sum below its parts or above them, sums of sums, too. A row is one where each of its
figures is the sum of those of the rows next to it; areas that only share a figure by chance do
not, as soon as there are several figures.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_FEWEST_ROWS, _MOST_ROWS = 4, 3_000
# with fewer figures a row may be a sum by chance
_FEWEST_FIGURES = 4

Figures = tuple[float, ...]


@dataclass(frozen=True)
class Sums:
    """Labels of rows that are sums; ``whole`` is the one that all others add up to."""

    labels: list[str]
    whole: str | None


@dataclass(frozen=True)
class _Row:
    label: str
    figures: Figures
    is_sum: bool = False


def sums_among(rows: Sequence[tuple[str, Figures]]) -> Sums:
    """
    Args:
        rows: label and figures of each area, all as long; each sum stands behind its parts or
            before them.
    """
    if not _FEWEST_ROWS <= len(rows) <= _MOST_ROWS:
        return Sums([], None)
    return max(
        (_sums_behind(rows), _sums_behind(reversed(rows))),
        key=lambda one: (one.whole is not None, len(one.labels)),
    )


def _sums_behind(rows: Iterable[tuple[str, Figures]]) -> Sums:
    open_: list[_Row] = []
    labels: list[str] = []
    for label, figures in rows:
        if parts := _parts(open_, figures):
            del open_[-parts:]
            labels.append(label)
        open_.append(_Row(label, figures, bool(parts)))
    whole = open_[0].label if len(open_) == 1 else _half(open_)
    if whole is None and any(_told(one) < _FEWEST_FIGURES for one in open_ if one.is_sum):
        return Sums([], None)
    return Sums([one for one in labels if one != whole], whole)


def _told(row: _Row) -> int:
    return sum(figure != 0 for figure in row.figures)


def _parts(open_: list[_Row], figures: Figures) -> int:
    """How many of the last rows add up to the figures; 0 where no number of them does."""
    if not any(figures):
        return 0
    added = [0.0] * len(figures)
    found = 0
    for count, row in enumerate(reversed(open_), start=1):
        added = [one + other for one, other in zip(added, row.figures, strict=True)]
        if any(one > other for one, other in zip(added, figures, strict=True)):
            break
        # two areas alike are no sum, but of a district with one part
        is_one = count == 1 and _told(row) < _FEWEST_FIGURES
        if tuple(added) == figures and not is_one:
            found = count
    return found


def _half(open_: list[_Row]) -> str | None:
    """The row that is the sum of all others, wherever it stands."""
    total = tuple(sum(column) for column in zip(*(one.figures for one in open_), strict=True))
    halves = [one for one in open_ if tuple(2 * figure for figure in one.figures) == total]
    return halves[0].label if len(halves) == 1 and len(open_) > 2 and any(total) else None


def in_order(cells: Iterable[tuple[str, Hashable, float]]) -> list[tuple[str, Figures]]:
    """Of each label all figures, by what they are about, in the order in which labels come.

    Args:
        cells: label, what the figure is about, the figure.
    """
    told: dict[str, dict[Hashable, float]] = {}
    about: dict[Hashable, None] = {}
    for label, key, figure in cells:
        about[key] = None
        its = told.setdefault(label, {})
        its[key] = its.get(key, 0.0) + figure
    return [(label, tuple(its.get(key, 0.0) for key in about)) for label, its in told.items()]


def sums_of_others(rows: Iterable[tuple[Hashable, Mapping[str, float]]]) -> list[str]:
    """Parts that always are the sum of at least two others.

    Args:
        rows: period, and the figures of all parts in an area. In periods in which a part is zero
            everywhere it was not told.
    """
    by_period: dict[Hashable, list[Mapping[str, float]]] = defaultdict(list)
    for period, row in rows:
        by_period[period].append(row)
    parts = dict.fromkeys(label for rows in by_period.values() for row in rows for label in row)
    return [label for label in parts if _is_sum_of_others(label, by_period.values())]


def _is_sum_of_others(label: str, periods: Iterable[Sequence[Mapping[str, float]]]) -> bool:
    found = 0
    for rows in periods:
        if not any(row[label] for row in rows):
            continue
        for row in rows:
            figure = row[label]
            others = [other for name, other in row.items() if name != label]
            if abs(sum(others) - figure) > 0.001:
                return False
            found += 0 < max(others, default=0) < figure
    return found >= _FEWEST_FIGURES
