"""How good are estimates for small areas? Pretending on the city's real figures.

    python -m bench.small_area [--build warehouse/build.duckdb] [--level stadtbezirk] [--choose]

Each indicator that is known for the small areas is taken as if only the coarser areas' figures
were, estimated and compared with what is known; so each of its years (of several periods, the
last). What shares its counts stays out of the covariates: what comes from the table that its
numerator is from, what counts the same kind of people, and what has its numerator as a part. The
coarser areas have their published figures; of a survey, which has none, the mean of the small areas
by population. Only areas that are split are compared. The method was chosen on the earlier half of
each indicator's years (``--choose`` shows that); reported is the later half. Errors and widths are
relative to those of plain apportionment.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path

import duckdb
import numpy as np
from rich.console import Console
from rich.table import Table

from sozialraum.statistics import small_area
from sozialraum.statistics.area_profile import AreaProfiles, read_profiles
from sozialraum.statistics.regression import Array
from sozialraum.statistics.small_area import Estimated, Split, benchmarked

Z95 = 1.959963984540054
Method = Callable[[Array, Split, Array], Estimated]


@dataclass(frozen=True)
class Pretended:
    """An indicator in one period: ``truth`` (F,), the coarser areas' ``rates`` (C,), ``variance``
    (F,) by which chance moves the truth; ``split_up`` (F,): areas that need an estimate."""

    indicator_id: str
    day: date
    truth: Array
    rates: Array
    split: Split
    covariates: Array
    variance: Array

    @property
    def split_up(self) -> Array:
        whole = np.bincount(self.split.coarse)[self.split.coarse] == 1
        return np.asarray(~small_area_all(whole, self.split))


@dataclass(frozen=True)
class Scores:
    correlation: float
    error: float
    right_class: float
    coverage: float
    width: float


def small_area_all(of_parts: Array, split: Split) -> Array:
    """(F,): whether something holds for all parts of a small area."""
    return np.bincount(split.fine, ~of_parts.astype(bool)) == 0


def shared_out(rates: Array, split: Split, covariates: Array) -> Estimated:
    """Plain apportionment: every part has the rate of its coarser area."""
    spread = np.full(split.fine.max() + 1, Z95 * rates.std())
    return Estimated(rates[split.coarse], spread)


def synthetic(rates: Array, split: Split, covariates: Array) -> Estimated:
    """Synthetic regression estimator (Rao & Molina 2015, 3.2): a line on the covariate that fits
    the coarser areas best, benchmarked by ratio."""
    coarse = split.shares_of_coarse() @ covariates[split.fine]
    best = _best(rates, coarse)
    slope, level = np.polyfit(coarse[:, best], rates, 1)
    residual = rates - level - slope * coarse[:, best]
    parts = level + slope * covariates[split.fine, best]
    return _with_residual(benchmarked(parts, rates, split), residual, split, 2)


def structure_preserving(rates: Array, split: Split, covariates: Array) -> Estimated:
    """Generalised structure-preserving estimation (Zhang & Chambers 2004, *JRSS B* 66:479-496):
    within a coarser area rates go as a power of the covariate that fits best, the power being that
    of the coarser areas."""
    coarse = split.shares_of_coarse() @ covariates[split.fine]
    best = _best(rates, coarse)
    # a survey's share may be 0
    least = rates[rates > 0].min() / 10
    slope, level = np.polyfit(np.log(coarse[:, best]), np.log(np.maximum(rates, least)), 1)
    fitted = np.exp(level) * covariates[split.fine, best] ** slope
    residual = rates - split.shares_of_coarse() @ fitted
    return _with_residual(benchmarked(fitted, rates, split), residual, split, 2)


METHODS: dict[str, Method] = {
    "apportioned": shared_out,
    "synthetic": synthetic,
    "structure preserving": structure_preserving,
    "modelled": small_area.estimate,
}


def _best(rates: Array, coarse: Array) -> int:
    with np.errstate(invalid="ignore"):
        fits = [abs(np.corrcoef(rates, column)[0, 1]) for column in coarse.T]
    return int(np.nanargmax(fits))


def _with_residual(parts: Array, residual: Array, split: Split, fitted: int) -> Estimated:
    from scipy.stats import t

    degrees = len(residual) - fitted
    deviation = np.sqrt(residual @ residual / degrees)
    return Estimated(parts, np.full(split.fine.max() + 1, t.ppf(0.975, degrees) * deviation))


def scores(one: Pretended, method: Method) -> Scores:
    found = method(one.rates, one.split, one.covariates)
    values = one.split.shares_of_fine() @ found.parts
    margins = np.sqrt(found.margins**2 + Z95**2 * one.variance)
    errors = np.abs(values - one.truth)[one.split_up]
    return Scores(
        correlation=_correlation(values, one.truth),
        error=float(errors.mean()),
        right_class=float((_classes(values) == _classes(one.truth)).mean()),
        coverage=float((errors <= margins[one.split_up] + 1e-9).mean()),
        width=float(2 * margins[one.split_up].mean()),
    )


def _correlation(values: Array, truth: Array) -> float:
    return float(np.corrcoef(values, truth)[0, 1]) if values.std() > 0 else 0.0


def _classes(values: Array) -> Array:
    """Need classes as ``need_class`` of the marts cuts them."""
    return np.digitize((values - values.mean()) / values.std(), [-1.5, -0.5, 0.5, 1.5])


def pretend(connection: duckdb.DuckDBPyConnection, level: str) -> Iterator[Pretended]:
    """All indicators and years; of a year with several periods, its last one."""
    profiles = read_profiles(connection)
    sharing = _sharing(connection)
    weights = _weights(connection, level)
    for series in profiles.series:
        if series.indicator_id.startswith("covariate."):
            continue
        last = {day.year: day for day in series.days}
        for day, truth in zip(series.days, series.values, strict=True):
            if day != last[day.year] or truth.std() == 0:
                continue
            denominators, variance = _chance(connection, series.indicator_id, day, profiles, truth)
            split = _split(weights, day, profiles, denominators)
            yield Pretended(
                indicator_id=series.indicator_id,
                day=day,
                truth=truth,
                rates=_coarse_rates(connection, series.indicator_id, day, level, split, truth),
                split=split,
                covariates=profiles.at(day, without=sharing[series.indicator_id]),
                variance=variance,
            )


def _sharing(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """Indicator -> those that share its counts, itself among them."""
    series: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    tables, kinds = defaultdict(set), defaultdict(set)
    for indicator_id, role, source, measure, breakdown in connection.execute(
        "SELECT owner_id, role, source_id, measure_id, breakdown FROM declared.term "
        "WHERE role IN ('numerator', 'denominator')"
    ).fetchall():
        series[indicator_id, role].add((measure, breakdown))
        if role == "numerator":
            tables[indicator_id].add(source)
            kinds[indicator_id] |= {one.split("=")[-1] for one in breakdown.split(";") if one}

    def shares(one: str, other: str) -> bool:
        counts = series[other, "numerator"] | series[other, "denominator"]
        return bool(
            tables[one] & tables[other]
            or kinds[one] & kinds[other]
            or series[one, "numerator"] & counts
        )

    return {one: {other for other in tables if shares(one, other)} for one in tables}


def _weights(
    connection: duckdb.DuckDBPyConnection, level: str
) -> list[tuple[date, str, str, float]]:
    """Population by part, from the weights of an indicator of that level."""
    return connection.execute(
        """
        SELECT weight_date, native_area_id, area_id, weight FROM lineage.apportionment_share
        WHERE indicator_id = (
            SELECT min(indicator_id) FROM declared.indicator
            WHERE native_level = ? AND is_apportioned AND unit = 'share' AND has_denominator
                AND denominator_rule = 'previous_year_end'
        )
        ORDER BY ALL
        """,
        [level],
    ).fetchall()


def _split(weights: Sequence, day: date, profiles: AreaProfiles, denominators: Array) -> Split:
    days = sorted({row[0] for row in weights})
    nearest = min(days, key=lambda one: abs((one - day).days))
    parts = [row for row in weights if row[0] == nearest]
    coarse = sorted({row[1] for row in parts})
    fine = np.array([profiles.area_ids.index(row[2]) for row in parts])
    weight = np.array([row[3] for row in parts], dtype=float)
    if np.isfinite(denominators).all():
        weight = weight / np.bincount(fine, weight)[fine] * denominators[fine]
    return Split(np.array([coarse.index(row[1]) for row in parts]), fine, weight)


def _chance(
    connection: duckdb.DuckDBPyConnection,
    indicator_id: str,
    day: date,
    profiles: AreaProfiles,
    truth: Array,
) -> tuple[Array, Array]:
    """Denominators (F,), and the variance by which chance moves the values (F,)."""
    rows = connection.execute(
        "SELECT denominator, ci_low, ci_high FROM core.indicator_published "
        "WHERE indicator_id = ? AND period_end = ? AND list_contains(?, area_id) ORDER BY area_id",
        [indicator_id, day, list(profiles.area_ids)],
    ).fetchall()
    found = np.array(rows, dtype=float)
    half = (found[:, 2] - found[:, 1]) / 2
    return found[:, 0], np.nan_to_num((half / Z95) ** 2)


def _coarse_rates(
    connection: duckdb.DuckDBPyConnection,
    indicator_id: str,
    day: date,
    level: str,
    split: Split,
    truth: Array,
) -> Array:
    rows = connection.execute(
        "SELECT value FROM core.indicator_published JOIN core.area USING (area_id, area_level) "
        "WHERE indicator_id = ? AND period_end = ? AND area_level = ? AND status = 'known' "
        "AND NOT is_unknown ORDER BY area_id",
        [indicator_id, day, level],
    ).fetchall()
    mean = split.shares_of_coarse() @ truth[split.fine]
    return np.array(rows, dtype=float)[:, 0] if len(rows) == len(mean) else mean


def halves(cases: Sequence[Pretended]) -> tuple[list[Pretended], list[Pretended]]:
    """The earlier and the later half of each indicator's years."""
    of_indicator = defaultdict(list)
    for one in cases:
        of_indicator[one.indicator_id].append(one)
    earlier, later = [], []
    for years in of_indicator.values():
        middle = len(years) // 2
        earlier += years[:middle]
        later += years[middle:]
    return earlier, later


