"""What a result depends on besides the data: the code and the declarations."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sozialraum.base.project import PROJECT

ROOMS = ("sozialraum", "orchestration", "expectations", "dbt_project")
KINDS = {".py", ".sql", ".yml", ".yaml", ".j2", ".typ", ".css", ".ftl"}


def code_version(city_folder: Path, project: Path = PROJECT) -> str:
    """Twelve hexadecimal digits that change when code, models, suites or declarations change."""
    digest = hashlib.sha256()
    for path in sorted(_files(city_folder, project)):
        inside = city_folder if path.is_relative_to(city_folder) else project
        digest.update(path.relative_to(inside).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _files(city_folder: Path, project: Path) -> Iterator[Path]:
    for room in ROOMS:
        for path in (project / room).rglob("*"):
            if path.suffix in KINDS:
                yield path
    yield from city_folder.glob("*.yaml")
    yield from city_folder.glob("registers/*.csv")
    yield from project.glob("requirements*.lock")
