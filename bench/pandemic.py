"""Proof of the pandemic's regressions: ``python -m bench.pandemic``.

Series without an effect are simulated in the shapes that the monitor meets; the share that the
method calls significant must stay at or below the nominal rate. Then a rise is put into series of
the sizes of real areas, to see which rise is found four times out of five.

Noise: y ~ Poisson(mu exp(e)), e ~ N(0, s) with s chosen for the wanted dispersion; in ``common``
cases a part of e is the same in all areas, as influenza is; in ``correlated`` ones e follows an
AR(1).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from rich.console import Console
from rich.table import Table

from sozialraum.statistics.pandemic import Thresholds, assess
from sozialraum.statistics.panel import Panel
from sozialraum.statistics.regression import Array

ALPHA = 0.05
POWER = 0.8


@dataclass(frozen=True)
class Case:
    """A kind of series. ``cases`` is the mean count per period, ``dispersion`` variance over mean.

    ``trend`` is the change per year, ``season`` the amplitude, both as shares.
    """

    name: str
    per_year: int
    baseline: int
    crisis: int
    cases: float
    areas: int = 17
    dispersion: float = 1.0
    trend: float = 0.0
    season: float = 0.0
    correlation: float = 0.0
    common: float = 0.0
    heterogeneous: bool = False


_CORRELATED = Case("", 4, 15, 7, 1500, areas=10, dispersion=3)

WITHOUT_EFFECT = (
    Case("yearly, 6 years, Poisson", 1, 6, 2, 300),
    Case("yearly, 6 years, overdispersed", 1, 6, 2, 300, dispersion=3),
    Case("yearly, 6 years, dispersion differs", 1, 6, 2, 300, dispersion=3, heterogeneous=True),
    Case("yearly, 6 years, common shocks", 1, 6, 2, 300, dispersion=2, common=0.7),
    Case("yearly, 6 years, rising 3 %", 1, 6, 2, 300, dispersion=2, trend=0.03),
    Case("yearly, 5 years, few cases", 1, 5, 2, 15),
    Case("yearly, city alone", 1, 6, 2, 5300, areas=1, dispersion=5),
    Case("quarterly, 10 quarters, seasonal", 4, 10, 7, 1500, dispersion=2, season=0.1),
    Case("quarterly, 15 quarters, falling 5 %", 4, 15, 7, 1500, dispersion=2, trend=-0.05),
    Case("quarterly, 32 quarters, seasonal", 4, 32, 7, 1500, dispersion=3, season=0.1),
    Case("monthly, 111 months, seasonal", 12, 111, 21, 400, areas=1, dispersion=3, season=0.1),
    replace(_CORRELATED, name="quarterly, 15 quarters, correlated 0.3", correlation=0.3),
    replace(_CORRELATED, name="quarterly, 15 quarters, correlated 0.6", correlation=0.6),
    replace(
        _CORRELATED, name="quarterly, 32 quarters, correlated 0.6", baseline=32, correlation=0.6
    ),
    Case("monthly, 111 months, correlated 0.8", 12, 111, 21, 400, 1, 5, correlation=0.8),
)

WITH_EFFECT = (
    Case("deaths, Sozialraum, 300 a year", 1, 6, 2, 300, dispersion=1.5),
    Case("deaths, city, 5,300 a year", 1, 6, 2, 5300, areas=1, dispersion=5),
    Case("unemployed, district, 450", 4, 15, 7, 450, areas=10, dispersion=1.7, season=0.05),
    Case("unemployed, district, 3,000", 4, 15, 7, 3000, areas=10, dispersion=1.7, season=0.05),
    Case("unemployed, city, 17,000", 4, 15, 7, 17000, areas=1, dispersion=8, season=0.05),
    Case("survey share 10 %, Sozialraum, 157 answers", 1, 6, 2, 15.7, dispersion=1.3),
    Case("survey share 10 %, city, 2,667 answers", 1, 6, 2, 266.7, areas=1, dispersion=2),
)


def simulate(case: Case, rng: np.random.Generator, effect: float = 0.0) -> Panel:
    """One panel of the case; ``effect`` is the relative rise in the crisis window."""
    periods = case.baseline + case.crisis
    number = np.arange(periods)
    years = 2020 + (number - case.baseline) / case.per_year
    in_crisis = number >= case.baseline
    level = case.cases * np.exp(
        case.trend * (years - years.mean())
        + case.season * np.sin(2 * np.pi * number / case.per_year) * (case.per_year > 1)
    )
    mean = np.tile(level, (case.areas, 1))
    spread = np.full((case.areas, 1), case.dispersion)
    if case.heterogeneous:
        spread = 1 + (case.dispersion - 1) * rng.gamma(1.0, 1.0, (case.areas, 1))
    sigma = np.sqrt(np.log1p((spread - 1) / mean))
    error = sigma * _errors(case, rng, periods)
    counts = rng.poisson(mean * np.exp(error - sigma**2 / 2) * (1 + effect * in_crisis))
    return Panel(
        indicator_id="simulated",
        kind="count",
        area_ids=[str(area) for area in range(case.areas)],
        levels=["simulated"] * case.areas,
        years=years,
        seasons=(number % case.per_year + 1.0),
        numbers=number.astype(float),
        windows=["crisis" if one else "baseline" for one in in_crisis],
        min_periods=4,
        factor=1.0,
        figures=counts.astype(float),
        denominators=np.full(mean.shape, 1e6),
        samples=np.full(mean.shape, np.nan),
        broken=False,
    )


def _errors(case: Case, rng: np.random.Generator, periods: int) -> Array:
    """Standard normal, correlated in time and between areas as the case says."""
    shape = (case.areas, periods)
    own, shared = rng.normal(size=shape), rng.normal(size=(1, periods))
    new = np.sqrt(1 - case.common) * own + np.sqrt(case.common) * shared
    errors = new.copy()
    for period in range(1, periods):
        errors[:, period] = (
            case.correlation * errors[:, period - 1]
            + np.sqrt(1 - case.correlation**2) * new[:, period]
        )
    return errors


def p_values(case: Case, panels: int, seed: int, effect: float = 0.0) -> Array:
    """(panels x areas,) of series that could be assessed."""
    rng = np.random.default_rng(seed)
    thresholds = Thresholds(alpha=ALPHA, min_cases=5)
    found = []
    for _ in range(panels):
        assessment = assess(simulate(case, rng, effect), thresholds)
        found.append(assessment.predictions["crisis"].p_value)
    every = np.concatenate(found)
    return np.asarray(every[np.isfinite(every)])


def false_rate(case: Case, panels: int, seed: int = 1) -> float:
    """The share of series without an effect with p < 0.05."""
    return float((p_values(case, panels, seed) < ALPHA).mean())


def detectable(case: Case, panels: int, seed: int = 2) -> float:
    """The smallest relative rise that is found with 80 % power, to a tenth of a percent."""
    low, high = 0.0, 2.0
    while high - low > 0.001:
        middle = (low + high) / 2
        power = (p_values(case, panels, seed, middle) < ALPHA).mean()
        low, high = (low, middle) if power >= POWER else (middle, high)
    return high


def main(series: int = 6_000) -> None:
    console = Console()
    console.print(
        _table(
            "Series without an effect",
            "false findings at p < 0.05",
            [
                (case, f"{false_rate(case, max(series // case.areas, 20)):.1%}")
                for case in WITHOUT_EFFECT
            ],
        )
    )
    console.print(
        _table(
            "Rise found with 80 % power",
            "rise",
            [
                (case, f"{detectable(case, max(series // 4 // case.areas, 20)):.1%}")
                for case in WITH_EFFECT
            ],
        )
    )


def _table(title: str, column: str, rows: Sequence[tuple[Case, str]]) -> Table:
    table = Table(title=title)
    table.add_column("series")
    table.add_column(column, justify="right")
    for case, text in rows:
        table.add_row(case.name, text)
    return table


if __name__ == "__main__":
    main()
