"""What ``pandemic.yaml`` may say: windows and thresholds. Breaks are notes of city.yaml."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier

AssessedCadence = Literal["month", "quarter", "year", "survey"]
CADENCES: tuple[AssessedCadence, ...] = ("month", "quarter", "year", "survey")


class Window(Declaration):
    """From the first to the last day, both included; open where ``until`` is not given."""

    from_: date = Field(alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _forward(self) -> "Window":
        if self.until is not None and self.until < self.from_:
            raise ValueError(f"ends on {self.until}, before it begins on {self.from_}")
        return self


class Windows(Declaration):
    baseline: Window
    crisis: Window
    after: Window

    @model_validator(mode="after")
    def _in_order(self) -> "Windows":
        for earlier, later in ((self.baseline, self.crisis), (self.crisis, self.after)):
            if earlier.until is None or earlier.until >= later.from_:
                raise ValueError("baseline, crisis and after must follow each other")
        return self

    def named(self) -> dict[str, Window]:
        return {"baseline": self.baseline, "crisis": self.crisis, "after": self.after}


class CadenceWindows(Declaration):
    default: Windows
    month: Windows | None = None
    quarter: Windows | None = None
    year: Windows | None = None
    survey: Windows | None = None

    def of(self, cadence: AssessedCadence) -> Windows:
        own: Windows | None = getattr(self, cadence)
        return own or self.default


class MinBaseline(Declaration):
    """Periods; at least four, so that a trend leaves something to judge its error by."""

    month: int = Field(ge=24)
    quarter: int = Field(ge=8)
    year: int = Field(ge=4)
    survey: int = Field(ge=4)

    def of(self, cadence: AssessedCadence) -> int:
        periods: int = getattr(self, cadence)
        return periods


class Span(Window):
    """A window that ends."""

    until: date


class PandemicFile(Declaration):
    """The whole of ``pandemic.yaml``."""

    shown: Span
    windows: CadenceWindows
    min_baseline: MinBaseline
    min_cases: float = Field(gt=0)
    alpha: float = Field(gt=0, lt=1)
    family: list[Literal["area_level", "primary", "indicator", "planning_field"]]
    primary: list[Identifier] = []
    min_effect: float = Field(ge=0)
    relevant_effect: float = Field(gt=0)
    compositions: list[Identifier] = []
    high_class: Literal[4, 5]