def by_indicator(cases: Sequence[Pretended], method: Method) -> dict[str, Scores]:
    found = defaultdict(list)
    for one in cases:
        found[one.indicator_id].append(scores(one, method))
    return {name: mean(of_one) for name, of_one in found.items()}


def mean(all_scores: Sequence[Scores]) -> Scores:
    columns = np.array([list(vars(one).values()) for one in all_scores])
    return Scores(*columns.mean(axis=0).tolist())


def relative(method: dict[str, Scores], plain: dict[str, Scores]) -> dict[str, Scores]:
    """Errors and widths over those of plain apportionment."""
    return {
        name: Scores(
            one.correlation,
            one.error / plain[name].error,
            one.right_class,
            one.coverage,
            one.width / plain[name].width,
        )
        for name, one in method.items()
    }


def report(cases: Sequence[Pretended], methods: dict[str, Method]) -> None:
    plain = by_indicator(cases, shared_out)
    table = Table("indicator", "years", "method", "r", "error", "class", "coverage", "width")
    found = {name: relative(by_indicator(cases, method), plain) for name, method in methods.items()}
    for indicator in sorted(plain):
        years = sorted({one.day.year for one in cases if one.indicator_id == indicator})
        label = (indicator, f"{years[0]}-{years[-1]}")
        for name, of_method in found.items():
            table.add_row(*label, name, *_cells(of_method[indicator]))
            label = ("", "")
    for name, of_method in found.items():
        worst = min(one.coverage for one in of_method.values())
        *others, coverage, width = _cells(mean(list(of_method.values())))
        table.add_row("mean (lowest)", "", name, *others, f"{coverage} ({worst:.1%})", width)
    Console(width=120).print(table)


