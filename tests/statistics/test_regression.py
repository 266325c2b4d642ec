"""The vectorised regressions return what statsmodels returns, series by series."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from scipy.optimize import brentq
from scipy.special import polygamma

from sozialraum.statistics.bend import Bend, bend
from sozialraum.statistics.dispersion import dependence, independent_series, moderated
from sozialraum.statistics.prediction import Noise, predict_counts, predict_means
from sozialraum.statistics.regression import least_squares, quasi_poisson

PERIODS, FUTURE = 20, 4


def straight(series: int, periods: int) -> Bend:
    return Bend(np.zeros(series), np.zeros((series, periods)))


@pytest.fixture
def panel() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(7)
    time = np.arange(PERIODS + FUTURE) / 4
    seasons = [(np.arange(24) % 4 == quarter).astype(float) for quarter in (1, 2, 3)]
    design = np.column_stack([np.ones_like(time), time - 2.4, *seasons])
    population = rng.integers(5_000, 90_000, size=(6, 1)) * np.exp(0.01 * time)
    counts = rng.negative_binomial(20, 0.2, size=(6, len(time))) * 1.0 + population // 900
    used = np.tile(np.arange(len(time)) < PERIODS, (6, 1))
    used[2, 3] = used[4, :4] = False
    return {"design": design, "counts": counts, "population": population, "used": used}


def test_quasi_poisson_agrees_with_statsmodels(panel: dict[str, np.ndarray]) -> None:
    offset = np.log(panel["population"])
    fit = quasi_poisson(panel["design"], panel["counts"], offset, panel["used"])
    assert fit.estimable.all()
    for one in range(6):
        used = panel["used"][one]
        reference = sm.GLM(
            panel["counts"][one][used], panel["design"][used],
            family=sm.families.Poisson(), offset=offset[one][used],
        ).fit(scale="X2")  # fmt: skip
        assert fit.coefficients[one] == pytest.approx(reference.params, rel=1e-6, abs=1e-8)
        assert fit.dispersion[one] == pytest.approx(reference.scale, rel=1e-6)
        assert fit.covariance[one] * fit.dispersion[one] == pytest.approx(
            reference.cov_params(), rel=1e-5, abs=1e-12
        )


def test_the_forecast_and_its_error_are_those_of_statsmodels(panel: dict[str, np.ndarray]) -> None:
    """The variance of a sum of forecasts: noise of each, and the common error of the fit."""
    offset = np.log(panel["population"])
    design, counts = panel["design"], panel["counts"]
    fit = quasi_poisson(design, counts, offset, panel["used"])
    future = np.tile(np.arange(len(design)) >= PERIODS, (6, 1))
    noise = Noise(np.maximum(fit.dispersion, 1.0), fit.degrees, 1.0)
    none = straight(6, len(design))
    found = predict_counts(fit, noise, none, design, counts, offset, future, 0.05)
    for one in range(6):
        used = panel["used"][one]
        reference = sm.GLM(
            counts[one][used], design[used], family=sm.families.Poisson(), offset=offset[one][used]
        ).fit(scale=noise.dispersion[one])
        mu = reference.predict(design[future[one]], offset=offset[one][future[one]])
        gradient = mu @ design[future[one]]
        variance = noise.dispersion[one] * mu.sum() + gradient @ reference.cov_params() @ gradient
        assert found.expected[one] == pytest.approx(mu.sum(), rel=1e-6)
        t = stats.t.ppf(0.975, fit.degrees[one])
        assert found.margin[one] == pytest.approx(t * np.sqrt(variance), rel=1e-5)
        high = mu.sum() * (1 + t * (2 / 3) * np.sqrt(variance) / mu.sum()) ** 1.5
        assert found.high[one] == pytest.approx(high, rel=1e-5)
    outside = (found.observed < found.low) | (found.observed > found.high)
    assert (outside == (found.p_value < 0.05)).all()


def test_least_squares_agrees_with_statsmodels(panel: dict[str, np.ndarray]) -> None:
    design, values, used = panel["design"], panel["counts"], panel["used"]
    fit = least_squares(design, values, used)
    future = np.tile(np.arange(len(design)) == PERIODS, (6, 1))
    found = predict_means(
        fit,
        Noise(fit.dispersion, fit.degrees, 1.0),
        straight(*values.shape),
        design,
        values,
        future,
        0.05,
    )
    for one in range(6):
        reference = sm.OLS(values[one][used[one]], design[used[one]]).fit()
        forecast = reference.get_prediction(design[[PERIODS]]).summary_frame(alpha=0.05)
        assert found.expected[one] == pytest.approx(forecast["mean"][0])
        assert found.low[one] == pytest.approx(forecast["obs_ci_lower"][0])
        assert found.high[one] == pytest.approx(forecast["obs_ci_upper"][0])


def test_a_bend_is_the_coefficient_that_a_regression_with_a_hinge_has() -> None:
    """Frisch & Waugh (1933, Econometrica 1:387-401): of least squares exactly."""
    years = np.arange(12.0)
    design = np.column_stack([np.ones(12), years - 4.5])
    used = np.tile(years < 10, (2, 1))
    rng = np.random.default_rng(8)
    values = rng.normal(size=(2, 12)) * 0.1 + 3 * np.maximum(years - 4.5, 0) * [[1], [0]]
    fit = least_squares(design, values, used)
    found = bend(fit, np.ones((2, 12)), used, design, years, np.full(2, 0.01), np.array(["a", "b"]))
    hinge = np.column_stack([design, np.maximum(years - 4.5, 0)])
    coefficient = sm.OLS(values[0][:10], hinge[:10]).fit()
    chance = 0.01 * coefficient.normalized_cov_params[2, 2]
    assert found.variance[0] == pytest.approx(coefficient.params[2] ** 2 - chance)
    assert found.variance[1] < 4 * chance
    alone = bend(fit, np.ones((2, 12)), used, design, years, np.full(2, 1e9), np.array(["a", "b"]))
    assert alone.variance.tolist() == [0.0, 0.0]
    # What the hinge adds to the forecast of the eleventh year.
    forecast = coefficient.predict(hinge[[10]])[0] - fit.coefficients[0] @ design[10]
    assert found.column[0, 10] * coefficient.params[2] == pytest.approx(forecast)


def test_dispersions_that_differ_by_chance_alone_become_one() -> None:
    rng = np.random.default_rng(3)
    found = 2.0 * rng.chisquare(4, size=4000) / 4
    dispersion, degrees = moderated(found, np.full(4000, 4.0), np.ones(4000, dtype=bool), 4000)
    assert dispersion == pytest.approx(2.0, rel=0.1)
    assert (degrees > 100).all()


def test_dispersions_that_differ_in_truth_keep_what_they_say() -> None:
    """Prior degrees of freedom of 6 are found again (Smyth 2004)."""
    rng = np.random.default_rng(4)
    truth = 3.0 * 6 / rng.chisquare(6, size=20_000)
    found = truth * rng.chisquare(4, size=20_000) / 4
    _, degrees = moderated(found, np.full(20_000, 4.0), np.ones(20_000, dtype=bool), 20_000)
    assert degrees[0] - 4 == pytest.approx(6, rel=0.1)


def test_the_spread_of_few_dispersions_is_taken_two_standard_errors_larger() -> None:
    """So docs/methods.md; solved for the prior's degrees of freedom independently."""
    found, four = np.geomspace(0.3, 6, 17), np.full(17, 4.0)
    _, degrees = moderated(found, four, np.ones(17, dtype=bool), 17)
    logarithms = np.log(found)
    spread = logarithms.var(ddof=1)
    wanted = spread - polygamma(1, 2.0) + 2 * spread * np.sqrt(2 / 16)
    prior = brentq(lambda d0: polygamma(1, d0 / 2) - wanted, 0.1, 1e4)
    assert degrees == pytest.approx(prior + 4)


