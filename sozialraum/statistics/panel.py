"""The figures of one indicator in all areas, as arrays on one grid of periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sozialraum.statistics.regression import Array, Mask

if TYPE_CHECKING:
    import duckdb

Kind = Literal["count", "survey", "published"]


@dataclass(frozen=True)
class Panel:
    """S areas and T periods.

    Attributes:
        kind: counts, shares from a survey, or figures published without counts.
        years: (T,) ends of the periods in years.
        seasons: (T,) quarter or month; 1 for yearly figures.
        numbers: (T,) place in the calendar; neighbours differ by 1.
        windows: (T,) ``baseline``, ``crisis``, ``after`` or empty.
        min_periods: what the baseline must have.
        figures: (S, T) counts, or values; NaN where not known.
        denominators: (S, T); NaN where not known.
        samples: (S, T) effective answers of a survey; NaN otherwise.
        broken: whether a known break lies in the crisis window.
    """

    indicator_id: str
    kind: Kind
    area_ids: Sequence[str]
    levels: Sequence[str]
    years: Array
    seasons: Array
    numbers: Array
    windows: Sequence[str]
    min_periods: int
    factor: float
    figures: Array
    denominators: Array
    samples: Array
    broken: bool

    @property
    def has_counts(self) -> bool:
        return self.kind != "published"

    @property
    def counts(self) -> Array:
        """(S, T); of a survey the effective number of answers that say so, mostly fractional."""
        return self.figures * self.samples if self.kind == "survey" else self.figures

    @property
    def populations(self) -> Array:
        """(S, T): what the counts are counted in."""
        return self.samples if self.kind == "survey" else self.denominators

    @property
    def is_yearly(self) -> bool:
        """Whether periods are years, or waves of a survey; not quarters or months."""
        return bool((self.seasons == 1).all())

    def window(self, name: str) -> Mask:
        """(T,) which periods belong to a window."""
        return np.array([one == name for one in self.windows], dtype=bool)


def indicators_in(connection: "duckdb.DuckDBPyConnection") -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT indicator_id FROM assess.pandemic_series ORDER BY 1"
    ).fetchall()
    return [row[0] for row in rows]


def read_panel(connection: "duckdb.DuckDBPyConnection", indicator_id: str) -> Panel:
    """Reads one indicator from ``assess.pandemic_series``."""
    selected = "FROM assess.pandemic_series WHERE indicator_id = ?"
    areas = connection.execute(
        f"SELECT DISTINCT area_id, area_level {selected} ORDER BY ALL", [indicator_id]
    ).fetchall()
    periods = connection.execute(
        f"""
        SELECT period_end, any_value(year_fraction), any_value(season), any_value(period_number),
            any_value(coalesce(time_window, '')), any_value(kind), any_value(min_periods),
            any_value(factor), bool_or(is_broken)
        {selected} GROUP BY period_end ORDER BY period_end
        """,
        [indicator_id],
    ).fetchall()
    cells = connection.execute(
        f"""
        SELECT dense_rank() OVER (ORDER BY area_id, area_level) - 1 AS area,
            dense_rank() OVER (ORDER BY period_end) - 1 AS period,
            figure, denominator, survey_sample
        {selected}
        """,
        [indicator_id],
    ).fetchnumpy()
    place = (np.asarray(cells["area"], dtype=int), np.asarray(cells["period"], dtype=int))
    shape = (len(areas), len(periods))
    _, years, seasons, numbers, windows, kinds, minimum, factors, broken = zip(
        *periods, strict=True
    )
    return Panel(
        indicator_id=indicator_id,
        kind=kinds[0],
        area_ids=[area for area, _ in areas],
        levels=[level for _, level in areas],
        years=np.array(years, dtype=float),
        seasons=np.array(seasons, dtype=float),
        numbers=np.array(numbers, dtype=float),
        windows=windows,
        min_periods=max(minimum),
        factor=float(factors[0]),
        figures=_filled(shape, place, cells["figure"]),
        denominators=_filled(shape, place, cells["denominator"]),
        samples=_filled(shape, place, cells["survey_sample"]),
        broken=any(broken),
    )


def _filled(shape: tuple[int, int], place: tuple[Any, Any], values: Any) -> Array:
    filled = np.full(shape, np.nan)
    filled[place] = np.ma.filled(np.ma.asarray(values).astype(float), np.nan)
    return filled
