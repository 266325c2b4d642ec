"""What the declaration of a composite index may say (``social_index.yaml`` or one's own)."""

from typing import Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier

Method = Literal["z", "percentile", "exponential", "min_max", "none"]
Combination = Literal["mean", "sum", "first_component"]
Ties = Literal["average", "min", "max", "reverse"]
RANKED = ("percentile", "exponential")


class Standardisation(Declaration):
    """How values are made comparable before they are combined."""

    method: Method = "none"
    """``z``: distance from the mean in standard deviations; ``percentile``: rank from 0 to 1,
    (rank - 1) / (areas - 1), rank 1 for the least need; ``exponential``: -23 ln(1 - R (1 -
    exp(-100/23))), R = (areas + 1 - rank) / areas, rank 1 for the most need, so from 0 to 100 with
    the top tenth above 50; ``min_max``: 0 for the lowest, 1 for the highest; ``none``: as it is."""
    digits: int | None = Field(default=None, ge=0, le=12)
    """To how many digits the result is rounded."""
    sd: Literal["population", "sample"] = "population"
    """The standard deviation over n (`population`) or n - 1 (`sample`)."""
    ties: Ties = "min"
    """Which rank areas with equal values share, of those that they would have one after the other:
    ``min`` the smallest (the lower percentile, the more deprived rank), ``max`` the largest,
    ``average`` their mean, ``reverse``, of a percentile only, 1 - the percentile of the value that
    is not turned round."""
    rank_base: Literal["one", "zero"] = "one"
    """Of the exponential transformation: whether R runs from 1/n to 1 (`one`, as in England) or
    from 0 to (n - 1)/n (`zero`, as in Scotland)."""

    @model_validator(mode="after")
    def _of_ranks(self) -> "Standardisation":
        if self.ties != "min" and self.method not in RANKED:
            raise ValueError(f"`ties` are those of ranks; `{self.method}` has none")
        if self.ties == "reverse" and self.method != "percentile":
            raise ValueError("`ties: reverse` is a percentile's")
        if self.rank_base != "one" and self.method != "exponential":
            raise ValueError("`rank_base` is that of `exponential`")
        return self


class Part(Declaration):
    """An indicator of the index."""

    id: str
    """The indicator."""
    weight: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    """Its weight among the others."""
    higher_is_need: bool = True
    """False turns it round."""
    ties: Ties | None = None
    """Which rank equal values have, if other than in `standardise`."""
    range: tuple[float, float] | None = None
    """The lowest and the highest value that there may be."""

    @model_validator(mode="after")
    def _fits_together(self) -> "Part":
        if self.ties == "reverse" and self.higher_is_need:
            raise ValueError(
                f"indicator {self.id}: `ties: reverse` is for one with `higher_is_need: false`"
            )
        if self.range is not None and not self.range[0] < self.range[1]:
            raise ValueError(f"indicator {self.id}: `range` is [lowest, highest]")
        return self


class Domain(Declaration):
    """Indicators that are combined first; their score is standardised again."""

    id: Identifier
    """The domain's name."""
    weight: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    """Its weight among the domains."""
    indicators: list[str] = Field(min_length=1)
    """The indicators of the domain."""
    combine: Combination = "mean"
    """How they are combined."""
    standardise: Standardisation = Standardisation()
    """How the domain's score is standardised again."""


class Classes(Declaration):
    """How scores are cut, from low to high need; a score on a cut belongs to the class above it."""

    method: Literal["quantiles", "shares", "sd"]
    """`quantiles`: classes of equal size; `shares`: classes of given shares of the areas; `sd`:
    cuts at standard deviations from the mean of the scores."""
    count: int | None = Field(default=None, ge=2)
    """Of `quantiles`, how many classes."""
    shares: list[float] = []
    """Of `shares`, the shares from low to high need, together 1."""
    cuts: list[float] = []
    """Of `sd`, the cuts in standard deviations, rising."""
    labels: list[str] = []
    """Names of the classes from low to high need; by default 1, 2, 3 …"""

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
    """The same index on the change of each indicator over some years."""

    years: int = Field(ge=1)
    """Over how many years."""
    classes: Classes
    """How the change is classed."""


class IndexSpec(Declaration):
    """An index; the whole of ``social_index.yaml``."""

    name: str
    """Its name for readers."""
    reference: str
    """The published method that it follows."""
    indicators: list[Part] = Field(min_length=1)
    """What it is made of."""
    standardise: Standardisation
    """How values are made comparable."""
    domains: list[Domain] = []
    """Groups of indicators that are combined first; by default all are one."""
    combine: Combination = "mean"
    """How domains, or indicators without domains, are combined."""
    missing: Literal["no_score", "use_known"] = "no_score"
    """What an area has that lacks an indicator: `no_score`, or that of the ones it has
    (`use_known`)."""
    missing_codes: list[float] = []
    """Numbers that stand for no value, such as -999."""
    classes: Classes | None = None
    """How the scores are classed."""
    dynamics: Dynamics | None = None
    """How the change over some years is scored and classed."""

    @model_validator(mode="after")
    def _fits_together(self) -> "IndexSpec":
        declared = [part.id for part in self.indicators]
        if len(set(declared)) < len(declared):
            raise ValueError("an indicator is declared twice")
        for part in self.indicators:
            if part.ties is not None:
                # Refuses what this standardisation does not know.
                self.standardisation_of(part)
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

    def standardisation_of(self, part: Part) -> Standardisation:
        """That of all indicators, with the part's own ``ties``."""
        if part.ties is None:
            return self.standardise
        return Standardisation.model_validate({**self.standardise.model_dump(), "ties": part.ties})

    def all_domains(self) -> list[Domain]:
        """The declared domains, or one of all indicators."""
        if self.domains:
            return self.domains
        return [
            Domain(id="all", indicators=[part.id for part in self.indicators], combine=self.combine)
        ]
