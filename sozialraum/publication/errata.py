"""Errata: what proved wrong of a publication after it was published.

A publication is never changed. What has to be said of it later stands in a file beside it,
``publications/<version>.errata.json``; the next report tells it, for its readers had the wrong one.
Where a source's file was wrong, that file counts no more: the ones before it do, or the next.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, TypeAdapter, ValidationError, field_validator
from pydantic.dataclasses import dataclass

from sozialraum.base.errors import PublicationError
from sozialraum.base.files import LET_READ, entries, read_ordinary, write_atomically
from sozialraum.base.tables import insert_rows, make_table
from sozialraum.publication.edition import month_of
from sozialraum.publication.store import ERRATA, Publication, PublicationStore

if TYPE_CHECKING:
    import duckdb

LONGEST = 2000
"""Characters of an erratum: the next report tells all of it."""
SHORTEST = 6
"""Characters of a landing's id by which it is named."""
TABLE = "declared.erratum"
NOTE_AGAIN = "copy it from a backup, or delete it and note again what it said: sozialraum erratum"
"""What to do about errata that cannot be read for what they say."""


@dataclass(frozen=True)
class WrongFile:
    """A file that proved wrong, as what it came: the same bytes may be right for another table."""

    source_id: str
    dataset_id: str
    landing_id: str

    def __str__(self) -> str:
        return f"{self.dataset_id} (landing {self.landing_id[:12]})"


@dataclass(frozen=True)
class Made:
    """What a publication was made of, to be known when its folder is deleted.

    ``made_of``: equal where it was the same. ``came_with``: the files that none before it was made
    of; with the first one all came that there was, which tells nothing.
    """

    made_of: str
    came_with: tuple[WrongFile, ...] = ()


@dataclass(frozen=True)
class Erratum:
    """``files``: those that were wrong, where it was files. ``made``: what the publication was made
    of; None where nothing told that, and of errata of earlier versions of this program."""

    version: str
    text: str
    marked_at: AwareDatetime
    files: tuple[WrongFile, ...] = ()
    made: Made | None = None

    @field_validator("version")
    @classmethod
    def _begins_with_a_day(cls, version: str) -> str:
        date.fromisoformat(version[:10])
        return version

    @property
    def as_of(self) -> date:
        """The day that the publication speaks for: its name begins with it."""
        return date.fromisoformat(self.version[:10])


_ERRATA = TypeAdapter(list[Erratum])


def version_of(store: PublicationStore, named: str) -> str:
    """A version by its name or its edition (``2026-10``: of its newest day the one that was
    published last).

    Raises:
        PublicationError: there is none.
    """
    return _named(store, named)[-1]


def version_to_read(store: PublicationStore, named: str) -> str:
    """The same for those who read it: of an edition the one of which nothing proved wrong, if there
    is one."""
    found, wrong = _named(store, named), store.proved_wrong()
    return ([one for one in found if one not in wrong] or found)[-1]


def _named(store: PublicationStore, named: str) -> list[str]:
    if named in store.versions():
        return [named]
    edition = [one.version for one in store.by_day() if month_of(one.as_of) == named]
    if not edition:
        known = ", ".join(store.versions()) or "none"
        raise PublicationError(f"there is no publication or edition '{named}'; known: {known}")
    return edition


