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
    """The same in words for readers."""


class Proxy(Declaration):
    """An indicator of another theme that tells where the group at risk lives."""

    indicator: Identifier
    """That indicator."""
    reason: str
    """Why it tells so, for readers."""


class TargetGroup(Declaration):
    """Whom a need or a statement is about."""

    name: str
    """The group as planners call it."""
    within: list[Identifier] = []
    """Groups that hold all of it: what is said of those holds for it, never the other way."""


class Theme(Declaration):
    """What connects needs, services and evidence."""

    name: str
    """Its name for readers."""
    plain: str | None = None
    """Its name in plain language: a few short words."""
    planning_fields: list[Identifier] = Field(min_length=1)
    """The plannings that answer for it."""
    leading_indicator: Identifier | None = None
    """Of several indicators the one whose class stands for the theme."""
    no_indicator: str | None = None
    """Why no figure measures the need."""
    proxy: Proxy | None = None
    """An indicator of another theme that tells where the group at risk lives."""
    target_group: Identifier
    """Whom the need is about: statements and studies are used where theirs covers it."""
    group: Group
    """How many they are, in figures; it enters the urgency."""
    no_service: str | None = None
    """Why no kind of service answers it."""
    note: str | None = None
    """What readers have to know."""

    @model_validator(mode="after")
    def _one_measure_of_need(self) -> "Theme":
        if self.leading_indicator and self.no_indicator:
            raise ValueError("either `leading_indicator` or `no_indicator`, not both")
        if self.proxy and not self.no_indicator:
            raise ValueError("`proxy` needs `no_indicator`: why nothing measures the need itself")
        return self


class PlacedServiceType(Declaration):
    """A kind of service that registers and layers list."""

    name: str
    """Its name for readers."""
    planning_field: Identifier
    """The planning that answers for it."""
    theme: Identifier
    """The theme that it answers first."""
    also: list[Identifier] = []
    """Other themes that it helps with."""
    capacity_unit: CapacityUnit
    """In what its coverage is told; sites are counted."""
    reach: Reach
    """From where people come to it: `own` Sozialraum, its `neighbours` too, the whole `city`. The
    sum of a layer's sites or places is an area's capacity only of `own`; of the others the
    city's."""
    target: Group
    """For whom it is there, as figures."""
    benchmark: Benchmark | None = None
    """How much there should be, by a published document; without one the city's mean is the
    measure."""
    certain: str | None = None
    """How it is known that the city has it, though its sites are not recorded."""
    note: str | None = None
    """What readers have to know."""


class ThemeFile(Declaration):
    """The whole of ``themes.yaml``."""

    target_groups: dict[Identifier, TargetGroup]
    """Whom needs, studies and statements are about, by id; `unknown` is among them."""
    themes: dict[Identifier, Theme]
    """What the city plans about, by id."""
    service_types: dict[Identifier, PlacedServiceType] = {}
    """Kinds of services that no statistic counts, by id."""

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
