"""Where the figures come from, and what is odd or has changed in them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Source:
    source_id: str
    title_de: str
    office: str | None
    licence: str | None
    url: str | None
    data_until: date | None
    expected_until: date | None
    rows: int | None
    rejected: int | None
    fresh: bool | None
    state: str | None
    fetch_problem: str | None
    landed_at: datetime | None = None
    delivery: str | None = None
    is_bundled: bool | None = None
    cadence: str | None = None


@dataclass(frozen=True)
class Erratum:
    """What proved wrong of an earlier publication."""

    version: str
    edition_as_of: date
    marked_on: date
    erratum: str


@dataclass(frozen=True)
class Layer:
    """A map layer of locations or outlines, and whether it was fetched."""

    title_de: str
    outcome: str
    status_de: str


@dataclass(frozen=True)
class Survey:
    """What is assumed of the sample behind a source's shares."""

    source_id: str
    survey_answers: int
    survey_design_effect: float


@dataclass(frozen=True)
class Revision:
    source_id: str
    area_id: str
    measure_id: str
    breakdown: str | None
    period: str
    change: str
    old_text: str | None
    new_text: str | None
    old_vintage: datetime | None
    new_vintage: datetime | None


@dataclass(frozen=True)
class Oddity:
    """Something that looks wrong in a source's figures; ``known`` where it was looked into."""

    source_id: str
    known_reason: str | None
    explanation_de: str


@dataclass(frozen=True)
class Check:
    table_name: str
    check_name: str
    severity: str
    passed: bool
    observed: str | None
    failing_rows: int | None
    description_de: str
