"""What a result depends on besides the data: the code and the declarations."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue
from sozialraum.spark.choice import SPARK, chosen_engine

ROOMS = ("sozialraum", "orchestration", "expectations", "dbt_project")
LOCK = "requirements.lock"

# What lies in the rooms and shapes nothing: what Python and dbt leave behind, and documentation.
LEFT_BEHIND = {"__pycache__", "target", "logs"}
DOCUMENTATION = {"README.md", "CHANGES.md"}


def code_version(catalogue: Catalogue, project: Path = PROJECT) -> str:
    """Twelve hexadecimal digits that change when code, models, suites or declarations change."""
    digest = hashlib.sha256()
    city = catalogue.folder
    named = {
        path.relative_to(city if path.is_relative_to(city) else project).as_posix(): path
        for path in shaping_files(catalogue, project)
    }
    for name, path in sorted(named.items()):
        digest.update(name.encode())
        digest.update(path.read_bytes())
    if chosen_engine() == SPARK:
        # the last digits of a sum are others there
        digest.update(SPARK.encode())
    return digest.hexdigest()[:12]


def shaping_files(catalogue: Catalogue, project: Path = PROJECT) -> Iterator[Path]:
    """All that shapes a publication. Of the city all but the bundled figures: they are landed, and
    landings have their own fingerprint."""
    yield project / LOCK
    for room in ROOMS:
        yield from _files(project / room)
    for path in _files(catalogue.folder):
        if not path.is_relative_to(catalogue.snapshot_folder):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        is_left_behind = any(part in LEFT_BEHIND or part.startswith(".") for part in parts)
        if path.is_file() and path.name not in DOCUMENTATION and not is_left_behind:
            yield path
