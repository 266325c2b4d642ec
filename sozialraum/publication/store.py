"""Publications: audited, immutable versions of the marts and the report.

A version is named after the day it speaks for and a hash of all it was made from (landings,
declarations, code), so that the same inputs always lead to the same publication. A folder
without ``manifest.json`` is unfinished: nobody reads it, and the next refresh removes it.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sozialraum.base.errors import PublicationError
from sozialraum.base.files import write_atomically
from sozialraum.base.warehouse import Warehouse

DATABASE = "sozialraum.duckdb"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Publication:
    """A version folder; ``manifest`` is None while it is unfinished."""

    version: str
    folder: Path
    manifest: Mapping[str, Any] | None

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    @property
    def report(self) -> Path:
        return self.folder / "report"

    @property
    def is_complete(self) -> bool:
        return self.manifest is not None

    @property
    def as_of(self) -> date:
        """The day whose knowledge a complete publication shows."""
        assert self.manifest is not None
        return date.fromisoformat(self.manifest["as_of"])


class PublicationStore:
    """The publications of a warehouse and the link to the current one."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.root = warehouse.publications
        self.link = warehouse.current

    def get(self, version: str) -> Publication:
        folder = self.root / version
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            manifest = None
        return Publication(version, folder, manifest)

    def get_complete(self, version: str) -> Publication:
        """
        Raises:
            PublicationError: no such version, or it was never completed.
        """
        publication = self.get(version)
        if not publication.is_complete:
            known = ", ".join(p.version for p in self.all()) or "none"
            raise PublicationError(f"there is no publication '{version}'; known: {known}")
        return publication

    def all(self) -> list[Publication]:
        """Complete publications, in the order in which they were published."""
        if not self.root.is_dir():
            return []
        found = [self.get(folder.name) for folder in self.root.iterdir() if folder.is_dir()]
        complete = [publication for publication in found if publication.manifest is not None]
        return sorted(complete, key=lambda p: str((p.manifest or {}).get("published_at")))

    def edition_before(self, day: date) -> Publication | None:
        """The newest complete publication that speaks for an earlier month than ``day``'s; of
        several for the same day the one published last."""
        earlier = [
            publication
            for publication in self.all()
            if (publication.as_of.year, publication.as_of.month) < (day.year, day.month)
        ]
        # `all` is in the order of publishing, and the last of the equal ones is wanted
        return max(reversed(earlier), key=lambda publication: publication.as_of, default=None)

    def current(self) -> Publication | None:
        return self.get(self.link.resolve().name) if self.link.exists() else None

    def remove_unfinished(self) -> list[str]:
        """Deletes folders that a killed refresh left behind; only while the lock is held."""
        removed = []
        for folder in self.root.glob("*"):
            if folder.is_dir() and not (folder / MANIFEST).is_file():
                shutil.rmtree(folder)
                removed.append(folder.name)
        return removed

    def damages(self, publication: Publication) -> list[str]:
        """Files of a complete publication that are missing or not what the manifest says."""
        assert publication.manifest is not None
        found = []
        for name, digest in publication.manifest["files"].items():
            path = publication.folder / name
            if not path.is_file():
                found.append(f"{name} is missing")
            elif _sha256(path) != digest:
                found.append(f"{name} was changed after publication")
        return found

    def open_version(self, version: str) -> Publication:
        """The version to work on: the complete one if it exists, else a new empty folder.

        A complete one that was damaged since is set aside as ``<version>.damaged``.
        """
        publication = self.get(version)
        if publication.is_complete:
            if not self.damages(publication):
                return publication
            aside = self.root / f"{version}.damaged"
            shutil.rmtree(aside, ignore_errors=True)
            publication.folder.rename(aside)
            (aside / MANIFEST).rename(aside / f"{MANIFEST}.damaged")
        elif publication.folder.exists():
            shutil.rmtree(publication.folder)
        publication.folder.mkdir(parents=True)
        return Publication(version, publication.folder, None)

    def complete(self, publication: Publication, manifest: Mapping[str, Any]) -> Publication:
        """Writes the manifest with the SHA-256 of every file; from now on it is immutable."""
        files = {
            path.relative_to(publication.folder).as_posix(): _sha256(path)
            for path in sorted(publication.folder.rglob("*"))
            if path.is_file()
        }
        whole = {"version": publication.version, **manifest, "files": files}
        write_atomically(
            publication.folder / MANIFEST,
            (json.dumps(whole, ensure_ascii=False, indent=2, default=str) + "\n").encode(),
        )
        return Publication(publication.version, publication.folder, whole)

    def may_become_current(self, publication: Publication) -> bool:
        """Whether a publication may replace the current one without being told to: one that
        speaks for an earlier day may not (docs/decisions/009-earlier-days-stay-beside.md)."""
        current = self.current()
        return current is None or not current.is_complete or current.as_of <= publication.as_of

    def make_current(self, version: str) -> Publication:
        """Swaps ``current`` in one step.

        Raises:
            PublicationError: no such version, unfinished or damaged.
        """
        publication = self.get_complete(version)
        damages = self.damages(publication)
        if damages:
            raise PublicationError(f"publication '{version}' is damaged: {'; '.join(damages)}")
        beside = self.link.with_name(f".{self.link.name}.new")
        beside.unlink(missing_ok=True)
        beside.symlink_to(publication.folder.relative_to(self.link.parent))
        os.replace(beside, self.link)
        return publication


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
