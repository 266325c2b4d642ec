"""Regression of many series at once on one design: quasi-Poisson and least squares.

Arrays: S series, T periods, P coefficients. All series of a call share the design matrix; what a
series does not have is left out by a weight of zero.

Quasi-Poisson regression is fitted by iteratively reweighted least squares (McCullagh & Nelder
1989, *Generalized Linear Models*, 2.5 and 6.2): log mu = offset + X beta, Var y = phi mu.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

MAX_ITERATIONS = 50
TOLERANCE = 1e-9
# Coefficients whose information is this small beside the largest one are not estimable.
SMALLEST_INFORMATION = 1e-8
_ETA_LIMIT = 40.0


@dataclass(frozen=True)
class Fit:
    """What was fitted, series by series.

    Attributes:
        coefficients: (S, P); zero where the series could not be fitted.
        covariance: (S, P, P), for a dispersion of 1.
        pearson: (S, T) residuals (y - mu) / sqrt(variance function); 0 where left out.
        degrees: (S,) periods minus coefficients.
        dispersion: (S,) Pearson's chi-square over ``degrees``; NaN without degrees of freedom.
        estimable: (S,) whether the periods that are there determine all coefficients, and the
            iteration converged.
    """

    coefficients: Array
    covariance: Array
    pearson: Array
    degrees: Array
    dispersion: Array
    estimable: Mask


def quasi_poisson(design: Array, counts: Array, offset: Array, used: Mask) -> Fit:
    """Fits log-linear models to counts.

    Args:
        design: (T, P).
        counts: (S, T), not negative; ignored where not ``used``.
        offset: (S, T), the logarithm of the population at risk, or zeros.
        used: (S, T).
    """
    y = np.where(used, counts, 0.0)
    offset = np.where(used, offset, 0.0)
    estimable = _has_full_rank(design, used.astype(float)) & (y.sum(axis=1) > 0)
    solvable = estimable[:, None] & used
    eta = np.where(solvable, np.log(np.maximum(y, 0.5)), 0.0)
    beta = np.zeros((len(y), design.shape[1]))
    converged = ~estimable
    information = np.zeros((len(y), design.shape[1], design.shape[1]))
    deviance = np.full(len(y), np.inf)
    for _ in range(MAX_ITERATIONS):
        mu = np.exp(eta)
        weight = np.where(solvable, mu, 0.0)
        working = eta - offset + np.where(solvable, (y - mu) / mu, 0.0)
        information = _information(design, weight)
        beta = _solve(information, (weight * working) @ design, estimable)
        eta = np.clip(np.where(solvable, offset + beta @ design.T, 0.0), -_ETA_LIMIT, _ETA_LIMIT)
        mu = np.exp(eta)
        deviance, before = _deviance(y, mu, solvable), deviance
        with np.errstate(invalid="ignore"):
            converged = converged | (np.abs(deviance - before) < TOLERANCE * (deviance + 0.1))
        if converged.all():
            break
    weight = np.where(solvable, np.exp(eta), 0.0)
    information = _information(design, weight)
    # A season without a single case has no finite coefficient; its information vanishes.
    estimable = estimable & converged & _is_regular(information)
    pearson = np.where(solvable, (y - mu) / np.sqrt(mu), 0.0)
    return _fit(beta, information, pearson, used, estimable)


def least_squares(design: Array, values: Array, used: Mask) -> Fit:
    """Fits figures of which no sampling variance is known.

    Args:
        design: (T, P).
        values: (S, T).
        used: (S, T).
    """
    y = np.where(used, values, 0.0)
    weight = used.astype(float)
    estimable = _has_full_rank(design, weight)
    information = _information(design, weight)
    beta = _solve(information, (weight * y) @ design, estimable)
    residuals = np.where(used & estimable[:, None], y - beta @ design.T, 0.0)
    return _fit(beta, information, residuals, used, estimable)


def _fit(beta: Array, information: Array, pearson: Array, used: Mask, estimable: Mask) -> Fit:
    periods = used.sum(axis=1).astype(float)
    degrees = periods - beta.shape[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        dispersion = np.where(degrees > 0, (pearson**2).sum(axis=1) / degrees, np.nan)
    return Fit(
        coefficients=np.where(estimable[:, None], beta, 0.0),
        covariance=_inverse(information, estimable),
        pearson=pearson,
        degrees=degrees,
        dispersion=dispersion,
        estimable=estimable & (degrees > 0),
    )


def _information(design: Array, weight: Array) -> Array:
    """X'WX for each series, as one matrix product."""
    columns = design.shape[1]
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), columns * columns)
    return (weight @ products).reshape(len(weight), columns, columns)


def _has_full_rank(design: Array, weight: Array) -> Mask:
    return _is_regular(_information(design, weight))


def _is_regular(information: Array) -> Mask:
    scale = np.sqrt(np.einsum("sii->si", information))
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = information / (scale[:, :, None] * scale[:, None, :])
    known = np.isfinite(scaled).all(axis=(1, 2))
    values = np.linalg.eigvalsh(np.where(known[:, None, None], scaled, 0.0))
    return np.asarray(known & (values[:, 0] > SMALLEST_INFORMATION))


def _regularised(information: Array, estimable: Mask) -> Array:
    """The same where estimable; elsewhere the identity, so that all can be solved at once."""
    unit = np.eye(information.shape[1])
    ridge = 1e-12 * np.einsum("sii->s", information)[:, None, None] * unit
    return np.where(estimable[:, None, None], information + ridge, unit)


def _solve(information: Array, right: Array, estimable: Mask) -> Array:
    solved = np.linalg.solve(_regularised(information, estimable), right[:, :, None])[:, :, 0]
    return np.where(estimable[:, None], solved, 0.0)


def _inverse(information: Array, estimable: Mask) -> Array:
    inverse = np.linalg.inv(_regularised(information, estimable))
    return np.where(estimable[:, None, None], inverse, np.nan)


def _deviance(y: Array, mu: Array, used: Mask) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        each = 2 * (np.where(y > 0, y * np.log(y / mu), 0.0) - (y - mu))
    return np.asarray(np.where(used, each, 0.0).sum(axis=1))
