"""Landings: every file exactly as retrieved, kept for ever.

A file is stored once under its SHA-256. A retrieval that brought other bytes than the one
before leaves a record beside it; one that brought the same bytes leaves nothing, so that the
records are the vintages of the table.

    landing/<source>/<dataset>/<sha256>.csv                      the bytes (or .xlsx, .geojson)
    landing/<source>/<dataset>/<retrieved at>-<sha256[:12]>.json  the record
    landing/<source>/<dataset>/validators.json                   how the provider marks the
                                                                 newest bytes, if it marks them
                                                                 otherwise than in the record
    landing/<source>/<dataset>/<retrieved at>-<sha256[:12]>.withdrawn
                                                                 when an office took it back
    landing/<source>/<dataset>/<record>.ahead                    a record of a day to come, as of a
                                                                 clock that was wrong, when the
                                                                 table was landed again: no vintage
    landing/<source>/<dataset>/set_aside/                        the same for what was fetched and
                                                                 did not pass (acceptance.py): kept
                                                                 as evidence, no vintage
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sozialraum.base.errors import SourceError
from sozialraum.base.files import (
    entries,
    owner_only,
    read_json,
    read_ordinary,
    read_own,
    set_aside,
    write_atomically,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_WAYS_OUT = (
    "The newest file of a table is landed again by the next retrieval, and what is in its place is "
    "kept as *.damaged; an earlier one is not used until it is copied from a backup"
)


@dataclass(frozen=True)
class Retrieved:
    """A table as a connector brought it; ``file_name`` where it came as a file or is no CSV."""

    dataset_id: str
    url: str
    content: bytes
    retrieved_at: datetime
    licence: str
    etag: str | None = None
    last_modified: str | None = None
    http_status: int | None = None
    file_name: str | None = None


@dataclass(frozen=True)
class Landing:
    """One vintage of one table; ``landing_id`` is the SHA-256 of the bytes at ``path``."""

    landing_id: str
    source_id: str
    dataset_id: str
    url: str
    path: Path
    retrieved_at: datetime
    size_bytes: int
    licence: str
    etag: str | None
    last_modified: str | None
    http_status: int | None
    file_name: str | None = None
    withdrawn_at: datetime | None = None

    def content(self) -> bytes:
        """The bytes that were landed, and no others.

        Raises:
            SourceError: they cannot be read, or are not those of :attr:`landing_id` any more.
        """
        try:
            content = read_own(self.path)
        except OSError as error:
            raise SourceError(
                f"{self._where}: {self.path} cannot be read: {error.strerror or error}. "
                f"Expected: the file that was landed. {_WAYS_OUT}"
            ) from None
        found = hashlib.sha256(content).hexdigest()
        if found != self.landing_id:
            raise SourceError(
                f"{self._where}: {self.path} was changed after it was landed: its SHA-256 is "
                f"{found[:12]}…. Expected: {self.landing_id[:12]}…. {_WAYS_OUT}"
            )
        return content

    @property
    def is_intact(self) -> bool:
        """Whether the bytes are there and those that were landed."""
        try:
            self.content()
        except SourceError:
            return False
        return True

    @property
    def _where(self) -> str:
        return f"source '{self.source_id}', file {self.name} (landing {self.landing_id[:12]})"

    @property
    def name(self) -> str:
        """The file's name as its provider knows it."""
        return self.file_name or f"{self.dataset_id}.csv"

    def counts_on(self, day: date, zone: ZoneInfo) -> bool:
        """Whether it was known on ``day`` and not withdrawn by then."""
        return self.retrieved_at.astimezone(zone).date() <= day and (
            self.withdrawn_at is None or self.withdrawn_at.astimezone(zone).date() > day
        )


@dataclass(frozen=True)
class Known:
    """The newest landing of a table, and the marks (ETag, Last-Modified) with which its provider
    can tell whether that still is its newest; they say nothing of another address than ``url``."""

    landing: Landing
    etag: str | None
    last_modified: str | None
    url: str


TIME = "%Y%m%dT%H%M%S%fZ"
RECORDS = "*Z-*.json"
VALIDATORS = "validators.json"
SET_ASIDE = "set_aside"
WITHDRAWN = ".withdrawn"
AHEAD = ".ahead"


