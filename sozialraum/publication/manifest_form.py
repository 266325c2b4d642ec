"""What a manifest has to say."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, PlainValidator, StringConstraints

from sozialraum.publication.manifest import MOST_OF_A_PATH


def _moment(text: Any) -> datetime:
    """As all who read it do; without a zone nobody knows of when it is."""
    moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    if moment is None or moment.tzinfo is None:
        raise ValueError("expected a moment with its zone, as 2026-01-31T12:00:00+00:00")
    return moment


def _day(text: Any) -> date:
    if not isinstance(text, str) or date.fromisoformat(text).isoformat() != text:
        raise ValueError("expected a day, as 2026-01-31")
    return date.fromisoformat(text)


Moment = Annotated[datetime, PlainValidator(_moment)]
Day = Annotated[date, PlainValidator(_day)]


class _Check(BaseModel):
    passed: bool


class _Landing(BaseModel):
    source_id: str
    dataset_id: str
    landing_id: str
    retrieved_at: Moment
    # editions of earlier versions do not say it
    path: Annotated[str, StringConstraints(max_length=MOST_OF_A_PATH)] = ""


class Manifest(BaseModel):
    """What is relied on, in the manifests of every version of this project."""

    version: str
    as_of: Day
    published_at: Moment
    number: int = 0
    files: dict[str, str]
    tables: dict[str, int] = {}
    landings: list[_Landing]
    checks: list[_Check]
