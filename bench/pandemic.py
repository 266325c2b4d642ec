"""Proof of the pandemic's regressions: ``python -m bench.pandemic``.

Series without an effect are simulated in the shapes that the monitor meets; the share that the
method calls significant must stay at or below the nominal rate. Then a rise is put into series of
the sizes of real areas, to see which rise is found four times out of five.

Then the real figures of the last refresh are asked of 2019 (``bench/placebo.py``).

``python -m bench.pandemic scale`` measures time and memory for a country.

Noise: y ~ Poisson(mu exp(e)), e ~ N(0, s) with s chosen for the wanted dispersion; in ``common``
cases a part of e is the same in all areas, as influenza is; in ``correlated`` ones e follows an
AR(1).
"""

import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.pandemic_cases import NO_LINE, NOT_TOLD, WITH_EFFECT, WITHOUT_EFFECT, Case
from bench.placebo import placebos
from sozialraum.base.warehouse import Warehouse
from sozialraum.statistics.pandemic import Thresholds, assess, write_fits
from sozialraum.statistics.panel import Panel
from sozialraum.statistics.regression import Array

ALPHA = 0.05
POWER = 0.8


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
    half = case.baseline / 2
    level = level * np.exp(np.log1p(case.bend) * np.maximum(number - half, 0) / half)
    mean = np.tile(level, (case.areas, 1))
    spread = np.full((case.areas, 1), case.dispersion)
    if case.heterogeneous:
        spread = 1 + (case.dispersion - 1) * rng.gamma(1.0, 1.0, (case.areas, 1))
    sigma = np.sqrt(np.log1p((spread - 1) / mean))
    error = sigma * _errors(case, rng, periods)
    if case.walk:
        mean = mean * np.exp(np.cumsum(rng.normal(0, case.walk, mean.shape), axis=1))
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
    """(panels x areas,); NaN for what was refused, which is no finding."""
    rng = np.random.default_rng(seed)
    thresholds = Thresholds(alpha=ALPHA, min_cases=5)
    found = []
    for _ in range(panels):
        assessment = assess(simulate(case, rng, effect), thresholds)
        assessed = [not reason for reason in assessment.reasons]
        found.append(np.where(assessed, assessment.predictions["crisis"].p_value, np.nan))
    return np.concatenate(found)


def any_finding(case: Case, panels: int, seed: int = 3) -> float:
    """How often a family without an effect has a finding at q <= 0.05 all the same."""
    every = [p_values(case, 1, seed + number) for number in range(panels)]
    return float(np.mean([_significant(np.sort(one[np.isfinite(one)])) > 0 for one in every]))


def _significant(ordered: Array) -> int:
    """How many of the p-values count after Benjamini & Hochberg (1995)."""
    limits = ALPHA * np.arange(1, len(ordered) + 1) / max(len(ordered), 1)
    below = np.flatnonzero(ordered <= limits)
    return int(below[-1]) + 1 if len(below) else 0


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
                for case in (*WITHOUT_EFFECT, *NOT_TOLD, *NO_LINE)
            ],
        )
    )
    console.print(
        _table(
            "Families of 17 areas without an effect",
            "any finding at q <= 0.05",
            [
                (case, f"{any_finding(case, max(series // 10, 20)):.1%}")
                for case in WITHOUT_EFFECT
                if case.areas == 17 and case.baseline == 6
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

    if Warehouse.default().build_database.exists():
        console.print(_placebo_table())


def _placebo_table() -> Table:
    table = Table(title="Real figures, asked of 2019")
    for column in ("indicator", "assessed today", "assessed in 2019", "p < 0.05"):
        table.add_column(column, justify="left" if column == "indicator" else "right")
    with Warehouse.default().connect() as connection:
        found = [one for one in placebos(connection) if one.assessed or one.placebo]
    for one in found:
        table.add_row(one.indicator_id, *map(str, (one.assessed, one.placebo, one.significant)))
    total = [
        sum(getattr(one, name) for one in found) for name in ("assessed", "placebo", "significant")
    ]
    table.add_row("all", *map(str, total))
    return table


def _table(title: str, column: str, rows: Sequence[tuple[Case, str]]) -> Table:
    table = Table(title=title)
    table.add_column("series")
    table.add_column(column, justify="right")
    for case, text in rows:
        table.add_row(case.name, text)
    return table


def scale(areas: int = 10_000, indicators: int = 20, periods: int = 60) -> None:
    """Time and memory of all regressions for a country: ``python -m bench.pandemic scale``."""
    import duckdb

    with (
        tempfile.TemporaryDirectory() as folder,
        duckdb.connect(str(Path(folder) / "scale.duckdb")) as connection,
    ):
        connection.execute("SET memory_limit = '2GB'; SET threads = 2; SELECT setseed(0.5)")
        connection.execute(
            f"""
            CREATE SCHEMA declared; CREATE SCHEMA assess;
            CREATE TABLE declared.pandemic AS SELECT 0.05 AS alpha, 5 AS min_cases;
            CREATE TABLE assess.pandemic_series AS
            SELECT 'area:' || area AS area_id, 'i' || indicator AS indicator_id,
                'area' AS area_level, last_day(DATE '2010-03-01' + to_months(3 * t::INTEGER))
                AS period_end, if(t < {periods - 7}, 'baseline', 'crisis') AS time_window,
                'count' AS kind, 10 AS min_periods, 1000.0 AS factor, false AS is_broken,
                2010 + t / 4.0 AS year_fraction, t % 4 + 1 AS season, t AS period_number,
                round(300 + 60 * random()) AS figure, 50000.0 AS denominator,
                NULL::DOUBLE AS survey_sample
            FROM range({areas}) AS a(area), range({indicators}) AS i(indicator),
                range({periods}) AS p(t)
            """
        )
        started = time.monotonic()
        counted = write_fits(connection)
        seconds = time.monotonic() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"{sum(counted.values()):,} series of {periods} periods: {seconds:.0f} s, {memory:.1f} GB"
    )


if __name__ == "__main__":
    scale() if sys.argv[1:] == ["scale"] else main()
