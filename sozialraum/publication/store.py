"""Publications: audited, immutable versions of the marts and the report.

A version is named after the day it speaks for and a hash of all it was made from (landings,
declarations, code), so that the same inputs always lead to the same publication. It is made in
``.<version>.part`` and gets its name when it is whole: a part is read by nobody, and the next
refresh removes it (mending.py). A folder with a version's name that lacks something was damaged
after it was published; nothing removes it.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sozialraum.base.errors import PublicationError
from sozialraum.base.files import (
    DAMAGED,
    LET_READ,
    NOT_ALLOWED,
    PART,
    beside_as_part,
    difference,
    entries,
    free_name,
    read_json,
    remove,
    set_aside,
    sha256_of,
    write_atomically,
)
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.edition import month_of
from sozialraum.publication.manifest import MANIFEST, DamagedManifestError, read_manifest

DATABASE = "sozialraum.duckdb"
REPORT = "report/bericht.html"
"""What no publication is without, also where its manifest does not list it."""
ERRATA = ".errata.json"
"""How the file beside a version ends that says what proved wrong of it."""
MOUNT = "mount or restore `publications/`; if it is gone for good, delete `current` to begin anew"
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}-")
"""How the name of a version begins; a disk's own folders, as `lost+found`, are none."""
FIRST_ZONE = timedelta(hours=14)
"""Where a day begins first."""


@dataclass(frozen=True)
class Publication:
    """A version; ``manifest`` is None while it is made, or where it was damaged: then ``problem``
    says what is wrong with it."""

    version: str
    folder: Path
    manifest: Mapping[str, Any] | None
    problem: str | None = None

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
        """The day whose knowledge it shows, also where only its name can say it: the first of all
        where that does not."""
        if self.manifest is not None:
            return date.fromisoformat(self.manifest["as_of"])
        try:
            return date.fromisoformat(self.version[:10])
        except ValueError:
            return date.min

    @property
    def order(self) -> tuple[int, str]:
        """Sorts publications as they were published. The number counts them, for a clock may be
        set back; those from before they were counted have their time alone."""
        assert self.manifest is not None
        return self.manifest.get("number", 0), self.manifest["published_at"]


