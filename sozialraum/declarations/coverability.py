"""What ``coverability.yaml`` may say: the decision table, urgency, and what they rest on.

The table is checked by going through every combination of facts (a few thousand): each has to
meet a rule, and each rule has to decide at least one of them.
"""

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration
from sozialraum.declarations.pandemic import Span

# fact -> the values it may have, in the order of the documentation
FACTS: dict[str, tuple[str, ...]] = {
    "need": ("high", "medium", "low", "unsure", "reported", "unknown"),
    "finding": ("worse", "not_worse", "unknown"),
    "coverage": ("enough", "short", "present", "none_known", "not_recorded", "unknown"),
    "use": ("free", "full", "unknown"),
    "providers": ("existing", "task_change", "task_extension", "not_at_present", "silent"),
    "register": ("extended", "cut", "silent"),
}
# Where a city declares nothing: after how many years a site is no longer counted as existing,
# and how many areas are the first.
CONFIRMED_YEARS = 6
TOP_RANKS = 3

Result = Literal["covered", "by_task_change", "by_task_extension", "not_coverable", "unknown"]
Weight = Annotated[float, Field(ge=0)]
Part = Literal["need", "finding", "persistence", "gap", "group"]
COMPONENTS: tuple[Part, ...] = get_args(Part)


class CoverRule(Declaration):
    """The first rule whose conditions hold decides."""

    id: str = Field(pattern=r"^[A-Z][0-9A-Za-z_]*$")
    """The rule's name, as in `R1`."""
    when: dict[str, list[str]]
    """Fact -> the values that it may have; a fact that is not named may be any."""
    result: Result
    """What is answered."""
    says: str
    """Why, in words for readers."""
    idle: str | None = None
    """Why it decides nothing with the facts that are known, and what would make it."""

    @model_validator(mode="after")
    def _known_facts(self) -> "CoverRule":
        for fact, values in self.when.items():
            if fact not in FACTS:
                raise ValueError(f"rule {self.id}: no fact '{fact}'; known: {', '.join(FACTS)}")
            unknown = [value for value in values if value not in FACTS[fact]]
            if unknown or not values:
                raise ValueError(
                    f"rule {self.id}: {fact} cannot be {unknown or 'nothing'}; "
                    f"allowed: {', '.join(FACTS[fact])}"
                )
        return self

    def allowed(self, fact: str) -> tuple[str, ...]:
        return tuple(self.when.get(fact, FACTS[fact]))

    def fits(self, facts: dict[str, str]) -> bool:
        return all(facts[fact] in values for fact, values in self.when.items())


class Weights(Declaration):
    """What each part of the urgency weighs."""

    need: float = Field(ge=0)
    """The class of need."""
    finding: float = Field(ge=0)
    """What the pandemic changed."""
    persistence: float = Field(ge=0)
    """Whether the change persists."""
    gap: float = Field(ge=0)
    """What is not covered."""
    group: float = Field(ge=0)
    """How large the group is."""

    @model_validator(mode="after")
    def _not_all_zero(self) -> "Weights":
        if not sum(self.model_dump().values()):
            raise ValueError("at least one weight has to be above zero")
        return self


class UrgencyValues(Declaration):
    """What a part counts where no figure tells it, from 0 to 1."""

    unknown: float = Field(ge=0, le=1)
    """A part that is not known."""
    reported: float = Field(ge=0, le=1)
    """A need that is reported and not counted."""
    gap: dict[Result, float]
    """The gap, by what the decision table answered."""

    @model_validator(mode="after")
    def _complete(self) -> "UrgencyValues":
        missing = set(Result.__args__) - set(self.gap)  # type: ignore[attr-defined]
        if missing or not all(0 <= value <= 1 for value in self.gap.values()):
            raise ValueError(f"gap: from 0 to 1 for each result; missing: {sorted(missing)}")
        return self


class Threshold(Declaration):
    """From where on a need has an urgency."""

    id: str
    """The threshold's name."""
    urgency: Literal[1, 2, 3]
    """1 to 3, 3 the most urgent."""
    from_: float = Field(alias="from", ge=0, le=1)
    """The score from which it holds."""
    name: str
    """What the urgency is called."""


class Sensitivity(Declaration):
    """How the weights are varied to see whether the order depends on them."""

    factors: list[Annotated[float, Field(gt=0)]] = Field(min_length=1)
    """Factors by which each weight alone is multiplied; weights of the order are drawn between the
    least and the largest."""
    simplex_steps: int = Field(ge=len(COMPONENTS), le=20)
    """All weights are tried in steps of one through this number that add up to 1, none of them
    zero."""
    top: int = Field(ge=1)
    """How many are the most urgent, wherever that is counted."""


class Urgency(Declaration):
    """How urgency is computed (docs/methods.md)."""

    weights: Weights
    """What its parts weigh."""
    values: UrgencyValues
    """What counts where no figure tells a part."""
    thresholds: list[Threshold]
    """From where on each urgency holds, in the order 3, 2, 1."""
    constant_from: float = Field(gt=0.5, le=1)
    """A part whose most frequent value has at least this share of the rated cells tells nobody from
    anybody and is left out of the score."""
    sensitivity: Sensitivity
    """How the weights are varied."""

    @model_validator(mode="after")
    def _from_high_to_low(self) -> "Urgency":
        if [t.urgency for t in self.thresholds] != [3, 2, 1]:
            raise ValueError("thresholds: one for each urgency, in the order 3, 2, 1")
        if any(higher.from_ <= lower.from_ for higher, lower in pairwise(self.thresholds)):
            raise ValueError("thresholds: `from` has to fall from one to the next")
        if self.thresholds[-1].from_ != 0:
            raise ValueError("thresholds: the last begins at 0, so that every score has one")
        return self


