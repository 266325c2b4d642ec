"""What a fitted series would have gone on to: sums over a window, and how sure they are."""

from dataclasses import dataclass

import numpy as np

from sozialraum.statistics.bend import Bend
from sozialraum.statistics.regression import Array, Fit, Mask

POWER = 0.8


@dataclass(frozen=True)
class Prediction:
    """Of one window, (S,) each; NaN where the series has none of its periods or was not fitted.

    ``margin`` is half the interval of observed minus expected, whose variance is that of the
    window's noise and of the fit.
    ``detectable`` is the relative rise that a test of this series alone finds with 80 % power: the
    one whose statistic is expected at the sum of Student's quantiles for 1 - alpha / 2 and 0.8.
    """

    expected: Array
    observed: Array
    margin: Array
    low: Array
    high: Array
    p_value: Array
    detectable: Array


@dataclass(frozen=True)
class Noise:
    """(S,) each: dispersion and its degrees of freedom; factor on the variance of sums, and how
    small it may be: less noise than chance alone makes in counts is chance itself."""

    dispersion: Array
    degrees: Array
    inflation: float
    least: float = 0.0
    memory: float = 0.0

    @property
    def of_sums(self) -> Array:
        """(S,) dispersion of sums. Counting has no memory: the least is not inflated."""
        return np.maximum(self.dispersion * self.inflation, self.least)

    @property
    def autocorrelation(self) -> float:
        """That of the first-order autoregression with the same factor."""
        return (self.inflation - 1) / (self.inflation + 1)

    @property
    def effective_degrees(self) -> Array:
        """Of a variance of n values that depend on each other, n (1 - r^2) / (1 + r^2) are left
        (Bayley & Hammersley 1946); of a mean fewer, which the factor on the variance knows."""
        squared = self.autocorrelation**2
        return np.maximum(self.degrees * (1 - squared) / (1 + squared), 1.0)


def predict_counts(
    fit: Fit,
    noise: Noise,
    bend: Bend,
    design: Array,
    counts: Array,
    offset: Array,
    used: Mask,
    alpha: float,
) -> Prediction:
    """The sum of the counts of a window against its forecast.

    The limits are those of Farrington et al. (1996, *JRSS A* 159:547-563, eq. 6) for a sum: on the
    2/3-power scale, on which a Poisson variable is about symmetric. Quantiles of Student's t stand
    in place of the normal ones, since the dispersion is estimated. The p-value belongs to the same
    statistic, so that p < alpha just where the sum lies outside the limits.
    """
    mu = np.where(used, np.exp(np.clip(fit.coefficients @ design.T + offset, -700, 60)), 0.0)
    expected = mu.sum(axis=1)
    gradient = mu @ design
    of_fit = np.einsum("si,sij,sj->s", gradient, fit.covariance, gradient)
    variance = noise.of_sums * (expected + of_fit) + bend.of_sum(mu)
    observed = np.where(used, counts, 0.0).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (2 / 3) * np.sqrt(variance) / expected
        statistic = ((observed / expected) ** (2 / 3) - 1) / spread
        t = _quantile(noise, alpha)
        low = expected * np.maximum(1 - t * spread, 0.0) ** 1.5
        high = expected * (1 + t * spread) ** 1.5
        detectable = (1 + _detected(noise, alpha) * spread) ** 1.5 - 1
        margin = t * np.sqrt(variance)
    p_value = _p_value(statistic, noise)
    return _masked(fit, used, expected, observed, margin, low, high, p_value, detectable)


def predict_means(
    fit: Fit,
    noise: Noise,
    bend: Bend,
    design: Array,
    values: Array,
    used: Mask,
    alpha: float,
) -> Prediction:
    """The mean of a window's figures against its forecast, with normal errors."""
    number = np.maximum(used.sum(axis=1), 1)
    expected = np.where(used, fit.coefficients @ design.T, 0.0).sum(axis=1) / number
    observed = np.where(used, values, 0.0).sum(axis=1) / number
    mean_design = (used.astype(float) @ design) / number[:, None]
    of_fit = np.einsum("si,sij,sj->s", mean_design, fit.covariance, mean_design)
    total = noise.of_sums * (1 / number + of_fit)
    total = total + bend.of_sum(used / number[:, None])
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = (observed - expected) / np.sqrt(total)
    margin = _quantile(noise, alpha) * np.sqrt(total)
    low, high = expected - margin, expected + margin
    with np.errstate(divide="ignore", invalid="ignore"):
        detectable = _detected(noise, alpha) * np.sqrt(total) / np.abs(expected)
    p_value = _p_value(statistic, noise)
    return _masked(fit, used, expected, observed, margin, low, high, p_value, detectable)


def _quantile(noise: Noise, alpha: float) -> Array:
    from scipy.special import stdtrit

    return np.asarray(stdtrit(noise.effective_degrees, 1 - alpha / 2))


def _detected(noise: Noise, alpha: float) -> Array:
    from scipy.special import stdtrit

    return np.asarray(_quantile(noise, alpha) + stdtrit(noise.effective_degrees, POWER))


def _p_value(statistic: Array, noise: Noise) -> Array:
    from scipy.special import stdtr

    return np.asarray(2 * stdtr(noise.effective_degrees, -np.abs(statistic)))


def _masked(fit: Fit, used: Mask, *figures: Array) -> Prediction:
    there = fit.estimable & used.any(axis=1)
    return Prediction(*(np.where(there, one, np.nan) for one in figures))
