"""The pandemic's regressions on the real figures, asked of a time without a pandemic.

The baseline ends with 2018, and the window is 2019; of a survey it is the last wave before the
crisis. What is called significant there is no effect of the pandemic.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sozialraum.statistics.pandemic import Assessment, Thresholds, assess
from sozialraum.statistics.panel import Panel, indicators_in, read_panel

if TYPE_CHECKING:
    import duckdb

WINDOW = 2019
ALPHA = 0.05


@dataclass(frozen=True)
class Placebo:
    """One indicator: series assessed of the pandemic, of 2019, and of the latter p < 0.05."""

    indicator_id: str
    assessed: int
    placebo: int
    significant: int


def placebos(connection: "duckdb.DuckDBPyConnection") -> Iterator[Placebo]:
    """Every indicator of ``assess.pandemic_series`` of a build database."""
    row = connection.execute("SELECT alpha, min_cases FROM declared.pandemic").fetchall()[0]
    thresholds = Thresholds(*(float(one) for one in row))
    for indicator_id in indicators_in(connection):
        panel = read_panel(connection, indicator_id)
        found = assess(moved(panel), thresholds)
        p_values = found.predictions["crisis"].p_value[_assessed(found)]
        yield Placebo(
            indicator_id,
            int(_assessed(assess(panel, thresholds)).sum()),
            len(p_values),
            int((p_values < ALPHA).sum()),
        )


def moved(panel: Panel) -> Panel:
    """The panel with its crisis in 2019, in which no break of the figures lies."""
    return replace(panel, windows=_windows(panel), broken=False)


def _windows(panel: Panel) -> Sequence[str]:
    before = [one == "baseline" for one in panel.windows]
    if panel.kind == "survey":
        last = max((place for place, one in enumerate(before) if one), default=-1)
        placebo = [place == last for place in range(len(before))]
    else:
        # The last day of a year is a little before the year's end as a fraction.
        placebo = [one and year >= WINDOW for one, year in zip(before, panel.years, strict=True)]
    return [
        "crisis" if there else "baseline" if one else ""
        for one, there in zip(before, placebo, strict=True)
    ]


def _assessed(found: Assessment) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.array([not reason for reason in found.reasons], dtype=bool)