class LandingStore:
    """The landings of a warehouse; ``root`` is created when something lands."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def land(self, source_id: str, retrieved: Retrieved) -> tuple[Landing, bool]:
        """Keeps what was retrieved; the second value says whether it is a new vintage.

        Raises:
            SourceError: the landing could not be written (full disk, no permission); nothing
                half-written stays behind.
        """
        digest = hashlib.sha256(retrieved.content).hexdigest()
        before = self.newest(source_id, retrieved.dataset_id, until=retrieved.retrieved_at)
        if before and before.landing_id == digest and before.withdrawn_at is None:
            if not before.is_intact:
                self.restore(before, retrieved.content)
            if not before.url:
                # a record that was written anew of the bytes alone (mending.py)
                before = replace(before, url=retrieved.url, licence=retrieved.licence)
                write_record(before, {})
            self._remember_validators(before, retrieved)
            _outrank_what_is_to_come(before)
            return before, False
        retrieved_at = retrieved.retrieved_at.astimezone(UTC)
        if before is not None and before.retrieved_at >= retrieved_at:
            # Bundled copies all bear the day of bundling. What came later has to sort later.
            retrieved_at = before.retrieved_at + timedelta(microseconds=1)
        landing = self.draft(source_id, retrieved, retrieved_at)
        _write(landing, retrieved.content, {})
        _outrank_what_is_to_come(landing)
        return landing, True

    def restore(self, landing: Landing, content: bytes) -> None:
        """Writes the bytes of a landing anew that were damaged, if these are they.

        Raises:
            SourceError: they could not be written.
        """
        if hashlib.sha256(content).hexdigest() == landing.landing_id:
            _write_bytes(landing, content)

    def draft(
        self, source_id: str, retrieved: Retrieved, retrieved_at: datetime | None = None
    ) -> Landing:
        """The landing that the retrieved would be; nothing is written."""
        digest = hashlib.sha256(retrieved.content).hexdigest()
        folder = self._folder(source_id, retrieved.dataset_id)
        return Landing(
            landing_id=digest,
            source_id=source_id,
            path=folder / f"{digest}{_suffix(retrieved.file_name)}",
            size_bytes=len(retrieved.content),
            dataset_id=retrieved.dataset_id,
            url=retrieved.url,
            retrieved_at=retrieved_at or retrieved.retrieved_at.astimezone(UTC),
            licence=retrieved.licence,
            etag=retrieved.etag,
            last_modified=retrieved.last_modified,
            http_status=retrieved.http_status,
            file_name=retrieved.file_name,
        )

    def _folder(self, source_id: str, dataset_id: str) -> Path:
        return self.root / source_id / folder_of(dataset_id)

    def set_aside(self, source_id: str, retrieved: Retrieved, problem: str) -> Path:
        """Keeps what was retrieved as evidence, beside the vintages; returns where it lies.

        Raises:
            SourceError: it could not be written.
        """
        draft = self.draft(source_id, retrieved)
        aside = replace(draft, path=draft.path.parent / SET_ASIDE / draft.path.name)
        if not aside.path.is_file():
            _write(aside, retrieved.content, {"problem": problem})
        return aside.path

    def withdraw(self, landing: Landing, at: datetime) -> None:
        """Notes that a delivery was taken back; its bytes and its record stay."""
        name = record_name(landing.retrieved_at, landing.landing_id)
        mark = (landing.path.parent / name).with_suffix(WITHDRAWN)
        write_atomically(mark, at.astimezone(UTC).isoformat().encode())

    def vintages(self, source_id: str) -> list[Landing]:
        """All records of a source, oldest first."""
        records = records_below(self.root / source_id)
        found = [landing for record in records if (landing := read_record(record))]
        return sorted(found, key=lambda landing: (landing.retrieved_at, landing.dataset_id))

    def came_from_a_server(self) -> bool:
        """Whether anything landed here that was no copy: bundled files have neither a status nor
        marks of their provider."""
        tables = [table for source in entries(self.root) for table in entries(source)]
        return any((table / VALIDATORS).exists() for table in tables) or any(
            landing.http_status is not None
            for table in tables
            for record in reversed(entries(table, RECORDS))
            if (landing := read_record(record))
        )

    def span(self, source_ids: Collection[str]) -> tuple[datetime, datetime] | None:
        """When the first and when the last file of these sources was retrieved; None if none was.

        Told by the names of the records: of thousands of them, two are read.
        """
        records = sorted(
            (one for source_id in source_ids for one in records_below(self.root / source_id)),
            key=lambda record: record.name,
        )
        first = next((one for record in records if (one := read_record(record))), None)
        last = next((one for record in reversed(records) if (one := read_record(record))), None)
        return (first.retrieved_at, last.retrieved_at) if first and last else None

    def known(self, source_id: str) -> dict[str, Known]:
        """The newest landing of each table of a source, by dataset id."""
        newest = {landing.dataset_id: landing for landing in self.vintages(source_id)}
        return {dataset: self._with_validators(landing) for dataset, landing in newest.items()}

    def _with_validators(self, landing: Landing) -> Known:
        """Without the bytes a provider's "not modified" would be worth nothing: no marks then. Nor
        where the landing bears a day to come, as of a clock that was wrong: no day until then
        knows it, so that it has to be landed again today."""
        if not landing.is_intact or landing.retrieved_at > datetime.now(UTC):
            return Known(landing, None, None, landing.url)
        try:
            remembered = read_json(landing.path.parent / VALIDATORS)
            marks = remembered["etag"], remembered["last_modified"]
            is_own = remembered["landing_id"] == landing.landing_id
            url = remembered.get("url", landing.url)
            if is_own and isinstance(url, str) and all(isinstance(m, str | None) for m in marks):
                return Known(landing, *marks, url)
        except (OSError, ValueError, TypeError, KeyError):
            pass  # nothing is remembered, or not any more
        return Known(landing, landing.etag, landing.last_modified, landing.url)

    def _remember_validators(self, landing: Landing, retrieved: Retrieved) -> None:
        """Keeps new marks of bytes that are landed already: records are never rewritten."""
        marks = (retrieved.etag, retrieved.last_modified)
        known = self._with_validators(landing)
        is_known = (*marks, retrieved.url) == (known.etag, known.last_modified, known.url)
        if is_known or marks == (None, None):
            return
        content = {
            "landing_id": landing.landing_id,
            "etag": marks[0],
            "last_modified": marks[1],
            "url": retrieved.url,
        }
        write_atomically(landing.path.parent / VALIDATORS, json.dumps(content).encode())

    def now(self, source_id: str) -> datetime:
        """The time that what comes now bears: by a clock that is behind, it would be older than
        what it corrects."""
        now = datetime.now(UTC)
        known = self.span([source_id]) if _is_behind(now) else None
        return max(now, known[1] + timedelta(microseconds=1)) if known else now

    def newest(
        self,
        source_id: str,
        dataset_id: str,
        *,
        until: datetime | None = None,
        unless: Callable[["Landing"], bool] = lambda landing: False,
    ) -> Landing | None:
        """The newest record of a table up to the second of ``until``, by default now, that is none
        of what ``unless`` tells."""
        records = entries(self._folder(source_id, dataset_id), RECORDS)
        last = (until or datetime.now(UTC)).astimezone(UTC).strftime("%Y%m%dT%H%M%S") + "999999Z"
        records = [record for record in records if _time_of(record) <= last]
        landings = (found for record in reversed(records) if (found := read_record(record)))
        return next((one for one in landings if not unless(one)), None)


def _is_behind(now: datetime) -> bool:
    """Whether the clock of now is plainly wrong: by it this program has not been installed yet."""
    return now.timestamp() < Path(__file__).stat().st_mtime


def _outrank_what_is_to_come(landing: Landing) -> None:
    """What was landed last is the newest: records of days to come are kept beside. Not where it is
    the clock of now that is wrong."""
    now = datetime.now(UTC)
    if _is_behind(now):
        return
    last = f"{max(now, landing.retrieved_at).astimezone(UTC):{TIME}}"
    for record in entries(landing.path.parent, RECORDS):
        if _time_of(record) > last:
            record.rename(record.with_name(f"{record.name}{AHEAD}"))


def _time_of(record: Path) -> str:
    """As records are sorted by."""
    return record.name.partition("-")[0]


def is_kept(record: Path) -> bool:
    """Whether a record is there, or was outranked by what came after it."""
    return record.exists() or record.with_name(f"{record.name}{AHEAD}").exists()


def records_below(folder: Path) -> Iterator[Path]:
    """The records of all tables of a source, whose ``folder`` it is.

    Raises:
        WarehouseError: one of the folders may not be listed.
    """
    return (record for table in entries(folder) for record in entries(table, RECORDS))


def folder_of(dataset_id: str) -> str:
    """One name: an id with a slash, as portals have, is no path of folders."""
    return dataset_id.replace("/", "%2F")


def read_record(record: Path) -> Landing | None:
    """A landing by its record; None where it does not say what its place and its name say."""
    try:
        values = read_json(record)
        name = values["path"]
        landing = landing_of(values | {"path": record.parent / name})
    except (OSError, ValueError, TypeError, KeyError):
        return None
    place = (landing.source_id, folder_of(landing.dataset_id))
    is_here = landing.path.parent == record.parent and name.startswith(landing.landing_id)
    is_here = is_here and place == record.parts[-3:-1]
    if not is_here or landing.retrieved_at.tzinfo is None or ".." in landing.path.parts:
        return None
    if record_name(landing.retrieved_at, landing.landing_id) != record.name:
        return None
    return replace(landing, withdrawn_at=_withdrawn_at(record.with_suffix(WITHDRAWN)))


def landing_of(values: Mapping[str, Any]) -> Landing:
    """
    Raises:
        ValueError: the values are not those of a landing.
    """
    return _record_form().validate_python(values)


@cache
def _record_form() -> "TypeAdapter[Landing]":
    # loaded by whoever reads a record: commands that read none are slower to start with it
    from pydantic import TypeAdapter

    return TypeAdapter(Landing)


def _withdrawn_at(mark: Path) -> datetime | None:
    """When a delivery was taken back. The mark alone says that it was, its file says when."""
    try:
        return datetime.fromisoformat(read_ordinary(mark).decode()).astimezone(UTC)
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return datetime.fromtimestamp(mark.lstat().st_mtime, UTC)


def _write(landing: Landing, content: bytes, remarks: dict[str, str]) -> None:
    """Writes the bytes and their record."""
    _write_bytes(landing, content)
    write_record(landing, remarks)


def write_record(landing: Landing, remarks: Mapping[str, str]) -> None:
    """Writes what a landing says itself, with ``remarks`` beside."""
    record = {**asdict(landing), **remarks}
    record["path"] = landing.path.name
    record["retrieved_at"] = landing.retrieved_at.isoformat()
    del record["withdrawn_at"]
    name = record_name(landing.retrieved_at, landing.landing_id)
    with _told_where(landing), owner_only():
        write_atomically(
            landing.path.parent / name, json.dumps(record, ensure_ascii=False, indent=2).encode()
        )


def _write_bytes(landing: Landing, content: bytes) -> None:
    """Writes what was landed; other bytes that stand in its place are kept beside it."""
    with _told_where(landing), owner_only():
        landing.path.parent.mkdir(parents=True, exist_ok=True)
        if landing.path.exists() and not landing.is_intact:
            set_aside(landing.path)
        write_atomically(landing.path, content)


@contextmanager
def _told_where(landing: Landing) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SourceError(
            f"source '{landing.source_id}', dataset '{landing.dataset_id}': the landing could "
            f"not be written to {landing.path.parent}: {error.strerror or error}"
        ) from error


def record_name(retrieved_at: datetime, landing_id: str) -> str:
    """Unique in the folder of a table, and sorted by time."""
    return f"{retrieved_at.astimezone(UTC):{TIME}}-{landing_id[:12]}.json"


def _suffix(file_name: str | None) -> str:
    return ".csv" if file_name is None else Path(file_name).suffix.lower()
