"""What a publication says of itself: ``manifest.json``, the last file that is written to it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

MANIFEST = "manifest.json"


class DamagedManifestError(Exception):
    """A manifest is missing or cannot be read; the text says what is wrong with it."""


class _Check(BaseModel):
    passed: bool


class _Landing(BaseModel):
    source_id: str
    dataset_id: str
    landing_id: str
    retrieved_at: datetime


class _Manifest(BaseModel):
    """What is relied on, in the manifests of every version of this project."""

    version: str
    as_of: date
    published_at: datetime
    number: int = 0
    files: dict[str, str]
    landings: list[_Landing]
    checks: list[_Check]


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """
    Raises:
        DamagedManifestError: it is missing, no JSON, lacks what is relied on, or is that of
            another version.
    """
    try:
        content = (folder / MANIFEST).read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(content)
        checked = _Manifest.model_validate(found)
    except FileNotFoundError:
        raise DamagedManifestError(f"{MANIFEST} is missing") from None
    except OSError as error:
        reason = error.strerror or error
        raise DamagedManifestError(f"{MANIFEST} cannot be read: {reason}") from None
    except ValidationError as error:
        places = {".".join(str(part) for part in one["loc"][:1]) for one in error.errors()}
        lacking = ", ".join(sorted(places)) or "everything"
        raise DamagedManifestError(f"{MANIFEST} lacks what a manifest says: {lacking}") from None
    except (ValueError, RecursionError):
        raise DamagedManifestError(f"{MANIFEST} is no JSON in UTF-8") from None
    if checked.version != folder.name.removeprefix(".").removesuffix(".part"):
        raise DamagedManifestError(f"{MANIFEST} is that of version '{checked.version}'")
    return found
