"""Whether a line before the window is one: how far a bend in it would carry the forecast."""

from dataclasses import dataclass

import numpy as np

from sozialraum.statistics.regression import Array, Fit, Mask

# From this t on a bend is taken as the series' own, not only as what its sisters have in common.
OWN_BEND = 2.0


@dataclass(frozen=True)
class Bend:
    """A change of slope in the middle of the baseline, series by series.

    Attributes:
        variance: (S,) of the true bends around none, in units of the slope.
        column: (S, T) the bend's regressor, free of what the design explains.
    """

    variance: Array
    column: Array

    def of_sum(self, mean: Array) -> Array:
        """(S,) variance that bends add to the sum of ``mean`` (S, T), of which ``column`` changes
        the logarithm; for figures without logarithm ``mean`` is the weight of each period."""
        return np.asarray(self.variance * (mean * self.column).sum(axis=1) ** 2)


def bend(
    fit: Fit, mean: Array, used: Mask, design: Array, years: Array, variance: Array, levels: Array
) -> Bend:
    """Estimates the bends by the score test for one more regressor (Rao 1948; for generalized
    linear models Pregibon 1982, *GLIM 82*, 87-97).

    With the hinge z = max(0, year - middle), made orthogonal to the design with the weights W:
    gamma = z'r / z'Wz, its variance phi / z'Wz, t^2 = gamma^2 / variance. Where nothing bends, t^2
    is 1 in the mean; what the areas of a level have beyond that is the variance of the true bends
    (by the method of moments). A series of which t is beyond 2 keeps its own.

    Args:
        mean: (S, T) expected counts, or ones; the weights W.
        variance: (S,) of the noise: dispersion times what its dependence adds.
        levels: (S,) which series are sisters.
    """
    weight = np.where(used, mean, 0.0)
    there = used.any(axis=0)
    hinge = np.maximum(years - (years[there].mean() if there.any() else 0.0), 0.0)
    coefficients = np.einsum("sij,sj->si", fit.covariance, (weight * hinge) @ design)
    column = hinge - coefficients @ design.T
    information = (weight * column**2).sum(axis=1)
    score = (np.sqrt(weight) * fit.pearson * column).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        of_chance = variance / information
        squared = (score / information) ** 2 / of_chance
    known = fit.estimable & np.isfinite(squared)
    excess = np.zeros(len(squared))
    for level in sorted(set(levels)):
        of_level = known & (levels == level)
        if of_level.any():
            excess[of_level] = max(float(squared[of_level].mean()) - 1, 0.0)
    excess = np.where(known & (squared > OWN_BEND**2), np.maximum(excess, squared - 1), excess)
    return Bend(np.where(known, excess * of_chance, 0.0), np.where(known[:, None], column, 0.0))