class Priority(Declaration):
    """The order over all themes."""

    apart_from: float = Field(gt=0.5, lt=1)
    """How probable a cut between two groups of areas has to be."""
    without: list[Part] = []
    """Parts of the urgency that do not count."""
    themes: dict[str, Weight] = Field(default_factory=dict)
    """Theme -> what it weighs; 1 where nothing is said."""
    planning_fields: dict[str, Weight] = Field(default_factory=dict)
    """Planning -> what its themes weigh; 1 where nothing is said."""

    def weight(self, theme: str, planning_fields: list[str]) -> float:
        """A theme's weight times the mean of those of its planning fields."""
        fields = [self.planning_fields.get(field, 1.0) for field in planning_fields]
        return self.themes.get(theme, 1.0) * sum(fields) / len(fields)


class EvidenceSpec(Declaration):
    """How voices and studies are weighed."""

    divided_from: float = Field(gt=0, le=0.5)
    """The smaller side, as a share of both (weighted by strength), from which voices are called
    divided."""
    provider_strength: dict[str, Literal[0, 1, 2, 3]] = Field(default_factory=dict)
    """Kind of provider -> how strong its report is; 0 where it is listed and counts for nothing."""


class StatementYears(Declaration):
    """How many years a statement says what can be done today, by what it says."""

    existing: int = Field(ge=1)
    """That existing services can meet it."""
    task_change: int = Field(ge=1)
    """That changed tasks can."""
    task_extension: int = Field(ge=1)
    """That extended tasks can."""
    not_at_present: int = Field(ge=1)
    """That nobody can at present."""
    planned: int = Field(ge=1)
    """That something is planned."""


class Band(Declaration):
    """A distance from a service and what the service counts there."""

    until_m: float = Field(gt=0)
    """Up to this many metres."""
    weight: float = Field(gt=0, le=1)
    """What a service counts there, 1 as if next door."""


class Accessibility(Declaration):
    """How distance diminishes what a service counts (docs/methods.md)."""

    bands: list[Band] = Field(min_length=1)
    """From near to far, with weights that do not rise."""

    @model_validator(mode="after")
    def _outwards(self) -> "Accessibility":
        for inner, outer in pairwise(self.bands):
            if inner.until_m >= outer.until_m or inner.weight < outer.weight:
                raise ValueError("bands: from near to far, with weights that do not rise")
        return self


class CoverabilityFile(Declaration):
    """The whole of ``coverability.yaml``."""

    full_from: float = Field(gt=0, le=2)
    """Use per place from which a service counts as full."""
    confirmed_years: int = Field(ge=1)
    """A site whose last evidence is older than this many years is not counted as existing."""
    statement_years: StatementYears
    """How long statements hold."""
    pandemic: Span
    """The time whose reports and documents count as the pandemic's."""
    rules: list[CoverRule] = Field(min_length=1)
    """The decision table; every combination of facts meets a rule, each rule decides at least
    one."""
    urgency: Urgency
    """How urgent a need is."""
    priority: Priority
    """The order of areas over all themes."""
    evidence: EvidenceSpec
    """How voices and studies are weighed."""
    ask: dict[str, str]
    """Planning -> who can provide what is missing."""
    accessibility: Accessibility
    """How distance diminishes what a service counts."""

    @model_validator(mode="after")
    def _decides_everything_once(self) -> "CoverabilityFile":
        ids = [rule.id for rule in self.rules]
        doubled = sorted({one for one in ids if ids.count(one) > 1})
        if doubled:
            raise ValueError(f"rules declared twice: {doubled}")
        reached: set[str] = set()
        for facts in combinations():
            rule = self.decide(facts)
            if rule is None:
                told = ", ".join(f"{fact} {value}" for fact, value in facts.items())
                raise ValueError(f"no rule decides: {told}; add one, or let the last one fit all")
            reached.add(rule.id)
        unreachable = [one for one in ids if one not in reached]
        if unreachable:
            raise ValueError(
                f"rules that never decide, because earlier ones do: {unreachable}; move them up, "
                "narrow the earlier ones, or take them out"
            )
        for rule in self.rules:
            if rule.result == "covered" and (
                set(rule.allowed("coverage")) - {"enough"}
                or "unknown" in rule.allowed("use")
                or "unknown" in rule.allowed("need")
            ):
                raise ValueError(
                    f"rule {rule.id}: `covered` needs coverage [enough], a known use and a known "
                    "need; what is not known must not count as covered"
                )
        return self

    def decide(self, facts: dict[str, str]) -> CoverRule | None:
        return next((rule for rule in self.rules if rule.fits(facts)), None)


def combinations() -> Iterator[dict[str, str]]:
    """Every combination of the values of all facts."""
    for values in product(*FACTS.values()):
        yield dict(zip(FACTS, values, strict=True))