def _cells(one: Scores) -> list[str]:
    return [
        f"{one.correlation:.2f}",
        f"{one.error:.2f}",
        f"{one.right_class:.0%}",
        f"{one.coverage:.1%}",
        f"{one.width:.2f}",
    ]


def choose(cases: Sequence[Pretended]) -> None:
    """ρ and the calibration on the earlier years."""
    plain = by_indicator(cases, shared_out)
    table = Table("rho", "calibration", "r", "error", "class", "coverage", "lowest", "width")
    for explained, widened in product((0.5, 0.6, 0.7, 0.8, 0.9), (1.0, 1.1, 1.2, 1.3, 1.4)):

        def method(
            rates: Array, split: Split, covariates: Array, rho: float, factor: float
        ) -> Estimated:
            found = small_area.estimate(rates, split, covariates, explained=rho)
            return Estimated(found.parts, found.margins * factor / small_area.CALIBRATION)

        found = relative(by_indicator(cases, partial(method, rho=explained, factor=widened)), plain)
        together = _cells(mean(list(found.values())))
        worst = min(one.coverage for one in found.values())
        table.add_row(f"{explained}", f"{widened}", *together[:-1], f"{worst:.1%}", together[-1])
    Console(width=120).print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, default=Path("warehouse/build.duckdb"))
    parser.add_argument("--level", default="stadtbezirk", help="the coarser level")
    parser.add_argument("--choose", action="store_true", help="the earlier years, by rho")
    arguments = parser.parse_args()
    with duckdb.connect(str(arguments.build), read_only=True) as connection:
        earlier, later = halves(list(pretend(connection, arguments.level)))
    if arguments.choose:
        choose(earlier)
        report(earlier, METHODS)
    else:
        report(later, METHODS)


if __name__ == "__main__":
    main()
