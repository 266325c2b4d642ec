"""What a manifest has to say."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from sozialraum.publication.manifest import MOST_OF_A_PATH


class _Check(BaseModel):
    passed: bool


class _Landing(BaseModel):
    source_id: str
    dataset_id: str
    landing_id: str
    retrieved_at: datetime
    # editions of earlier versions do not say it
    path: Annotated[str, StringConstraints(max_length=MOST_OF_A_PATH)] = ""


class Manifest(BaseModel):
    """What is relied on, in the manifests of every version of this project."""

    version: str
    as_of: date
    published_at: datetime
    number: int = 0
    files: dict[str, str]
    tables: dict[str, int] = {}
    landings: list[_Landing]
    checks: list[_Check]