class PublicationStore:
    """The publications of a warehouse and the link to the current one."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.root = warehouse.publications
        self.link = warehouse.current

    def get(self, version: str) -> Publication:
        folder = self.root / version
        try:
            return Publication(version, folder, read_manifest(folder))
        except DamagedManifestError as error:
            return Publication(version, folder, None, str(error))

    def get_complete(self, version: str) -> Publication:
        """
        Raises:
            PublicationError: no such version, or its manifest is damaged.
        """
        if version not in self.versions():
            known = ", ".join(p.version for p in self.all()) or "none"
            raise PublicationError(f"there is no publication '{version}'; known: {known}")
        publication = self.get(version)
        if not publication.is_complete:
            raise PublicationError(self.way_out(publication, [str(publication.problem)]))
        return publication

    def versions(self) -> list[str]:
        """The names of the folders that are publications, or were until they were damaged."""
        return [
            folder.name
            for folder in entries(self.root)
            if _VERSION.match(folder.name) and DAMAGED not in folder.name and folder.is_dir()
        ]

    def all(self) -> list[Publication]:
        """Complete publications, in the order in which they were published."""
        found = [self.get(name) for name in self.versions()]
        return sorted((one for one in found if one.is_complete), key=lambda one: one.order)

    def unreadable(self) -> list[Publication]:
        """Those whose manifest is damaged, so that nothing says what they were."""
        found = [self.get(name) for name in self.versions()]
        return [one for one in found if not one.is_complete]

    def by_day(self) -> list[Publication]:
        """Complete publications, the one last that would be current had nobody chosen another: by
        the day that they speak for, those of one day as they were published, for what is made of
        an earlier day stays beside. Days to come, as of a clock that was wrong, come first."""
        last = last_day_begun(datetime.now(UTC))
        return sorted(self.all(), key=lambda one: (one.as_of <= last, one.as_of, one.order))

    def before(self, publication: Publication | None) -> list[Publication]:
        """Those that a rollback from it may lead to, the best last; all, where it says nothing of
        itself."""
        found = self.by_day()
        if publication is None or not publication.is_complete:
            return found
        return [one for one in found if one.order < publication.order]

    def newest_sound(self) -> Publication | None:
        """Of those that are as they were published the one of the newest day."""
        return next((one for one in reversed(self.by_day()) if not self.damages(one)), None)

    def edition_before(self, day: date) -> Publication | None:
        """The newest complete publication that speaks for an earlier month than ``day``'s and whose
        figures can be read; of several for the same month one of which nothing proved wrong, if
        there is one, and of these that of the newest day, the one published last."""
        earlier = [them for month, them in sorted(self.editions().items()) if month < month_of(day)]
        newest_first = (one for them in reversed(earlier) for one in reversed(them))
        return next((one for one in newest_first if self.is_readable(one)), None)

    def editions(self) -> dict[str, list[Publication]]:
        """Month -> its complete publications, the one last that is to be read for it: one of which
        nothing proved wrong, if there is one, of these that of the newest day, the one published
        last."""
        found: dict[str, list[Publication]] = {}
        wrong = self.proved_wrong()
        for one in sorted(self.by_day(), key=lambda one: one.version not in wrong):
            found.setdefault(month_of(one.as_of), []).append(one)
        return found

    def has_erratum(self, version: str) -> bool:
        """Whether one was noted of it, or of a file that it uses. Of several ask
        :meth:`proved_wrong` once."""
        return version in self.proved_wrong()

    def proved_wrong(self) -> frozenset[str]:
        """The versions that have an erratum, use a file that has one, or are the twin of one that
        has."""
        from sozialraum.publication.errata import is_twin, made_as_noted, told_of
        from sozialraum.publication.noted import noted

        own = {path.name.removesuffix(ERRATA) for path in entries(self.root, f"*{ERRATA}")}
        found = noted(self)[0] if own else []
        kept, of_files = made_as_noted(found), [one for one in found if one.files]
        uses = (one.version for one in self.all() if told_of(of_files, one)) if of_files else ()
        marked = [self.get(version) for version in own]
        # without errata, as nearly always, no manifest is read
        listed = self.all() if marked else ()
        twins = (
            one.version for one in listed if any(is_twin(one, wrong, kept) for wrong in marked)
        )
        return frozenset([*own, *uses, *twins])

    def errata_of(self, version: str) -> Path:
        """The file that says what proved wrong of it, if anything did."""
        return self.root / f"{version}{ERRATA}"

    def current(self) -> Publication | None:
        """The one that ``current`` leads to; None where it leads to none."""
        if not self.link.is_symlink():
            return None
        name = Path(os.readlink(self.link)).name
        with suppress(OSError):
            if name in self.versions() and self.link.samefile(self.root / name):
                return self.get(name)
        return None

    def known(self) -> Publication | None:
        """What is to be compared with: the current one, or where that cannot be read, or proved
        wrong, the newest that can and did not; if all did, the current or the newest one."""
        current, wrong = self.current(), self.proved_wrong()
        readable = current if current and self.is_readable(current) else None
        if readable is not None and readable.version not in wrong:
            return readable
        return self._newest_right(wrong) or readable or self.newest_sound()

    def _newest_right(self, wrong: frozenset[str]) -> Publication | None:
        """The same as :meth:`newest_sound` but of those that are not ``wrong``."""
        right = (one for one in reversed(self.by_day()) if one.version not in wrong)
        return next((one for one in right if not self.damages(one)), None)

    def lost(self) -> str | None:
        """That ``current`` is a link to none although there is no whole publication that it could
        lead to, as where their disk is not mounted."""
        if not self.link.is_symlink() or self.current() is not None or self.all():
            return None
        return (
            f"{self.link} leads to {os.readlink(self.link)}, but there is no whole publication in "
            f"{self.root}"
        )

    def require_kept(self) -> None:
        """
        Raises:
            PublicationError: all publications are gone, and with them what proved wrong of them.
        """
        if (lost := self.lost()) is not None:
            raise PublicationError(f"{lost}: {MOUNT}")

    def link_problem(self) -> str | None:
        """Why ``current`` leads to no publication although there are some; None where it does, and
        where they are :meth:`lost`."""
        if self.current() is not None or not self.versions() or self.lost() is not None:
            return None
        if self.link.is_symlink():
            return f"{self.link} leads to no publication ({os.readlink(self.link)})"
        if not self.link.exists():
            return f"{self.link}, the link to the current publication, is missing"
        kind = "folder" if self.link.is_dir() else "file"
        return f"{self.link} is a plain {kind}, not the link to the current publication"

    def mend_link(self) -> str | None:
        """Makes ``current`` lead to a publication again, if there is one to one of which nothing
        proved wrong; what stood there is kept beside. Returns what was done; only while the lock is
        held."""
        problem = self.link_problem()
        if problem is None:
            return None
        copied = self._version_in(self.link)
        wrong, newest = self.proved_wrong(), self.newest_sound()
        chosen = copied or self._newest_right(wrong) or newest
        if chosen is None:
            return f"{problem}; none of the publications can be made current: all are damaged"
        self.make_current(chosen.version)
        told = f"{problem}; it leads to {chosen.version} again"
        if chosen.version in wrong:
            return f"{told}, which has an erratum"
        if newest is not None and newest.version in wrong:
            return f"{told}, for the newer {newest.version} has an erratum"
        return told

    def _version_in(self, folder: Path) -> Publication | None:
        """The sound publication that a folder is a copy of."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            version = read_json(folder / MANIFEST)["version"]
            found = self.get(version) if version in self.versions() else None
            if found is not None and not self.damages(found):
                return found
        return None

    def damages(self, publication: Publication) -> list[str]:
        """Files of a publication that are missing or not what the manifest says."""
        if publication.manifest is None:
            return [str(publication.problem)]
        named = {**publication.manifest["files"], REPORT: None}
        return [found for name in named if (found := self._damage(publication, name))]

    def is_readable(self, publication: Publication) -> bool:
        """Whether its figures are those that were published."""
        return publication.is_complete and self._damage(publication, DATABASE) is None

    @staticmethod
    def _damage(publication: Publication, name: str) -> str | None:
        assert publication.manifest is not None
        digest = publication.manifest["files"].get(name)
        found = difference(publication.folder / name, digest, "publication")
        return found and f"{name} {found}"

    def way_out(self, publication: Publication, damages: list[str]) -> str:
        """What is damaged of a publication, and what a person can do."""
        if any(NOT_ALLOWED in one for one in damages):
            return (
                f"publication '{publication.version}' may be sound, but: {'; '.join(damages)}. "
                f"{LET_READ}"
            )
        current = self.current()
        if current is not None and current.version == publication.version:
            out = "The next refresh publishes anew and keeps what is damaged beside"
            if any(not self.damages(one) for one in self.before(current)):
                out += "; an earlier publication can be made current at once: sozialraum rollback"
        else:
            month = publication.version[:7]
            out = (
                "Restore its folder from a backup, or delete it and make the edition again: "
                f"sozialraum report --month {month}. The others: sozialraum publications"
            )
        return f"publication '{publication.version}' is damaged: {'; '.join(damages)}. {out}"

    def open_version(self, version: str) -> Publication:
        """The version to work on: the one that is published if it is sound, else a new part."""
        publication = self.get(version)
        if publication.is_complete and not self.damages(publication):
            return publication
        part = self._part(version)
        if part.is_dir():
            # somebody else may have begun it, whose files are not this user's to remove
            shutil.rmtree(part.rename(beside_as_part(part)), ignore_errors=True)
        part.mkdir(parents=True)
        return Publication(version, part, None)

    def opened(self, version: str) -> Publication:
        """What :meth:`open_version` returned in an earlier step of the same refresh.

        Raises:
            PublicationError: it was in an earlier run, whose unfinished part was removed since.
        """
        part = self._part(version)
        if part.is_dir():
            return Publication(version, part, None)
        publication = self.get(version)
        if not publication.is_complete or self.damages(publication):
            raise PublicationError(
                f"publication '{version}' was begun by a run that has ended, and what that had "
                "made of it is gone: choose 'Re-execute all', or make all assets together (job "
                "refresh)"
            )
        return publication

    def _part(self, version: str) -> Path:
        return self.root / f".{version}{PART}"

    def complete(self, part: Publication, manifest: Mapping[str, Any]) -> Publication:
        """Writes the manifest with the SHA-256 of every file and gives the part its name; from now
        on it is immutable."""
        files = {
            path.relative_to(part.folder).as_posix(): sha256_of(path)
            for path in sorted(part.folder.rglob("*"))
            if path.is_file()
        }
        number = 1 + max((one.order[0] for one in self.all()), default=0)
        whole = {"version": part.version, "number": number, **manifest, "files": files}
        write_atomically(
            part.folder / MANIFEST,
            (json.dumps(whole, ensure_ascii=False, indent=2, default=str) + "\n").encode(),
        )
        folder = self.root / part.version
        if folder.is_dir():
            _put_in_place(part.folder, folder)
        else:
            if folder.exists():
                set_aside(folder)
            part.folder.rename(folder)
        return self.get(part.version)

    def speaks_for_no_earlier_day(self, publication: Publication) -> bool:
        """Than the current one does (docs/decisions/009-earlier-days-stay-beside.md)."""
        current = self.current()
        return current is None or current.as_of <= publication.as_of

    def left(self) -> Publication | None:
        """What was published last, if it speaks for no earlier day than the current one, and is not
        that."""
        current = self.current()
        if current is None or not current.is_complete:
            return None
        left = self.by_day()[-1]
        is_left = left.version != current.version and left.as_of >= current.as_of
        return left if is_left else None

    def make_current(self, version: str) -> Publication:
        """Swaps ``current`` in one step.

        Raises:
            PublicationError: no such version, or it is damaged.
        """
        publication = self.get_complete(version)
        damages = self.damages(publication)
        if damages:
            raise PublicationError(self.way_out(publication, damages))
        beside = self.link.with_name(f".{self.link.name}.new")
        if os.path.lexists(beside):
            remove(beside)
        beside.symlink_to(publication.folder.relative_to(self.link.parent))
        if self.link.exists() and not self.link.is_symlink():
            set_aside(self.link)
        os.replace(beside, self.link)
        return publication


def last_day_begun(now: datetime) -> date:
    """The newest day that has begun anywhere."""
    return (now + FIRST_ZONE).date()


def _put_in_place(part: Path, folder: Path) -> None:
    """Mends a damaged version file by file, its manifest last: ``current`` may lead to it, and a
    folder cannot be exchanged in one step. What it was is kept beside."""
    # what cannot be read cannot be kept either
    with suppress(shutil.Error):
        shutil.copytree(folder, free_name(folder), symlinks=True)
    names = [path.relative_to(part) for path in part.rglob("*") if path.is_file()]
    names.sort(key=lambda name: name.as_posix() == MANIFEST)
    for stale in [path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]:
        if stale.relative_to(folder) not in names:
            stale.unlink()
    for name in names:
        place = folder / name
        if place.is_dir():
            remove(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(part / name, place)
    remove(part)
