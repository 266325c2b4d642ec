"""What would have been expected without the crisis: one regression per series.

For counts, quasi-Poisson with a linear trend and, within the year, one coefficient per season. A
survey's share is the same with the effective number of answers as population, so that its sampling
error is in it. Rates that are published without counts take least squares. Which series go in and
what is made of the results (multiple testing, findings) is SQL: ``pandemic_series``,
``mart_pandemic_effect``.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sozialraum.base.tables import make_table
from sozialraum.statistics.bend import bend
from sozialraum.statistics.dispersion import dependence, independent_series, moderated
from sozialraum.statistics.panel import Panel, indicators_in, read_panel
from sozialraum.statistics.prediction import Noise, Prediction, predict_counts, predict_means
from sozialraum.statistics.regression import (
    Array,
    Fit,
    Mask,
    least_squares,
    quasi_poisson,
)

if TYPE_CHECKING:
    import duckdb

TABLE = "statistics.pandemic_fit"
MIN_DEGREES = 3
# From here on the noise cannot be told from a random walk, and a line foretells nothing.
TOO_DEPENDENT = 0.81
WINDOWS = ("crisis", "after")


@dataclass(frozen=True)
class Thresholds:
    """``alpha``: level of the prediction limits; ``min_cases``: expected at least in a window."""

    alpha: float
    min_cases: float


@dataclass(frozen=True)
class Assessment:
    """The fits of one panel; predictions by window; ``reasons`` is empty where assessed."""

    panel: Panel
    fit: Fit
    noise: Noise
    has_offset: Mask
    baseline: Mask
    used: dict[str, Mask]
    predictions: dict[str, Prediction]
    reasons: list[str]
    method: str


def assess(panel: Panel, thresholds: Thresholds) -> Assessment:
    """Fits all series of a panel and predicts both windows."""
    known = np.isfinite(panel.figures)
    in_baseline, in_crisis = panel.window("baseline"), panel.window("crisis")
    baseline = known & in_baseline
    reasons = [""] * len(panel.area_ids)
    has_offset, lacks_denominator = _offsets(panel, baseline, known & in_crisis)
    _mark(reasons, _not_counts(panel), "invalid_count")
    _mark(reasons, np.full(len(reasons), panel.broken), "break_in_crisis")
    _mark(reasons, baseline.sum(axis=1) < panel.min_periods, "short_baseline")
    _mark(reasons, ~(known & in_crisis).any(axis=1), "no_crisis_figures")
    # A gap counts where other areas have a figure.
    published = in_crisis & known.any(axis=0)
    _mark(reasons, (known & in_crisis).sum(axis=1) < published.sum(), "gap_in_crisis")
    _mark(reasons, lacks_denominator, "no_denominator")
    baseline = baseline & np.array([not reason for reason in reasons], dtype=bool)[:, None]

    design = _design(panel, in_baseline & baseline.any(axis=0))
    offset = _offset(panel, has_offset)
    if panel.has_counts:
        _mark(reasons, (baseline & (panel.counts > 0)).sum(axis=1) == 0, "too_few_cases")
        _mark(reasons, _never_varied(panel, baseline), "constant")
        fit = quasi_poisson(design, panel.counts, offset, baseline)
    else:
        fit = least_squares(design, panel.figures, baseline)
    _mark(reasons, ~fit.estimable | (fit.degrees < MIN_DEGREES), "not_estimable")
    if not panel.has_counts:
        flat = fit.dispersion <= 1e-12 * np.nanmean(np.square(panel.figures), axis=1)
        _mark(reasons, flat, "constant")

    noise = _noise(panel, fit, baseline, design)
    mean = np.exp(np.clip(fit.coefficients @ design.T + offset, -700, 60))
    bent = bend(
        fit,
        mean if panel.has_counts else np.ones_like(mean),
        baseline,
        design,
        panel.years,
        noise.of_sums,
        np.array(panel.levels),
    )
    used, predictions = {}, {}
    for name in WINDOWS:
        used[name] = _usable(panel, known & panel.window(name), has_offset)
        predictions[name] = (
            predict_counts(
                fit, noise, bent, design, panel.counts, offset, used[name], thresholds.alpha
            )
            if panel.has_counts
            else predict_means(
                fit, noise, bent, design, panel.figures, used[name], thresholds.alpha
            )
        )
    crisis = predictions["crisis"]
    if panel.has_counts:
        with np.errstate(invalid="ignore"):
            _mark(reasons, crisis.expected < thresholds.min_cases, "too_few_cases")
    _mark(reasons, ~np.isfinite(crisis.p_value), "not_estimable")
    dependent = noise.memory > TOO_DEPENDENT
    _mark(reasons, np.full(len(reasons), dependent), "autocorrelated")
    return Assessment(
        panel=panel,
        fit=fit,
        noise=noise,
        has_offset=has_offset,
        baseline=baseline,
        used=used,
        predictions=predictions,
        reasons=reasons,
        method="quasi_poisson" if panel.has_counts else "least_squares",
    )


def write_fits(connection: "duckdb.DuckDBPyConnection") -> dict[str, int]:
    """Assesses every indicator of ``pandemic_series`` and replaces ``statistics.pandemic_fit``.

    Returns:
        Number of series by ``reason``; those that were assessed under the empty text. Nothing where
        the city declares no crisis.
    """
    row = connection.execute("SELECT alpha, min_cases FROM declared.pandemic").fetchone()
    make_table(connection, TABLE, anew=True)
    counted: dict[str, int] = {}
    if row is None:
        return counted
    thresholds = Thresholds(*(float(one) for one in row))
    for indicator_id in indicators_in(connection):
        assessment = assess(read_panel(connection, indicator_id), thresholds)
        for reason in assessment.reasons:
            counted[reason] = counted.get(reason, 0) + 1
        for name in WINDOWS:
            _insert(connection, _rows(assessment, name))
    return counted


def _insert(connection: "duckdb.DuckDBPyConnection", columns: dict[str, Any]) -> None:
    import pyarrow as pa

    arrow = pa.table(columns)
    connection.register("fits", arrow)
    connection.execute(f"INSERT INTO {TABLE} BY NAME SELECT * FROM fits")
    connection.unregister("fits")


def _rows(found: Assessment, name: str) -> dict[str, Any]:
    """One window of all series, column by column; figures that do not exist become NULL."""
    panel, prediction, used = found.panel, found.predictions[name], found.used[name]
    assessed = np.array([not reason for reason in found.reasons], dtype=bool)
    scale = np.ones(len(panel.area_ids))
    if panel.has_counts:
        population = np.where(used, panel.populations, 0.0).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = panel.factor / np.where(population > 0, population, np.nan)
        trend = np.expm1(found.fit.coefficients[:, 1])
    else:
        trend = found.fit.coefficients[:, 1]
    # A survey's counts are made up; only its shares are shown.
    rate, shown = scale, scale if panel.kind == "survey" else np.ones_like(scale)
    figures = {
        "expected": prediction.expected * shown,
        "observed": prediction.observed * shown,
        "pi_low": prediction.low * shown,
        "pi_high": prediction.high * shown,
        "p_value": prediction.p_value,
        "margin": prediction.margin * shown,
        "detectable_pct": prediction.detectable,
        "expected_value": prediction.expected * rate,
        "observed_value": prediction.observed * rate,
        "trend_per_year": trend,
        "dispersion": np.maximum(found.noise.dispersion, found.noise.least),
        "degrees_of_freedom": found.noise.effective_degrees,
    }
    size = len(panel.area_ids)
    return {
        "area_id": list(panel.area_ids),
        "indicator_id": [panel.indicator_id] * size,
        "time_window": [name] * size,
        "reason": [reason or None for reason in found.reasons],
        "method": [found.method] * size,
        **{column: _nullable(values, assessed) for column, values in figures.items()},
        "has_offset": found.has_offset.tolist(),
        "baseline_periods": (np.isfinite(panel.figures) & panel.window("baseline"))
        .sum(axis=1)
        .tolist(),
        "window_periods": used.sum(axis=1).tolist(),
        "autocorrelation": _nullable(np.full(size, found.noise.autocorrelation), assessed),
    }


def _nullable(values: Array, assessed: Mask) -> Any:
    import pyarrow as pa

    return pa.array(values, mask=~(assessed & np.isfinite(values)), type=pa.float64())


def _mark(reasons: list[str], which: Any, reason: str) -> None:
    """The first reason that is found is the one that is given."""
    for position in np.flatnonzero(which):
        reasons[position] = reasons[position] or reason


def _never_varied(panel: Panel, baseline: Mask) -> Mask:
    """The same count in every period says nothing of how much it would vary by chance; of a
    survey's shares the sampling error does."""
    if panel.kind != "count":
        return np.zeros(len(panel.area_ids), dtype=bool)
    highest = np.where(baseline, panel.counts, -np.inf).max(axis=1)
    lowest = np.where(baseline, panel.counts, np.inf).min(axis=1)
    same: Mask = highest == lowest
    return same


