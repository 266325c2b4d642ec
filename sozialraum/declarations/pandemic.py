"""What ``pandemic.yaml`` may say: windows and thresholds. Breaks are notes of city.yaml."""

from datetime import date
from typing import Literal, get_args

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier

AssessedCadence = Literal["month", "quarter", "half_year", "year", "school_year", "survey"]
CADENCES: tuple[AssessedCadence, ...] = get_args(AssessedCadence)


class Window(Declaration):
    """From the first to the last day, both included; open where ``until`` is not given."""

    from_: date = Field(alias="from")
    """The first day."""
    until: date | None = None
    """The last day; open where it is not given."""

    @model_validator(mode="after")
    def _forward(self) -> "Window":
        if self.until is not None and self.until < self.from_:
            raise ValueError(f"ends on {self.until}, before it begins on {self.from_}")
        return self


class Windows(Declaration):
    """Three windows that follow each other; a period belongs to the one in which its last day
    lies."""

    baseline: Window
    """The time from which is learnt what would have been expected."""
    crisis: Window
    """The time that is compared with it."""
    after: Window
    """The time in which is looked whether a change persists."""

    @model_validator(mode="after")
    def _in_order(self) -> "Windows":
        for earlier, later in ((self.baseline, self.crisis), (self.crisis, self.after)):
            if earlier.until is None or earlier.until >= later.from_:
                raise ValueError("baseline, crisis and after must follow each other")
        return self

    def named(self) -> dict[str, Window]:
        return {"baseline": self.baseline, "crisis": self.crisis, "after": self.after}


class CadenceWindows(Declaration):
    """Windows by cadence."""

    default: Windows
    """For the cadences that are not named."""
    month: Windows | None = None
    """Of monthly figures."""
    quarter: Windows | None = None
    """Of quarterly figures."""
    half_year: Windows | None = None
    """Of half-yearly figures."""
    year: Windows | None = None
    """Of yearly figures."""
    school_year: Windows | None = None
    """Of figures of school years."""
    survey: Windows | None = None
    """Of figures of a survey."""

    def of(self, cadence: AssessedCadence) -> Windows:
        own: Windows | None = getattr(self, cadence)
        return own or self.default


class MinBaseline(Declaration):
    """Periods that the baseline must have; at least four, so that a trend leaves something to judge
    its error by."""

    month: int = Field(ge=24)
    """Of monthly figures."""
    quarter: int = Field(ge=8)
    """Of quarterly figures."""
    half_year: int = Field(default=8, ge=6)
    """Of half-yearly figures."""
    year: int = Field(ge=4)
    """Of yearly figures."""
    school_year: int = Field(default=5, ge=4)
    """Of figures of school years."""
    survey: int = Field(ge=4)
    """Of figures of a survey."""

    def of(self, cadence: AssessedCadence) -> int:
        periods: int = getattr(self, cadence)
        return periods


class Span(Window):
    """A window that ends."""

    until: date


class PandemicFile(Declaration):
    """The whole of ``pandemic.yaml``."""

    shown: Span
    """The time that the report sets apart where it tells how figures moved."""
    windows: CadenceWindows
    """The time before, in and after the crisis."""
    min_baseline: MinBaseline
    """How many periods the baseline must have."""
    min_cases: float = Field(gt=0)
    """Cases that must have been expected in a window at least, for counts."""
    alpha: float = Field(gt=0, lt=1)
    """Share of false findings among the findings of a family that is accepted."""
    family: list[Literal["area_level", "primary", "indicator", "planning_field"]]
    """Findings are corrected together over all tests that share these."""
    primary: list[Identifier] = []
    """Indicators that the crisis itself put in question, before any figure was looked at; all
    others are explored."""
    min_effect: float = Field(ge=0, lt=1)
    """The smallest change that is called a finding, as a share of what was expected."""
    relevant_effect: float = Field(gt=0, lt=1)
    """The smallest rise that matters to planning; where figures do not exclude it, no finding means
    not known."""
    compositions: list[Identifier] = []
    """Indicators whose denominator moved with the crisis itself; they are not assessed."""
    high_class: Literal[4, 5]
    """The class of need in the baseline's last period from which an area counts as high before."""
