"""What a result depends on besides the data: the code and the declarations."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sozialraum.base.errors import MonitorError
from sozialraum.base.files import state_of
from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.spark.choice import SPARK, chosen_engine

ROOMS = ("sozialraum", "orchestration", "expectations", "dbt_project")
LOCK = "requirements.lock"

State = tuple[tuple[Path, tuple[int, ...]], ...]
"""Files, and by what is told that they were not changed."""

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


def read_declared() -> tuple[Catalogue, str]:
    """The declarations, and the code version of that very state of them: what somebody edits
    meanwhile is read again.

    Raises:
        DeclarationError: they cannot be read.
    """
    while True:
        before = code_version(load_catalogue())
        catalogue = load_catalogue()
        if code_version(catalogue) == before:
            return catalogue, before


@cache
def loaded_program() -> State:
    """The files of the program as they were when this process first asked, before it loaded it."""
    return _program_now()


def require_loaded_program() -> None:
    """To be called where what was done is to be of one program: Python loads each part of it when
    it is first needed.

    Raises:
        MonitorError: files of the program were changed meanwhile.
    """
    if _program_now() != loaded_program():
        raise MonitorError(
            "files of the program were changed since this run was started (an update?), and what "
            "it does would be of two programs: nothing is published of it; refresh again"
        )


def _program_now() -> State:
    return tuple((path, state_of(path)) for path in sorted(_program_files(PROJECT)))


def shaping_files(catalogue: Catalogue, project: Path = PROJECT) -> Iterator[Path]:
    """All that shapes a publication. Of the city all but the bundled figures: they are landed, and
    landings have their own fingerprint."""
    yield from _program_files(project)
    for path in _files(catalogue.folder):
        if not path.is_relative_to(catalogue.snapshot_folder):
            yield path


def _program_files(project: Path) -> Iterator[Path]:
    yield project / LOCK
    for room in ROOMS:
        yield from _files(project / room)


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        is_left_behind = any(part in LEFT_BEHIND or part.startswith(".") for part in parts)
        if path.is_file() and path.name not in DOCUMENTATION and not is_left_behind:
            yield path
