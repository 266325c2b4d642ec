"""Best linear unbiased prediction of what was not observed from what was.

Henderson's equations as Robinson writes them (1991, "That BLUP is a good thing", *Statistical
Science* 6:15-51, eqs. 1.2 and 5.1); for small areas Rao & Molina (2015, *Small Area Estimation*,
2nd ed., 5.2). N figures are observed, M are wanted, Q coefficients are fixed and unknown.
"""

from dataclasses import dataclass

import numpy as np

from sozialraum.statistics.regression import Array


@dataclass(frozen=True)
class Prior:
    """What is held of observed and wanted figures before any is seen; covariances up to a factor.

    Attributes:
        observed_design: (N, Q), the mean of the observed figures per coefficient.
        wanted_design: (M, Q), that of the wanted ones.
        observed: (N, N) covariance of the observed figures.
        cross: (M, N) covariance of wanted with observed figures.
        wanted: (M, M) covariance of the wanted figures.
    """

    observed_design: Array
    wanted_design: Array
    observed: Array
    cross: Array
    wanted: Array


@dataclass(frozen=True)
class Predicted:
    """``coefficients`` (Q,) by generalised least squares; ``values`` (M,) and the ``covariance``
    (M, M) of their errors, in the units of the figures; ``degrees`` of freedom of its factor."""

    coefficients: Array
    values: Array
    covariance: Array
    degrees: int


def predict(figures: Array, prior: Prior) -> Predicted:
    """The wanted figures, given N observed ``figures``.

    b = (X'C⁻¹X)⁻¹X'C⁻¹y; predicted X₀b + cC⁻¹(y - Xb), with error covariance
    σ²(V - cC⁻¹c' + D(X'C⁻¹X)⁻¹D'), D = X₀ - cC⁻¹X, and σ² = (y - Xb)'C⁻¹(y - Xb)/(N - Q).
    """
    design = prior.observed_design
    weighted = np.linalg.solve(prior.observed, np.column_stack((design, prior.cross.T)))
    inverse_design, gain = np.split(weighted, [design.shape[1]], axis=1)
    information = design.T @ inverse_design
    coefficients = np.linalg.solve(information, inverse_design.T @ figures)
    residuals = figures - design @ coefficients
    degrees = len(figures) - design.shape[1]
    factor = residuals @ np.linalg.solve(prior.observed, residuals) / degrees
    lever = prior.wanted_design - gain.T @ design
    covariance = prior.wanted - prior.cross @ gain + lever @ np.linalg.solve(information, lever.T)
    return Predicted(
        coefficients=coefficients,
        values=prior.wanted_design @ coefficients + gain.T @ residuals,
        covariance=factor * covariance,
        degrees=degrees,
    )
