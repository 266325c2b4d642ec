"""What a result depends on besides the data: the code and the declarations."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sozialraum.base.program import files_below, program_files
from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.spark.choice import SPARK, chosen_engine


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


def shaping_files(catalogue: Catalogue, project: Path = PROJECT) -> Iterator[Path]:
    """All that shapes a publication. Of the city all but the bundled figures: they are landed, and
    landings have their own fingerprint."""
    yield from program_files(project)
    for path in files_below(catalogue.folder):
        if not path.is_relative_to(catalogue.snapshot_folder):
            yield path
