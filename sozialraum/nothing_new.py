"""Whether a refresh would find nothing new: told before anything is loaded or built.

A refresh that ended well notes what it was made of: a hash of all that others write (code,
declarations, bundled figures, deliveries, errata) and of what it left behind (landings, names of
publications), and how it left the build database. While that stands, the same refresh would end
with the same publication. Whatever else is met (no note, other bytes, a damage) means that the
chain has to run, which mends and tells.
"""

import errno
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from sozialraum.base.errors import SourceError
from sozialraum.base.files import entries, entries_below, read_json, read_ordinary, write_atomically
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.declarations.layer import GEODATA_VARIABLE
from sozialraum.ingest import refresh_day
from sozialraum.ingest.connector import LIVE, Unavailable
from sozialraum.ingest.connectors import open_connector
from sozialraum.ingest.landing import Known, LandingStore, Retrieved
from sozialraum.publication.code_version import code_version
from sozialraum.publication.errata import may_become_current
from sozialraum.publication.last_check import turned_by
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.publication.version import fingerprint_inputs
from sozialraum.registers.ahead import rows_begun


@dataclass(frozen=True)
class Asked:
    """What a refresh is asked for. ``day``: that it speaks for; None for the live portal, whose
    publication stays on later days until something in it turns with the day."""

    source: str
    day: date | None


def read_outside(
    catalogue: Catalogue, warehouse: Warehouse, asked: Asked, code: str | None = None
) -> str:
    """A SHA-256 of all that a refresh reads and others write.

    Args:
        code: the code version, where it was taken already.
    """
    code = code or code_version(catalogue)
    digest = hashlib.sha256(f"{asked.source} {asked.day} {code}".encode())
    files = {warehouse.dropbox: _files(warehouse.dropbox)}
    if asked.source != LIVE:
        bundled = catalogue.snapshot_folder
        files[bundled] = [path for path in entries_below(bundled) if not path.is_dir()]
    for folder, paths in files.items():
        for path in paths:
            try:
                status = path.lstat()
            except FileNotFoundError:
                # gone since the folder was listed, as the notes of office programs are
                continue
            digest.update(f"\0{path.relative_to(folder)}\0{status.st_mode}".encode(*_BYTES))
            # a delivery is dated by its file, and may be too large to be read
            digest.update(
                f"{status.st_size} {status.st_mtime_ns}".encode()
                if folder == warehouse.dropbox
                else _content(path)
            )
    # errata, and whatever else lies beside the publications
    for path in entries(warehouse.publications, "*.json"):
        digest.update(f"\0{path.name}\0".encode(*_BYTES) + _content(path))
    return digest.hexdigest()


def note_made(
    warehouse: Warehouse,
    catalogue: Catalogue,
    version: str,
    asked: Asked,
    outside: str,
    as_of: date,
) -> None:
    """Notes that a refresh ended with the version, the build database closed again; to be called
    by the holder of the warehouse's lock.

    Args:
        outside: what :func:`read_outside` found before the refresh read any of it. One that did not
            read all of it itself has none to note.
        as_of: the day that the version speaks for.
    """
    # loads what reads spreadsheets
    from sozialraum.ingest.passing import BROKEN_OFF

    # what was changed meanwhile was not read, or only in part; nor what may be readable next time
    if BROKEN_OFF or outside != read_outside(catalogue, warehouse, asked):
        return
    if asked.day is None and _more_counts_later(warehouse, catalogue, as_of):
        return
    kept = set(PublicationStore(warehouse).versions())
    made = {name: one for name, one in _noted(warehouse).items() if name in kept}
    made[version] = _with_what_is_left(warehouse, outside)
    note = {"build": _state(warehouse.build_database), "made": made}
    write_atomically(warehouse.last_inputs, (json.dumps(note, indent=2) + "\n").encode())


def _more_counts_later(warehouse: Warehouse, catalogue: Catalogue, day: date) -> bool:
    """Whether midnight passed meanwhile, or a landing bears a later day, as of a clock that was
    ahead: such a landing was not made anything of yet."""
    span = LandingStore(warehouse.landing).span(catalogue.source_ids)
    zone = ZoneInfo(catalogue.city.timezone)
    is_later = span is not None and span[1].astimezone(zone).date() > day
    return is_later or refresh_day.today(catalogue) != day


def find_made(
    warehouse: Warehouse, catalogue: Catalogue, asked: Asked, *, make_current: bool = False
) -> Publication | None:
    """The sound publication that a refresh would end with; None where the chain has to run. For
    the live portal this is so only if that has nothing new either (:func:`brings_nothing`)."""
    noted = _noted(warehouse)
    if not noted:
        return None
    inputs = _with_what_is_left(warehouse, read_outside(catalogue, warehouse, asked))
    version = next((name for name, one in noted.items() if one == inputs), None)
    store = PublicationStore(warehouse)
    if version is None or version not in store.versions():
        return None
    found, current = store.get(version), store.current()
    if not found.is_complete or store.damages(found) or current is None:
        return None
    is_current = current.version == version
    if not is_current and (make_current or may_become_current(store, found)):
        return None
    return found


