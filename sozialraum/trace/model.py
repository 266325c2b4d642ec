"""A figure with all that it was made of, and its recomputation from the cells' texts.

    value = numerator / denominator * factor         (ratios)
    value = numerator * factor                       (figures published as such)
    value = rate * factor                            (directly standardised rates)
    numerator = sum over areas of share * sum of the area's cells

For figures that are not estimates there is one area, the figure's own, with share 1. What is
standardised by age counts each cell by a ``weight``: residents by the whole city's rate (cases
expected), cases by the class's share of the standard population (rate).
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Role = Literal["numerator", "denominator", "rate"]
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Cell:
    """One cell of a file; ``number`` is read anew from ``text``, None where it says no number.

    ``sheet`` and ``address`` (as ``D7``) are known of the files that offices deliver; ``reject``
    says why a cell was set aside.
    """

    file: str
    sheet: str | None
    row: int
    column: str
    address: str | None
    text: str
    number: float | None
    status: str
    reject: str | None
    area: str
    breakdown: str
    period: str
    source_id: str
    landing_id: str
    weight: float = 1.0


@dataclass(frozen=True)
class WeightCell:
    """A cell that an estimate is weighted by; ``is_within``: it lies in the estimated area."""

    cell: Cell
    is_within: bool


@dataclass(frozen=True)
class Part:
    """The cells of one area that enter a term, and which share of their sum does.

    ``published_share`` is 1 unless the term is an estimate; then ``weights`` say where the share
    comes from, unless it is a model's.
    """

    area_id: str
    area_name: str
    published_share: float | None
    cells: tuple[Cell, ...]
    weights: tuple[WeightCell, ...] = ()

    @cached_property
    def sum(self) -> float | None:
        """Sum of the cells; None where one of them says no number or was set aside."""
        return _sum(
            [
                None if cell.reject or cell.number is None else cell.number * cell.weight
                for cell in self.cells
            ]
        )

    @cached_property
    def share(self) -> float | None:
        if not self.weights:
            return self.published_share
        whole = _sum([weight.cell.number for weight in self.weights])
        within = _sum([weight.cell.number for weight in self.weights if weight.is_within])
        return within / whole if whole and within is not None else None


@dataclass(frozen=True)
class Term:
    """A numerator, denominator or standardised rate; ``published`` as the mart shows it (None: not
    shown)."""

    role: Role
    period: str
    published: float | None
    parts: tuple[Part, ...]
    absent_means_zero: bool

    @property
    def has_cells(self) -> bool:
        return any(part.cells for part in self.parts)

    @cached_property
    def recomputed(self) -> float | None:
        """None where a cell says no number, or where no row is there and none means nothing."""
        if not self.has_cells and not self.absent_means_zero:
            return None
        return _sum(
            [
                part.share * part.sum if part.share is not None and part.sum is not None else None
                for part in self.parts
            ]
        )


@dataclass(frozen=True)
class File:
    """A file that cells stand in, as it was retrieved."""

    file: str
    source_id: str
    title: str
    office: str
    landing_id: str
    path: str
    url: str
    licence: str
    retrieved_at: str


@dataclass(frozen=True)
class Trace:
    """A row of ``fct_indicator`` with everything behind it."""

    area_id: str
    area_name: str
    indicator_id: str
    name: str
    definition: str
    period: str
    unit: str
    factor: float
    interval_method: str
    value: float | None
    ci_low: float | None
    ci_high: float | None
    method: str
    status: str
    denominator_rule: str | None
    denominator_carried: bool
    weight_period: str | None
    numerator: Term
    denominator: Term | None
    files: tuple[File, ...]
    publication: str
    rate: Term | None = None

    @cached_property
    def recomputed(self) -> float | None:
        """The value, computed from the texts of the cells alone."""
        if self.rate is not None:
            return None if self.rate.recomputed is None else self.rate.recomputed * self.factor
        above = self.numerator.recomputed
        if above is None:
            return None
        if self.denominator is None:
            return above * self.factor
        below = self.denominator.recomputed
        return above / below * self.factor if below else None

    @property
    def is_shared_out(self) -> bool:
        """Whether only a part of a coarser area's figure enters; then the interval is wider."""
        return any(
            part.published_share is not None and part.published_share < 1
            for part in self.numerator.parts
        )

    @property
    def disagreements(self) -> list[str]:
        """What comes out differently from the cells than it was published; empty if nothing."""
        if self.value is None:
            return []
        compared: list[tuple[str, float | None, float | None]] = [
            ("value", self.value, self.recomputed)
        ]
        for term in (self.numerator, self.denominator):
            if term is not None:
                if term.published is not None:
                    compared.append((term.role, term.published, term.recomputed))
                compared += [
                    (f"share of {part.area_id}", part.published_share, part.share)
                    for part in term.parts
                ]
        return [
            f"{what}: published {published}, from the cells {computed}"
            for what, published, computed in compared
            if not _same(published, computed)
        ]


def _sum(numbers: list[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return math.fsum(known) if len(known) == len(numbers) else None


def _same(published: float | None, computed: float | None) -> bool:
    if published is None or computed is None:
        return published is computed
    return math.isclose(published, computed, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
