"""What the declaration of a composite index may say (``social_index.yaml`` or one's own)."""

from typing import Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier

# z            distance from the mean in standard deviations
# percentile   rank from 0 to 1, (rank - 1) / (areas - 1), the lower one among equals
# exponential  -23 ln(1 - R (1 - exp(-100/23))), R = (areas + 1 - rank) / areas, rank 1 for
#              the most need, shared by equals: 0 to 100, the top tenth above 50
# min_max      0 for the lowest, 1 for the highest
# none         as it is
Method = Literal["z", "percentile", "exponential", "min_max", "none"]
Combination = Literal["mean", "sum", "first_component"]


class Standardisation(Declaration):
    """``digits``: rounding of the result. ``sd``: over n (population) or n - 1 (sample)."""

    method: Method = "none"
    digits: int | None = Field(default=None, ge=0, le=12)
    sd: Literal["population", "sample"] = "population"


class Part(Declaration):
    """An indicator; ``higher_is_need: false`` turns it round."""

    id: str
    weight: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    higher_is_need: bool = True


class Domain(Declaration):
    """Indicators that are combined first; their score is standardised again."""

    id: Identifier
    weight: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    indicators: list[str] = Field(min_length=1)
    combine: Combination = "mean"
    standardise: Standardisation = Standardisation()


class Classes(Declaration):
    """How scores are cut, from low to high need.

    quantiles: ``count`` classes of equal size. shares: classes of the given shares of the areas.
    sd: cuts at these standard deviations from the mean of the scores. A score on a cut belongs to
    the class above it. ``labels``: names, from low to high need; by default 1, 2, 3 ...
    """

    method: Literal["quantiles", "shares", "sd"]
    count: int | None = Field(default=None, ge=2)
    shares: list[float] = []
    cuts: list[float] = []
    labels: list[str] = []

    @model_validator(mode="after")
    def _complete(self) -> "Classes":
        if self.method == "quantiles" and self.count is None:
            raise ValueError("`quantiles` needs `count`")
        if self.method == "shares" and abs(sum(self.shares) - 1) > 1e-9:
            raise ValueError("`shares` must add up to 1")
        if any(not one > 0 for one in self.shares):
            raise ValueError(f"each of `shares` must be above 0, not {self.shares}")
        if self.method == "sd" and (not self.cuts or self.cuts != sorted(set(self.cuts))):
            raise ValueError("`sd` needs rising `cuts`")
        if self.labels and len(self.labels) != self.size:
            raise ValueError(f"{self.size} classes, but {len(self.labels)} labels")
        return self

    @property
    def size(self) -> int:
        if self.method == "quantiles":
            return self.count or 0
        return len(self.shares) if self.method == "shares" else len(self.cuts) + 1


class Dynamics(Declaration):
    """The same index on the change of each indicator over some years (needs ``period``)."""

    years: int = Field(ge=1)
    classes: Classes


class IndexSpec(Declaration):
    """An index. ``missing``: an area that lacks an indicator has no score (``no_score``), or the
    one of those that it has (``use_known``)."""

    name: str
    reference: str
    indicators: list[Part] = Field(min_length=1)
    standardise: Standardisation
    domains: list[Domain] = []
    combine: Combination = "mean"
    missing: Literal["no_score", "use_known"] = "no_score"
    classes: Classes | None = None
    dynamics: Dynamics | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> "IndexSpec":
        declared = [part.id for part in self.indicators]
        if len(set(declared)) < len(declared):
            raise ValueError("an indicator is declared twice")
        if self.domains:
            used = [one for domain in self.domains for one in domain.indicators]
            if sorted(used) != sorted(declared):
                raise ValueError(
                    "the domains must use each indicator once; "
                    f"declared {sorted(declared)}, used {sorted(used)}"
                )
        components = [self.combine, *(domain.combine for domain in self.domains)]
        if "first_component" in components and self.missing == "use_known":
            raise ValueError("a first component needs all its indicators: `missing: no_score`")
        if self.combine == "first_component" and self.domains:
            raise ValueError("`first_component` over domains is not offered; set it per domain")
        return self

    def all_domains(self) -> list[Domain]:
        """The declared domains, or one of all indicators."""
        if self.domains:
            return self.domains
        return [
            Domain(id="all", indicators=[part.id for part in self.indicators], combine=self.combine)
        ]
