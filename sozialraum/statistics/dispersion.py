"""How far the noise of a series exceeds chance, when the series itself is too short to tell."""

from dataclasses import dataclass

import numpy as np

from sozialraum.statistics.regression import Array, Mask

MIN_SERIES = 3
MIN_PAIRS = 8
# What is assumed of the correlation of successive years, on Fisher's scale: mean and deviation.
YEARLY_PRIOR = (0.2, 0.3)
# What is assumed of successive quarters and months where too few of them are there.
WITHIN_A_YEAR = 1.1
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
        memory: rho, what one period keeps of the one before, without the noise of counting.
        shortfall: what part of the noise's variance the residuals show; the line takes the rest.
    """

    inflation: float
    shortfall: float
    memory: float


def dependence(
    pearson: Array, used: Mask, numbers: Array, design: Array, yearly: bool
) -> Dependence:
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
    number of series that are independent of each other. Ten years of one series leave that at 0.4:
    years are therefore drawn towards what is assumed of years (normal on Fisher's scale, mean 0.2,
    deviation 0.3: our own setting), and fewer than 8 pairs of neighbouring years, of which the line
    takes most, tell nothing but that. Fewer pairs of quarters or months cannot be told from a
    random walk.

    Args:
        pearson: (S, T) residuals.
        used: (S, T) where they are.
        numbers: (T,) place in the calendar.
        design: (T, P).
        yearly: whether neighbours are a year apart, or more.
    """
    there: Mask = np.asarray(used.any(axis=0))
    place = np.flatnonzero(there)
    distance = np.abs(numbers[place][:, None] - numbers[place][None, :])
    pairs = int((distance == 1).sum()) // 2
    square = float((pearson[used] ** 2).mean()) if used.any() else 0.0
    # Residuals that are rounding errors say nothing.
    if square < 1e-9 or len(place) < 2:
        return Dependence(1.0, 1.0, 0.0)
    residual = np.eye(len(place)) - design[place] @ np.linalg.pinv(design[place])
    fisher, standard_error, share = YEARLY_PRIOR[0] if yearly else WITHIN_A_YEAR, 0.0, 1.0
    if pairs >= MIN_PAIRS:
        lags = [distance == lag for lag in range(min(MAX_LAG, pairs // PAIRS_PER_LAG) + 1)]
        rho, share = _nearest(pearson[:, place], used[:, place], distance, residual, lags)
        independent = independent_series(pearson, used, design.shape[1])
        fisher = float(np.arctanh(rho))
        standard_error = 1 / float(np.sqrt(max(pairs - design.shape[1], 1) * independent))
        if yearly:
            mean, deviation = YEARLY_PRIOR
            own = deviation**2 / (deviation**2 + standard_error**2)
            fisher, standard_error = (
                mean + own * (fisher - mean),
                float(np.sqrt(own)) * standard_error,
            )
    rho = min(float(np.tanh(fisher + standard_error)), HIGHEST_AUTOCORRELATION)
    correlation = share * rho**distance + (1 - share) * np.eye(len(place))
    degrees = max(len(place) - design.shape[1], 1)
    # Waves of a survey are some years apart.
    successive = rho ** (float(np.median(np.diff(numbers[place]))) if yearly else 1.0)
    return Dependence(
        inflation=1 + 2 * share * successive / (1 - successive),
        shortfall=min(float(np.trace(residual @ correlation)) / degrees, 1.0),
        memory=successive,
    )


def _nearest(
    pearson: Array, used: Mask, distance: Array, residual: Array, lags: list[Mask]
) -> tuple[float, float]:
    """Rho and its share of the noise whose expected residual moments are nearest to those found."""
    products, together = pearson.T @ pearson, used.T.astype(float) @ used.astype(float)
    square = float((pearson[used] ** 2).mean())
    found = np.array([products[lag].sum() / max(together[lag].sum(), 1) for lag in lags]) / square

    # The mean over a lag of residual @ correlation @ residual is a sum of correlations, each times
    # what all pairs of its distance weigh in it: (lags, distances).
    apart, of_pair = np.unique(distance, return_inverse=True)
    weights = np.array(
        [
            np.bincount(of_pair.ravel(), (residual @ lag.astype(float) @ residual).ravel())
            / lag.sum()
            for lag in lags
        ]
    )
    shares = _SHARES if len(lags) > LAGS_FOR_A_SHARE else np.ones(1)
    of_noise = weights @ (apart == 0)
    nearest = (np.inf, 0.0, 1.0)
    for rho in _GRID:
        of_regression = weights @ rho**apart
        # nothing in common has no share
        for share in shares if rho else shares[-1:]:
            mean = share * of_regression + (1 - share) * of_noise
            off = float(((mean[1:] / mean[0] - found[1:]) ** 2).sum())
            nearest = min(nearest, (off, float(rho), float(share)))
    return nearest[1], nearest[2]


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
