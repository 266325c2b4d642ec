"""What ``themes.yaml`` may say."""

from typing import Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier
from sozialraum.declarations.indicator import Benchmark, Reach
from sozialraum.declarations.term import Term

UNKNOWN_GROUP = "unknown"
"""Where a source does not say whom it is about."""

CapacityUnit = Literal["places", "fte", "staff", "sites"]


class Group(Term):
    """Persons or households, as a term with its meaning in German."""

    definition: str


class Proxy(Declaration):
    """An indicator of another theme that tells where the group at risk lives."""

    indicator: Identifier
    reason: str


class TargetGroup(Declaration):
    """Whom a need or a statement is about; ``within`` are the groups that hold it whole."""

    name: str
    within: list[Identifier] = []


class Theme(Declaration):
    """What connects needs, services and evidence.

    ``target_group`` is whom the need is about: statements and studies are used for the theme where
    theirs covers it. ``group`` is how many they are, in figures. ``leading_indicator`` is the one
    of several whose class stands for the theme; ``no_indicator`` says why there is none,
    ``no_service`` why no kind of service answers it. ``plain`` is its name in plain language.
    """

    name: str
    plain: str | None = None
    planning_fields: list[Identifier] = Field(min_length=1)
    leading_indicator: Identifier | None = None
    no_indicator: str | None = None
    proxy: Proxy | None = None
    target_group: Identifier
    group: Group
    no_service: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _one_measure_of_need(self) -> "Theme":
        if self.leading_indicator and self.no_indicator:
            raise ValueError("either `leading_indicator` or `no_indicator`, not both")
        if self.proxy and not self.no_indicator:
            raise ValueError("`proxy` needs `no_indicator`: why nothing measures the need itself")
        return self


class PlacedServiceType(Declaration):
    """A kind of service that registers and layers list.

    ``certain`` says how it is known that the city has it, though its sites are not recorded.
    """

    name: str
    planning_field: Identifier
    theme: Identifier
    also: list[Identifier] = []
    capacity_unit: CapacityUnit
    reach: Reach
    target: Group
    benchmark: Benchmark | None = None
    certain: str | None = None
    note: str | None = None


class ThemeFile(Declaration):
    """The themes, the groups of people they are about, and the kinds of services that no
    statistic counts."""

    target_groups: dict[Identifier, TargetGroup]
    themes: dict[Identifier, Theme]
    service_types: dict[Identifier, PlacedServiceType] = {}

    @model_validator(mode="after")
    def _groups_are_known(self) -> "ThemeFile":
        if UNKNOWN_GROUP not in self.target_groups:
            raise ValueError(f"target_groups: `{UNKNOWN_GROUP}` is missing: not every source says")
        for key, group in self.target_groups.items():
            if unknown := sorted(set(group.within) - set(self.target_groups)):
                raise ValueError(f"target_groups: {key}: within {unknown}, which are not declared")
        for key, theme in self.themes.items():
            if theme.target_group not in set(self.target_groups) - {UNKNOWN_GROUP}:
                raise ValueError(f"{key}: target group '{theme.target_group}' is not declared")
        for key in self.target_groups:
            if key in self._wider(key):
                raise ValueError(f"target_groups: {key} lies within itself")
        return self

    def _wider(self, group: str) -> set[str]:
        """The groups that hold ``group`` whole, itself only where it lies within itself."""
        found: set[str] = set()
        open_ = list(self.target_groups[group].within)
        while open_:
            wider = open_.pop()
            if wider not in found:
                found.add(wider)
                open_ += self.target_groups[wider].within
        return found

    def covering(self, group: str) -> list[str]:
        """Whose statements speak for ``group``: it and all groups that hold it whole."""
        return sorted({group, *self._wider(group)})
