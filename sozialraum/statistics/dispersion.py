"""How far the noise of a series exceeds chance, when the series itself is too short to tell."""

from dataclasses import dataclass

import numpy as np

from sozialraum.statistics.regression import Array, Mask

MIN_SERIES = 3
MIN_PAIRS = 8
# To the spread of the true dispersions, as estimated from few series.
STANDARD_ERRORS_ADDED = 2
MAX_LAG = 6
PAIRS_PER_LAG = 5
LAGS_FOR_A_SHARE = 4
HIGHEST_AUTOCORRELATION = 0.98
_GRID = np.linspace(0, 0.98, 50)
_SHARES = np.linspace(0.5, 1, 6)


def moderated(
    dispersion: Array, degrees: Array, known: Mask, independent: float
) -> tuple[Array, Array]:
    """Dispersions of sister series, each drawn towards what they have in common.

    Empirical Bayes of Smyth (2004, *Statistical Applications in Genetics and Molecular Biology*
    3, article 3, section 6.2): the true dispersions scatter around ``s0`` as a scaled inverse
    chi-square with ``d0`` degrees of freedom; both are estimated from mean and variance of the
    logarithms. The posterior is (d0 s0 + d s) / (d0 + d) with d0 + d degrees of freedom.

    Args:
        dispersion: (S,) mean squares.
        degrees: (S,) their degrees of freedom.
        known: (S,) which of them count.
        independent: how many of them are independent of each other; together they know no more.

    Returns:
        Dispersions and degrees of freedom, (S,) each; unchanged for fewer than three series.
    """
    if known.sum() < MIN_SERIES:
        return dispersion, degrees
    from scipy.special import polygamma, psi

    found = dispersion[known]
    d = degrees[known]
    # A perfect fit has no logarithm; it is taken as a very good one.
    floor = max(1e-5 * float(np.median(found)), 1e-12)
    e = np.log(np.maximum(found, floor)) - psi(d / 2) + np.log(d / 2)
    mean = float(e.mean())
    excess = float(e.var(ddof=1) - polygamma(1, d / 2).mean())
    # What is too alike by chance would be drawn together too much: standard errors are added.
    standard_error = float(e.var(ddof=1)) * float(np.sqrt(2 / (max(independent, 2.0) - 1)))
    excess += STANDARD_ERRORS_ADDED * standard_error
    total = float(d.mean()) * max(independent, 1.0)
    if excess > 0:
        d0 = 2 * _inverse_trigamma(excess)
        s0 = float(np.exp(mean + psi(d0 / 2) - np.log(d0 / 2)))
        posterior = (d0 * s0 + d * found) / (d0 + d)
        freedom = np.maximum(np.minimum(d0 + d, total), d)
    else:
        posterior = np.full_like(found, np.exp(mean))
        freedom = np.maximum(total, d)
    moderated_dispersion, moderated_degrees = dispersion.copy(), degrees.copy()
    moderated_dispersion[known] = posterior
    moderated_degrees[known] = freedom
    return moderated_dispersion, moderated_degrees


def _inverse_trigamma(value: float) -> float:
    """Newton's method on 1 / trigamma, as in the appendix of Smyth (2004)."""
    from scipy.special import polygamma

    y = 0.5 + 1 / value
    for _ in range(50):
        trigamma = float(polygamma(1, y))
        step = trigamma * (1 - trigamma / value) / float(polygamma(2, y))
        y += step
        if -step / y < 1e-8:
            break
    return y


@dataclass(frozen=True)
class Dependence:
    """How much successive periods have in common.

    Attributes:
        inflation: factor by which it makes the variance of sums larger.
        shortfall: what part of the noise's variance the residuals show; the line takes the rest.
    """

    inflation: float
    shortfall: float