def test_too_few_series_keep_their_own_dispersion() -> None:
    own, degrees = np.array([1.0, 9.0]), np.array([4.0, 4.0])
    assert moderated(own, degrees, np.ones(2, dtype=bool), 2)[0] is own


def test_white_noise_about_a_line_has_no_autocorrelation_and_a_correlated_one_has() -> None:
    rng = np.random.default_rng(5)
    time = np.arange(12.0)
    design = np.column_stack([np.ones(12), time - time.mean()])
    used = np.ones((500, 12), dtype=bool)
    white = least_squares(design, rng.normal(size=(500, 12)), used)
    assert dependence(white.pearson, used, time, design, yearly=False).inflation < 1.2
    noise = rng.normal(size=(500, 12))
    for period in range(1, 12):
        noise[:, period] = 0.6 * noise[:, period - 1] + 0.8 * noise[:, period]
    correlated = least_squares(design, noise, used)
    found = dependence(correlated.pearson, used, time, design, yearly=False)
    assert found.inflation == pytest.approx(1.6 / 0.4, rel=0.15)
    assert (correlated.pearson**2).sum() / (500 * 10) == pytest.approx(found.shortfall, rel=0.1)


def test_series_that_move_together_tell_less_than_their_number() -> None:
    rng = np.random.default_rng(6)
    used = np.ones((50, 40), dtype=bool)
    own, shared = rng.normal(size=(50, 40)), rng.normal(size=(1, 40))
    assert independent_series(own, used, 0) > 40
    assert independent_series(0.3 * own + shared, used, 0) < 2