def _not_counts(panel: Panel) -> Mask:
    """Negative or fractional counts: no counts at all, or estimates."""
    if panel.kind != "count":
        return np.zeros(len(panel.area_ids), dtype=bool)
    figures = np.nan_to_num(panel.figures)
    return np.asarray(((figures < 0) | (figures != np.round(figures))).any(axis=1))


def _offsets(panel: Panel, baseline: Mask, crisis: Mask) -> tuple[Mask, Mask]:
    """Which series have a population in all periods, and which have holes in it.

    A population that begins later than the counts is no hole: the counts then stand alone, and
    their trend takes up the growth of the population.
    """
    if not panel.has_counts:
        no = np.zeros(len(panel.area_ids), dtype=bool)
        return no, no
    known = np.nan_to_num(panel.populations) > 0
    wanted = baseline | crisis
    # Zero persons are no missing figure: counts of nobody are an error in one of both.
    impossible = (wanted & ((panel.populations <= 0) | np.isinf(panel.populations))).any(axis=1)
    complete = (known | ~wanted).all(axis=1) & wanted.any(axis=1)
    begun = np.maximum.accumulate(known, axis=1)
    hole = (wanted & begun & ~known).any(axis=1)
    begins_in_baseline = (baseline & ~known).any(axis=1)
    lacks = impossible | hole | (~complete & ~begins_in_baseline)
    return np.asarray(complete & ~lacks), np.asarray(lacks)