def add_erratum(store: PublicationStore, erratum: Erratum) -> None:
    """To be called by the holder of the warehouse's lock."""
    path = store.errata_of(erratum.version)
    noted = replace(erratum, made=_made(store, store.get(erratum.version)))
    content = _ERRATA.dump_python([*_read(path), noted], mode="json")
    write_atomically(path, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


def errata(store: PublicationStore) -> list[Erratum]:
    """All that were noted, by version and time.

    Raises:
        PublicationError: a file of them cannot be read.
        WarehouseError: their folder may not be listed.
    """
    return [found for path in entries(store.root, f"*{ERRATA}") for found in _read(path)]


def proved_wrong(store: PublicationStore) -> frozenset[WrongFile]:
    """The files that were noted as wrong: no refresh uses them again.

    Raises:
        PublicationError, WarehouseError: as of :func:`errata`.
    """
    return frozenset(file for one in errata(store) for file in one.files)


def files_meant(
    store: PublicationStore, version: str, source_id: str, named: Sequence[str]
) -> list[WrongFile]:
    """The files of a source that an erratum of a publication bars.

    Args:
        named: tables, or beginnings of landings' ids; without any the one file that came with the
            publication.

    Raises:
        PublicationError: it is not clear which are meant, what the publication uses cannot be told,
            or no file would be left of a source.
    """
    marked = store.get_complete(version)
    listed = _listed(marked, source_id)
    if not listed:
        raise PublicationError(
            f"{version} uses no file of '{source_id}'; it uses files of "
            f"{', '.join(sorted(_sources(marked))) or 'no source'}"
        )
    came = _came_with(_before(store, marked), marked, source_id)
    by_name = {
        f"--file '{one}'": [
            file
            for file in listed
            if one == file.dataset_id or (len(one) >= SHORTEST and file.landing_id.startswith(one))
        ]
        for one in named
    } or {"what came with it": came}
    unclear = [f"{one} is {len(them)} files" for one, them in by_name.items() if len(them) != 1]
    meant = [*dict.fromkeys(file for them in by_name.values() for file in them)]
    if unclear:
        said = "; ".join(
            f"{file} of {day:%Y-%m-%d}{', came with it' if file in came else ''}"
            for file, day in listed.items()
        )
        raise PublicationError(
            f"say which file of '{source_id}' was wrong, for {', '.join(unclear)}: --file with its "
            f"table, or with the beginning of its landing where a table has several. {version} "
            f"knows: {said}"
        )
    without_any = _without_any(store, source_id, meant)
    if without_any:
        raise PublicationError(
            f"no other file of {' and '.join(without_any)} was ever published, so that none would "
            "take its place. Note the erratum without --source, and take the entry of the source "
            "out of the declarations until another file comes"
        )
    return meant


def _before(store: PublicationStore, publication: Publication) -> list[Publication]:
    """Those before it: where a damaged one was made again, what was published meanwhile is later,
    though it was published first."""
    return [
        one
        for one in store.all()
        if one.order < publication.order and one.as_of <= publication.as_of
    ]


def _came_with(
    before: Sequence[Publication], publication: Publication, source_id: str
) -> list[WrongFile]:
    """The files of a source that no publication ``before`` was made of, oldest first."""
    known = {file for one in before for file in _listed(one, source_id)}
    return [file for file in _listed(publication, source_id) if file not in known]


def in_use_still(store: PublicationStore, publication: Publication) -> dict[str, list[WrongFile]]:
    """What nothing tells to be right: of each erratum that names no file, noted of another
    publication, the files that came with that one and are in use in this one. Version -> files.

    The cause may have been one of them, or a declaration that was mended since; nothing says so.
    """
    used = _used(publication)
    marked = _marked_without_file(store, publication)
    found = {
        version: [file for file in made.came_with if file in used]
        for version, made in marked.items()
        if made is not None
    }
    return {version: still for version, still in found.items() if still}


def untold(store: PublicationStore, publication: Publication) -> list[str]:
    """The other versions with an erratum that names no file of which nothing tells any more what
    they were made of, and so not whether their fault is in this one, too."""
    marked = _marked_without_file(store, publication)
    return [
        version
        for version, made in marked.items()
        if made is None and not store.get(version).is_complete
    ]


def _marked_without_file(
    store: PublicationStore, publication: Publication
) -> dict[str, Made | None]:
    """The other versions with an erratum that names no file, and what they were made of."""
    found = errata(store)
    kept = made_as_noted(found)
    marked = dict.fromkeys(one.version for one in found if not one.files)
    return {
        version: kept.get(version) or _made(store, store.get(version))
        for version in marked
        if version != publication.version and publication.is_complete
    }


def made_as_noted(found: Iterable[Erratum]) -> dict[str, Made]:
    """What versions were made of, as far as their errata tell."""
    return {one.version: one.made for one in found if one.made is not None}


def _made(store: PublicationStore, publication: Publication) -> Made | None:
    made = made_of(publication)
    if made is None:
        return None
    before = _before(store, publication)
    came = (
        file
        for source_id in sorted(_sources(publication))
        for file in _came_with(before, publication, source_id)
    )
    return Made(made, tuple(came) if before else ())


def _without_any(store: PublicationStore, source_id: str, meant: Sequence[WrongFile]) -> list[str]:
    """The sources, each in quotes, of which no file would be left: the one that is meant, and those
    in use that read the same table."""
    now_wrong = _of_any_entry(meant)
    wrong = now_wrong | _of_any_entry(proved_wrong(store))
    published, current = store.all(), store.current()
    found = []
    for source in sorted({source_id, *(_sources(current) if current else ())}):
        files = _of_any_entry(file for one in published for file in _listed(one, source))
        if files & now_wrong and files <= wrong:
            found.append(f"'{source}'")
    return found


def _of_any_entry(files: Iterable[WrongFile]) -> set[tuple[str, str]]:
    """Files by what is the same where several entries read one table."""
    return {(one.dataset_id, one.landing_id) for one in files}


def still_wrong(store: PublicationStore, publication: Publication) -> list[Erratum]:
    """What was noted of other publications which were made of the very files, declarations and
    program: what they say is wrong is so in this one, too."""
    return [one for one in _proved(store, publication) if one.version != publication.version]


def may_become_current(store: PublicationStore, publication: Publication) -> bool:
    """Whether a publication may replace the current one without being told to: one that speaks for
    an earlier day may not, nor one made of just what proved wrong, where the current one did not (a
    rollback left it, or its cause had been mended)."""
    current = store.current()
    return store.speaks_for_no_earlier_day(publication) and (
        current is None or bool(_proved(store, current)) or not _proved(store, publication)
    )


def told_of(found: Iterable[Erratum], publication: Publication) -> list[Erratum]:
    """Of errata those that were noted of a publication, or of a file that it uses."""
    used = _used(publication)
    return [one for one in found if one.version == publication.version or used & {*one.files}]


def _proved(store: PublicationStore, publication: Publication) -> list[Erratum]:
    """The errata of it, of files that it uses, and of what was made of the very files, declarations
    and program; of one whose manifest is damaged its own, for nothing says what it was made of."""
    found = errata(store)
    own, kept = told_of(found, publication), made_as_noted(found)
    return [
        one for one in found if one in own or is_twin(publication, store.get(one.version), kept)
    ]


def _sources(publication: Publication) -> set[str]:
    return {one["source_id"] for one in (publication.manifest or {}).get("landings", ())}


def _listed(publication: Publication, source_id: str) -> dict[WrongFile, datetime]:
    """The files of a source that a publication was made of, oldest first, with their moments."""
    landings = (publication.manifest or {}).get("landings", ())
    found = {
        WrongFile(source_id, one["dataset_id"], one["landing_id"]): datetime.fromisoformat(
            str(one["retrieved_at"])
        )
        for one in landings
        if one["source_id"] == source_id
    }
    return dict(sorted(found.items(), key=lambda one: one[1]))


def _used(publication: Publication) -> set[WrongFile]:
    return {
        file
        for source_id in _sources(publication)
        for file in _newest(_listed(publication, source_id))
    }


def _newest(listed: Iterable[WrongFile]) -> set[WrongFile]:
    """Of each table the newest; older ones tell what was revised."""
    return set({one.dataset_id: one for one in listed}.values())


def is_twin(publication: Publication, wrong: Publication, kept: Mapping[str, Made]) -> bool:
    """Whether it was made of the very files, declarations and program, for the same day or a later
    one. What was made for an earlier day did not say what turned since.

    Args:
        kept: what versions were made of as their errata tell, for their folders may be gone.
    """
    noted = kept.get(wrong.version)
    made = noted.made_of if noted is not None else made_of(wrong)
    return made is not None and made == made_of(publication) and publication.as_of >= wrong.as_of


def made_of(publication: Publication) -> str | None:
    """What tells whether two publications were made of the same; None where nothing does. Of each
    table the files from old to new: where an earlier one came back, that one counts."""
    manifest = publication.manifest
    if manifest is None or not manifest["landings"]:
        return None
    files = [file for one in _sources(publication) for file in _listed(publication, one)]
    of_tables = sorted(files, key=attrgetter("source_id", "dataset_id"))
    names = [(one.source_id, one.dataset_id, one.landing_id) for one in of_tables]
    return sha256(json.dumps([manifest.get("code_version"), names]).encode()).hexdigest()


def used_again(
    publication: Publication, left: Publication, chosen: Publication
) -> list[WrongFile] | None:
    """The files by which the one that a rollback left differs from the chosen one, and that are in
    use again; empty where all is made of just the same, None where neither is."""
    files = _used(publication) & _used(left) - _used(chosen)
    made = made_of(left)
    if not files and (made is None or made != made_of(publication)):
        return None
    return sorted(files, key=attrgetter("source_id", "dataset_id"))


def read_errata(path: Path) -> list[Erratum]:
    """
    Raises:
        OSError, ValidationError: they cannot be read.
    """
    try:
        return _ERRATA.validate_json(read_ordinary(path))
    except FileNotFoundError:
        return []


def _read(path: Path) -> list[Erratum]:
    try:
        return read_errata(path)
    except (OSError, ValidationError) as error:
        way_out = f". {LET_READ}" if isinstance(error, PermissionError) else f": {NOTE_AGAIN}"
        raise PublicationError(
            f"{path}, which says what is wrong with a publication, cannot be read "
            f"({str(error).splitlines()[0]}). Nothing is published without it{way_out}"
        ) from None


def record_errata(
    connection: "duckdb.DuckDBPyConnection",
    store: PublicationStore,
    zone: ZoneInfo,
    until: date | None,
) -> None:
    """Makes the table say what was noted, up to and with the day ``until`` if there is one."""
    rows = []
    for one in errata(store):
        marked_on = one.marked_at.astimezone(zone).date()
        if until is None or marked_on <= until:
            rows.append(
                {
                    "version": one.version,
                    "edition_as_of": one.as_of,
                    "marked_on": marked_on,
                    "erratum": one.text,
                }
            )
    make_table(connection, TABLE, anew=True)
    insert_rows(connection, TABLE, rows)


def now_noted(
    version: str,
    text: str,
    now: datetime,
    files: Iterable[WrongFile] = (),
) -> Erratum:
    """
    Raises:
        PublicationError: the text says nothing, or is none that a report can tell.
    """
    said = " ".join(text.split())
    if not said:
        raise PublicationError("an erratum needs a text that says what is wrong")
    if len(said) > LONGEST or not said.isprintable():
        raise PublicationError(
            f"an erratum is a text of at most {LONGEST:,} characters, all of which can be printed; "
            f"this one has {len(said):,}"
        )
    return Erratum(version, said, now.replace(microsecond=0), tuple(files))
