"""What ``themes.yaml`` may say."""

from typing import Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier
from sozialraum.declarations.indicator import Benchmark, Reach
from sozialraum.declarations.term import Term

CapacityUnit = Literal["places", "fte", "staff", "sites"]


class Group(Term):
    """Persons or households, as a term with its meaning in German."""

    definition: str


class Proxy(Declaration):
    """An indicator of another theme that tells where the group at risk lives."""

    indicator: Identifier
    reason: str


class Theme(Declaration):
    """What connects needs, services and evidence.

    ``leading_indicator`` is the one of several whose class stands for the theme;
    ``no_indicator`` says why there is none.
    """

    name: str
    planning_fields: list[Identifier] = Field(min_length=1)
    leading_indicator: Identifier | None = None
    no_indicator: str | None = None
    proxy: Proxy | None = None
    group: Group
    note: str | None = None

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
    planning_field: Identifier
    theme: Identifier
    also: list[Identifier] = []
    capacity_unit: CapacityUnit
    reach: Reach
    target: Group
    benchmark: Benchmark | None = None
    note: str | None = None


class ThemeFile(Declaration):
    """The themes, and the kinds of services that no statistic counts."""

    themes: dict[Identifier, Theme]
    service_types: dict[Identifier, PlacedServiceType] = {}
