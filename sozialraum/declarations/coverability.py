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
Result = Literal["covered", "by_task_change", "by_task_extension", "not_coverable", "unknown"]
Weight = Annotated[float, Field(ge=0)]
Part = Literal["need", "finding", "persistence", "gap", "group"]
COMPONENTS: tuple[Part, ...] = get_args(Part)


class CoverRule(Declaration):
    """The first rule whose ``when`` holds the facts decides; a fact not named may be any.

    ``idle`` says why it decides nothing with the facts that are known, and what would make it.
    """

    id: str = Field(pattern=r"^[A-Z][0-9A-Za-z_]*$")
    when: dict[str, list[str]]
    result: Result
    says: str
    idle: str | None = None

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
    need: float = Field(ge=0)
    finding: float = Field(ge=0)
    persistence: float = Field(ge=0)
    gap: float = Field(ge=0)
    group: float = Field(ge=0)

    @model_validator(mode="after")
    def _not_all_zero(self) -> "Weights":
        if not sum(self.model_dump().values()):
            raise ValueError("at least one weight has to be above zero")
        return self


class UrgencyValues(Declaration):
    unknown: float = Field(ge=0, le=1)
    reported: float = Field(ge=0, le=1)
    gap: dict[Result, float]

    @model_validator(mode="after")
    def _complete(self) -> "UrgencyValues":
        missing = set(Result.__args__) - set(self.gap)  # type: ignore[attr-defined]
        if missing or not all(0 <= value <= 1 for value in self.gap.values()):
            raise ValueError(f"gap: from 0 to 1 for each result; missing: {sorted(missing)}")
        return self


class Threshold(Declaration):
    id: str
    urgency: Literal[1, 2, 3]
    from_: float = Field(alias="from", ge=0, le=1)
    name: str


class Sensitivity(Declaration):
    factors: list[Annotated[float, Field(gt=0)]] = Field(min_length=1)
    simplex_steps: int = Field(ge=len(COMPONENTS), le=20)
    top: int = Field(ge=1)


class Urgency(Declaration):
    weights: Weights
    values: UrgencyValues
    thresholds: list[Threshold]
    constant_from: float = Field(gt=0.5, le=1)
    sensitivity: Sensitivity

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
    """The order over all themes: what themes and planning fields weigh (1 where nothing is said),
    which parts of the urgency do not count, and how probable a cut between two groups has to be."""

    apart_from: float = Field(gt=0.5, lt=1)
    without: list[Part] = []
    themes: dict[str, Weight] = Field(default_factory=dict)
    planning_fields: dict[str, Weight] = Field(default_factory=dict)

    def weight(self, theme: str, planning_fields: list[str]) -> float:
        """A theme's weight times the mean of those of its planning fields."""
        fields = [self.planning_fields.get(field, 1.0) for field in planning_fields]
        return self.themes.get(theme, 1.0) * sum(fields) / len(fields)


class EvidenceSpec(Declaration):
    """``provider_strength`` says how strong a report is, by the kind of provider."""

    divided_from: float = Field(gt=0, le=0.5)
    provider_strength: dict[str, Literal[1, 2, 3]] = Field(default_factory=dict)


class StatementYears(Declaration):
    """How many years a statement says what can be done today, by what it says."""

    existing: int = Field(ge=1)
    task_change: int = Field(ge=1)
    task_extension: int = Field(ge=1)
    not_at_present: int = Field(ge=1)
    planned: int = Field(ge=1)


class Band(Declaration):
    until_m: float = Field(gt=0)
    weight: float = Field(gt=0, le=1)


class Accessibility(Declaration):
    bands: list[Band] = Field(min_length=1)

    @model_validator(mode="after")
    def _outwards(self) -> "Accessibility":
        for inner, outer in pairwise(self.bands):
            if inner.until_m >= outer.until_m or inner.weight < outer.weight:
                raise ValueError("bands: from near to far, with weights that do not rise")
        return self


class CoverabilityFile(Declaration):
    """The whole of ``coverability.yaml``."""

    full_from: float = Field(gt=0)
    confirmed_years: int = Field(ge=1)
    statement_years: StatementYears
    pandemic: Span
    rules: list[CoverRule] = Field(min_length=1)
    urgency: Urgency
    priority: Priority
    evidence: EvidenceSpec
    ask: dict[str, str]
    accessibility: Accessibility

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
