"""What a publication says of itself: ``manifest.json``, the last file that is written to it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sozialraum.base.files import read_json

MANIFEST = "manifest.json"
MOST_OF_A_PATH = 1_000
"""Letters of a path that is one of ours."""


class DamagedManifestError(Exception):
    """A manifest is missing or cannot be read; the text says what is wrong with it."""


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """
    Raises:
        DamagedManifestError: it is missing, no JSON, lacks what is relied on, or is that of
            another version.
    """
    # takes longer to load than all else of a publication: not for commands that read none
    from pydantic import ValidationError

    from sozialraum.publication.manifest_form import Manifest

    try:
        found: dict[str, Any] = read_json(folder / MANIFEST)
        # a number is no time, and "1" no number
        checked = Manifest.model_validate_json(json.dumps(found), strict=True)
    except FileNotFoundError:
        raise DamagedManifestError(f"{MANIFEST} is missing") from None
    except OSError as error:
        reason = error.strerror or error
        raise DamagedManifestError(f"{MANIFEST} cannot be read: {reason}") from None
    except ValidationError as error:
        places = {".".join(str(part) for part in one["loc"][:1]) for one in error.errors()}
        lacking = ", ".join(sorted(places)) or "everything"
        raise DamagedManifestError(f"{MANIFEST} lacks what a manifest says: {lacking}") from None
    except ValueError:
        raise DamagedManifestError(f"{MANIFEST} is no JSON in UTF-8") from None
    if checked.version != folder.name.removeprefix(".").removesuffix(".part"):
        raise DamagedManifestError(f"{MANIFEST} is that of version '{checked.version}'")
    if not checked.version.startswith(checked.as_of.isoformat()):
        raise DamagedManifestError(f"{MANIFEST} speaks for another day: {checked.as_of}")
    return found