def _offset(panel: Panel, has_offset: Mask) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        logarithm = np.log(panel.populations)
    usable = has_offset[:, None] & np.isfinite(logarithm)
    return np.where(usable, logarithm, 0.0)


def _usable(panel: Panel, window: Mask, has_offset: Mask) -> Mask:
    if not panel.has_counts:
        return window
    known = np.nan_to_num(panel.populations) > 0
    return np.asarray(window & (known | ~has_offset[:, None]))


def _design(panel: Panel, baseline: Mask) -> Array:
    """(T, P): constant, years from the middle of the baseline, seasons but the first.

    A season that the baseline does not have gets a column of its own, so that nothing is said
    about periods in it.
    """
    centre = panel.years[baseline].mean() if baseline.any() else panel.years.mean()
    columns = [np.ones_like(panel.years), panel.years - centre]
    assessed = baseline | panel.window("crisis") | panel.window("after")
    seasons = np.unique(panel.seasons[assessed])
    first = panel.seasons[baseline].min() if baseline.any() else 0
    columns += [(panel.seasons == season).astype(float) for season in seasons if season != first]
    return np.column_stack(columns)


def _noise(panel: Panel, fit: Fit, baseline: Mask, design: Array) -> Noise:
    """Dispersions are moderated among the areas of one level; autocorrelation is common to all."""
    dispersion, degrees = fit.dispersion.copy(), np.maximum(fit.degrees, 1.0)
    levels = np.array(panel.levels)
    for level in sorted(set(panel.levels)):
        known = fit.estimable & (levels == level)
        independent = independent_series(fit.pearson[known], baseline[known], design.shape[1])
        dispersion, degrees = moderated(dispersion, degrees, known, independent)
    common = dependence(
        fit.pearson / np.sqrt(np.where(dispersion > 0, dispersion, 1.0))[:, None],
        baseline & fit.estimable[:, None],
        panel.numbers,
        design,
        panel.is_yearly,
    )
    return Noise(
        dispersion / common.shortfall,
        degrees,
        common.inflation,
        least=1.0 if panel.has_counts else 0.0,
        memory=common.memory,
    )
