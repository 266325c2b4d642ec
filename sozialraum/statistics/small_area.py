"""Estimates of a rate in small areas of which only coarser areas' rates are published.

The rate of a part is y = mu + x'b + e: x, what is known of the small area (C covariates, turned to
mean 0 and standard deviation 1 over the small areas); b and e, random with mean 0, so that
Var y = σ²(ρ·K + (1 - ρ)·I), K = xx' scaled to a mean diagonal of 1. The coarser areas' rates are
means of their parts' by weight. The best linear unbiased prediction of the parts from them (Rao &
Molina 2015, *Small Area Estimation*, 2nd ed., 5.2 and 7.1; with areas as observations: Kyriakidis
2004, *Geographical Analysis* 36:259-289) adds up to the published rates exactly.

Arrays: C coarser areas, F small areas, P parts (a small area within a coarser one), K covariates.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sozialraum.statistics.blup import Prior, predict
from sozialraum.statistics.regression import Array

EXPLAINED = 0.7
"""ρ, the share of the differences that the covariates are taken to explain: of 0.5 to 0.9 the one
with the smallest error on the earlier half of the years (``python -m bench.small_area``)."""
CALIBRATION = 1.2
"""What intervals are widened by, so that on those years each indicator's limits hold in at least
93 % of the areas: ten coarser areas tell σ² badly, and some indicators vary more within them."""
MIN_COARSE = 6
MIN_COVARIATES = 3


@dataclass(frozen=True)
class Split:
    """How coarser areas fall into parts, (P,) each.

    Attributes:
        coarse, fine: which coarser and which small area a part belongs to, from 0.
        weight: persons, or what else the rate is a rate of; the unit does not matter.
    """

    coarse: NDArray[np.int_]
    fine: NDArray[np.int_]
    weight: Array

    def shares_of_coarse(self) -> Array:
        """(C, P): a coarser area's rate is this times the rates of its parts."""
        return _shares(self.coarse, self.weight)

    def shares_of_fine(self) -> Array:
        """(F, P): the same of a small area."""
        return _shares(self.fine, self.weight)


@dataclass(frozen=True)
class Estimated:
    """``parts`` (P,): rates that add up to the published ones, not below 0.
    ``margins`` (F,): half the 95 % interval of a small area's rate, without the chance of counts;
    0 where it consists of whole coarser areas."""

    parts: Array
    margins: Array


def estimate(
    rates: Array, split: Split, covariates: Array, explained: float = EXPLAINED
) -> Estimated:
    """Estimates the parts' rates from (C,) published ``rates`` and (F, K) ``covariates``.

    Raises:
        ValueError: fewer than :data:`MIN_COARSE` rates or :data:`MIN_COVARIATES` that differ.
    """
    from scipy.special import stdtrit

    if len(rates) < MIN_COARSE:
        raise ValueError(f"{len(rates)} coarser areas, at least {MIN_COARSE} are needed")
    prior = _prior(split, covariates, explained)
    predicted = predict(rates, prior)
    fine = split.shares_of_fine()
    variance = np.einsum("fp,pq,fq->f", fine, predicted.covariance, fine)
    # what is exact is so but for rounding
    variance = np.where(variance > 1e-12 * np.var(rates), variance, 0.0)
    return Estimated(
        parts=benchmarked(predicted.values, rates, split),
        margins=CALIBRATION * stdtrit(predicted.degrees, 0.975) * np.sqrt(variance),
    )


def benchmarked(parts: Array, rates: Array, split: Split) -> Array:
    """(P,) rates not below 0 that add up to the (C,) published ``rates``, which none is below.

    Ratio adjustment (Rao & Molina 2015, 6.4.6): each coarser area's parts times one factor. Where
    parts of a published rate are all 0, they all get that rate.
    """
    kept = np.maximum(parts, 0.0)
    sums = split.shares_of_coarse() @ kept
    with np.errstate(divide="ignore", invalid="ignore"):
        factors = np.where(sums > 0, rates / sums, np.nan)[split.coarse]
    return np.where(np.isfinite(factors), kept * factors, rates[split.coarse])


def _prior(split: Split, covariates: Array, explained: float) -> Prior:
    deviation = covariates.std(axis=0)
    differ = deviation > 1e-12 * np.abs(covariates).max(axis=0)
    if differ.sum() < MIN_COVARIATES:
        raise ValueError(f"{differ.sum()} covariates, at least {MIN_COVARIATES} are needed")
    standard = (covariates - covariates.mean(axis=0))[:, differ] / deviation[differ]
    alike = standard @ standard.T / differ.sum()
    parts = explained * alike[np.ix_(split.fine, split.fine)]
    parts += (1.0 - explained) * np.eye(len(split.fine))
    coarse = split.shares_of_coarse()
    return Prior(
        observed_design=np.ones((len(coarse), 1)),
        wanted_design=np.ones((len(parts), 1)),
        observed=coarse @ parts @ coarse.T,
        cross=parts @ coarse.T,
        wanted=parts,
    )


def _shares(groups: NDArray[np.int_], weight: Array) -> Array:
    of_group = groups == np.arange(groups.max() + 1)[:, None]
    weighted = np.where(of_group, weight, 0.0)
    return np.asarray(weighted / weighted.sum(axis=1, keepdims=True))