def dependence(pearson: Array, used: Mask, numbers: Array, design: Array) -> Dependence:
    """The dependence between successive periods that sister series have in common.

    The noise is taken as a first-order autoregression, in long series with white noise of counting
    beside it: correlation a rho^k at lag k, 1 at lag 0. The variance of sums grows by
    1 + 2 a rho / (1 - rho), for a = 1 the factor (1 + rho) / (1 - rho) of Bayley & Hammersley
    (1946, *JRSS* suppl. 8:184-197).

    The residuals r = M e of a regression show less of it than the noise e has: their expected
    products are those of M V M. Rho and a are those whose expected ratios of products to squares
    are nearest to the ones that were found (moments matched instead of corrected by the terms of
    Kendall 1954, *Biometrika* 41:403-404). By the same matrices the residuals show
    trace(M V) / (T - P) of the noise's variance. Negative correlations are taken as 0.

    What is too small in an estimate makes findings of nothing; therefore one standard
    error is added to rho on Fisher's scale: 1 / sqrt(pairs - P) of one series, over the root of the
    number of series that are independent of each other. Fewer than 8 pairs of neighbouring periods
    cannot tell, since the line takes most of it: the periods are then taken as independent.

    Args:
        pearson: (S, T) residuals.
        used: (S, T) where they are.
        numbers: (T,) place in the calendar.
        design: (T, P).
    """
    none = Dependence(1.0, 1.0)
    there: Mask = np.asarray(used.any(axis=0))
    place = np.flatnonzero(there)
    distance = np.abs(numbers[place][:, None] - numbers[place][None, :])
    pairs = int((distance == 1).sum()) // 2
    square = float((pearson[used] ** 2).mean()) if used.any() else 0.0
    # Residuals that are rounding errors say nothing.
    if pairs < MIN_PAIRS or square < 1e-9:
        return none
    residual = np.eye(len(place)) - design[place] @ np.linalg.pinv(design[place])
    lags = [distance == lag for lag in range(min(MAX_LAG, pairs // PAIRS_PER_LAG) + 1)]
    shared = (pearson[:, place].T @ pearson[:, place]), used[:, place].T.astype(float)
    together = shared[1] @ shared[1].T
    found = np.array([shared[0][lag].sum() / max(together[lag].sum(), 1) for lag in lags]) / square

    def means(correlation: Array) -> Array:
        products = residual @ correlation @ residual
        return np.array([products[lag].mean() for lag in lags])

    shares = _SHARES if len(lags) > LAGS_FOR_A_SHARE else np.ones(1)
    of_noise = means(np.eye(len(place)))
    nearest = (np.inf, 0.0, 1.0)
    for rho in _GRID:
        of_regression = means(rho**distance)
        for share in shares:
            mean = share * of_regression + (1 - share) * of_noise
            off = float(((mean[1:] / mean[0] - found[1:]) ** 2).sum())
            nearest = min(nearest, (off, float(rho), float(share)))
    _, rho, share = nearest
    degrees = max(len(place) - design.shape[1], 1)
    usable = max(pairs - design.shape[1], 1) * independent_series(pearson, used, design.shape[1])
    rho = min(float(np.tanh(np.arctanh(rho) + 1 / np.sqrt(usable))), HIGHEST_AUTOCORRELATION)
    shown = share * means(rho**distance)[0] + (1 - share) * of_noise[0]
    return Dependence(
        inflation=1 + 2 * share * rho / (1 - rho),
        shortfall=min(float(shown) * len(place) / degrees, 1.0),
    )


def independent_series(pearson: Array, used: Mask, coefficients: int) -> float:
    """How many series without anything in common would tell as much about squares and products.

    S / (1 + (S - 1) mean r^2): squares and products correlate as the squares of what they are made
    of. What r^2 is by chance, 1 over the degrees of freedom, is subtracted.
    """
    series = pearson[used.any(axis=1)]
    length = np.sqrt((series**2).sum(axis=1))
    series = series[length > 0] / length[length > 0, None]
    size = len(series)
    if size < 2:
        return 1.0
    # The sum of all squares from the periods' side, which are few where series are many.
    total = float(((series.T @ series) ** 2).sum())
    degrees = max(int(used.any(axis=0).sum()) - coefficients, 1)
    shared = max((total - size) / (size * (size - 1)) - 1 / degrees, 0.0)
    return size / (1 + (size - 1) * shared)
