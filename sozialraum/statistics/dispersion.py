"""How far the noise of a series exceeds chance, when the series itself is too short to tell."""

import numpy as np

from sozialraum.statistics.regression import Array, Mask

MIN_SERIES = 3
MIN_PAIRS = 5
HIGHEST_AUTOCORRELATION = 0.9


def moderated(dispersion: Array, degrees: Array, known: Mask) -> tuple[Array, Array]:
    """Dispersions of sister series, each drawn towards what they have in common.

    Empirical Bayes of Smyth (2004, *Statistical Applications in Genetics and Molecular Biology*
    3, article 3, section 6.2): the true dispersions scatter around ``s0`` as a scaled inverse
    chi-square with ``d0`` degrees of freedom; both are estimated from mean and variance of the
    logarithms. The posterior is (d0 s0 + d s) / (d0 + d) with d0 + d degrees of freedom.

    Args:
        dispersion: (S,) mean squares.
        degrees: (S,) their degrees of freedom.
        known: (S,) which of them count.

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
    total = float(d.sum())
    if excess > 0:
        d0 = 2 * _inverse_trigamma(excess)
        s0 = float(np.exp(mean + psi(d0 / 2) - np.log(d0 / 2)))
        posterior = (d0 * s0 + d * found) / (d0 + d)
        freedom = np.minimum(d0 + d, total)
    else:
        posterior = np.full_like(found, np.exp(mean))
        freedom = np.full_like(found, total)
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


def autocorrelation(pearson: Array, used: Mask, consecutive: Mask, design: Array) -> float:
    """The lag-1 autocorrelation that sister series have in common.

    Residuals r = M e of a regression are correlated even where the noise e is not; what
    M = I - X (X'X)^-1 X' makes of white noise is subtracted. A further shortfall of about 4 rho / T
    is that of a correlation about an estimated line (Kendall 1954, *Biometrika* 41:403-404;
    Marriott & Pope, ibid. 390-402). Negative values are taken as 0, which is cautious.

    Args:
        pearson: (S, T) residuals.
        used: (S, T) where they are.
        consecutive: (T - 1,) whether a period follows directly upon the one before.
        design: (T, P).

    Returns:
        Between 0 and 0.9; 0 where there are fewer than 5 pairs of neighbouring periods.
    """
    pairs = used[:, 1:] & used[:, :-1] & consecutive[None, :]
    if pairs.any(axis=0).sum() < MIN_PAIRS:
        return 0.0
    square = float((pearson[used] ** 2).mean())
    # Residuals that are rounding errors say nothing.
    if square < 1e-9:
        return 0.0
    product = float((pearson[:, 1:] * pearson[:, :-1])[pairs].mean())
    there: Mask = np.asarray(used.any(axis=0))
    matrix = np.zeros((len(there), len(there)))
    kept = design[there]
    matrix[np.ix_(there, there)] = np.eye(len(kept)) - kept @ np.linalg.pinv(kept)
    neighbours = pairs.any(axis=0)
    of_white_noise = float(np.diag(matrix, 1)[neighbours].mean() / np.diag(matrix)[there].mean())
    found = (product / square - of_white_noise) * (1 + 4 / len(kept))
    return float(np.clip(found, 0.0, HIGHEST_AUTOCORRELATION))