def brings_nothing(
    warehouse: Warehouse, catalogue: Catalogue, publication: Publication, today: date
) -> bool:
    """Whether the live portal and the server of the layers answer as they did when the publication
    was made, and nothing that it says has turned with the day since. What could not be had then,
    and cannot for the same reason now (a year that is not out yet), is nothing new."""
    if turned_by(publication.database.as_posix(), catalogue.reforms, today):
        return False
    if rows_begun(publication.database, catalogue, today):
        return False
    recorded = _recorded(warehouse, publication)
    if recorded is None:
        return False
    store = LandingStore(warehouse.landing)
    connector = open_connector(LIVE, catalogue, today)
    try:
        asked = [
            (source, store.known(source.id))
            for source in catalogue.sources
            if source.delivery == "portal"
        ]
        for source, known in asked:
            connector.ask_ahead(source, known)
        for source, known in asked:
            answered: dict[str, str | None] = {}
            for answer in connector.retrieve(source, known, lambda _: None):
                if _is_new(answer, known):
                    return False
                lacks = answer.problem if isinstance(answer, Unavailable) else None
                answered[answer.dataset_id] = lacks
            if answered != recorded.tables.get(source.id, {}):
                return False
    finally:
        connector.close()
    return not catalogue.places.layers or _layers_stand(catalogue, store, recorded.layers)


@dataclass(frozen=True)
class _Recorded:
    """What the providers answered when the build database was made: of each table of a source why
    it could not be had (None: it could), and the same of layers that could not."""

    tables: Mapping[str, Mapping[str, str | None]]
    layers: Mapping[str, str]


def _recorded(warehouse: Warehouse, publication: Publication) -> _Recorded | None:
    """None where the build database is that of another publication."""
    manifest = publication.manifest
    assert manifest is not None
    tables: dict[str, dict[str, str | None]] = defaultdict(dict)
    with warehouse.connect(read_only=True) as connection:
        # what was answered for another publication says nothing of this one
        inputs = fingerprint_inputs(connection, manifest.get("code_version", ""))
        if inputs != manifest.get("inputs"):
            return None
        for source, table, problem in connection.execute(
            "SELECT source_id, dataset_id, problem FROM raw.retrieval"
        ).fetchall():
            tables[source][table] = problem
        layers = connection.execute(
            "SELECT source_id, problem FROM raw.layer_state WHERE outcome = 'stale'"
        ).fetchall()
    return _Recorded(tables, dict(layers))


def _layers_stand(catalogue: Catalogue, store: LandingStore, lacked: Mapping[str, str]) -> bool:
    from sozialraum.ingest.layers.portal import LiveLayers

    base_url = os.environ.get(GEODATA_VARIABLE) or None
    layers = [(layer, catalogue.places.url(layer, base_url)) for layer in catalogue.places.layers]
    known = {layer.id: store.known(layer.id) for layer, _ in layers}
    newest = {
        layer.id: known[layer.id][layer.layer]
        for layer, _ in layers
        if layer.layer in known[layer.id]
    }
    for layer, answer in LiveLayers(catalogue.portal.fetch).retrieve(layers, newest):
        problem = str(answer) if isinstance(answer, SourceError) else None
        if _is_new(answer, known[layer.id]) or problem != lacked.get(layer.id):
            return False
    return True


def _is_new(answer: object, known: dict[str, Known]) -> bool:
    if not isinstance(answer, Retrieved):
        return False
    before = known.get(answer.dataset_id)
    digest = hashlib.sha256(answer.content).hexdigest()
    return before is None or before.landing.landing_id != digest


def _with_what_is_left(warehouse: Warehouse, outside: str) -> str:
    """The landings as they lie there: they are never rewritten, so that the dates of their files
    tell of a damage; and which publications there are, for they decide what was ever published."""
    digest = hashlib.sha256(outside.encode())
    for path in _files(warehouse.landing):
        digest.update(f"\0{path.relative_to(warehouse.landing)}\0{_state(path)}".encode(*_BYTES))
    digest.update(" ".join(PublicationStore(warehouse).versions()).encode(*_BYTES))
    return digest.hexdigest()


def _noted(warehouse: Warehouse) -> dict[str, str]:
    """The inputs of each version that was made; none where the note is damaged, or somebody wrote
    to the build database since."""
    try:
        note = read_json(warehouse.last_inputs)
        if note["build"] != _state(warehouse.build_database):
            return {}
        return {str(version): str(inputs) for version, inputs in note["made"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _state(path: Path) -> list[int]:
    try:
        status = path.lstat()
    except OSError:
        return []
    return [status.st_size, status.st_mtime_ns, status.st_mode]


def _content(path: Path) -> bytes:
    try:
        return hashlib.sha256(read_ordinary(path)).digest()
    except OSError as error:
        return str(error.errno).encode()


def _files(folder: Path) -> list[Path]:
    """What is no folder, and folders that cannot be listed: they are not empty."""
    closed: list[OSError] = []
    files = [
        Path(inside, name)
        for inside, folders, names in os.walk(folder, onerror=closed.append)
        for name in (*names, *(one for one in folders if os.path.islink(Path(inside, one))))
    ]
    return sorted([*files, *(Path(one.filename) for one in closed if one.errno != errno.ENOENT)])


# names need not be text
_BYTES = ("utf-8", "surrogateescape")
