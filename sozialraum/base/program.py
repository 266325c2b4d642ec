"""The files of the program: what it does depends on them, and they may be changed while it runs."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sozialraum.base.errors import MonitorError
from sozialraum.base.files import entries_below, state_of
from sozialraum.base.project import PROJECT

ROOMS = ("sozialraum", "orchestration", "expectations", "dbt_project")
LOCK = "requirements.lock"
READERS = tuple(
    f"sozialraum/{room}" for room in ("base", "declarations", "ingest", "registers", "words")
)

State = tuple[tuple[Path, tuple[int, ...]], ...]
"""Files, and by what is told that they were not changed."""

# What lies in the rooms and shapes nothing: what Python and dbt leave behind, and documentation.
LEFT_BEHIND = {"__pycache__", "target", "logs"}
DOCUMENTATION = {"README.md", "CHANGES.md"}


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
    return tuple((path, state_of(path)) for path in sorted(program_files(PROJECT)))


def program_files(project: Path) -> Iterator[Path]:
    """Those that shape what it does, and the versions of what it is made with."""
    yield project / LOCK
    for room in ROOMS:
        yield from files_below(project / room)


@cache
def reader_version() -> str:
    """Changes with what reads the providers' files: what another program read of them, wrongly
    perhaps, is read again."""
    digest = hashlib.sha256((PROJECT / LOCK).read_bytes())
    for path in sorted(path for room in READERS for path in files_below(PROJECT / room)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    """Without what shapes nothing; also behind links: declarations and registers are read there."""
    for path in entries_below(folder):
        parts = path.relative_to(folder).parts
        is_left_behind = any(part in LEFT_BEHIND or part.startswith(".") for part in parts)
        if path.is_file() and path.name not in DOCUMENTATION and not is_left_behind:
            yield path
