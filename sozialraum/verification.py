"""Whether what a warehouse keeps is still what was written: landings, publications, the link, and
the cells that were read of landings into the build database.

Nothing is changed here. Every damage is named with what to do; what was set aside before as
``*.damaged`` is no damage any more. Each file is read once.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sozialraum.base.errors import SourceError, WarehouseError
from sozialraum.base.files import LET_READ, NOT_ALLOWED, difference, entries, read_json
from sozialraum.base.sql import literal, on_one_side
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import (
    RECORDS,
    SET_ASIDE,
    WITHDRAWN,
    LandingStore,
    is_kept,
    read_record,
    record_name,
)
from sozialraum.ingest.raw import load, prepare_raw
from sozialraum.ingest.reading import read_table
from sozialraum.publication.copying import marts_apart, rows_of_marts
from sozialraum.publication.manifest import (
    MANIFEST,
    MOST_OF_A_PATH,
    DamagedManifestError,
    read_manifest,
)
from sozialraum.publication.noted import noted, way_out
from sozialraum.publication.store import DATABASE, MOUNT, REPORT, PublicationStore

if TYPE_CHECKING:
    import duckdb

WRITTEN_AGAIN = "refresh: it is written anew, this one is kept as *.damaged"
RECORDED_AGAIN = "refresh: it is written anew as it was published"
LANDED_AGAIN = (
    "refresh: the next retrieval lands it again and keeps the other file as *.damaged (an office's "
    "file: put it into the dropbox again); if the provider has newer bytes by now, copy it from a "
    "backup"
)
FROM_BACKUP = (
    "copy it from a backup; until then refreshes leave it out, and an edition of a day before the "
    "newer file came cannot be made again"
)
KEPT_AS_EVIDENCE = "nothing: it was not used, and is kept as evidence only"
MADE_AGAIN = "refresh: the current publication is made again, this one is kept as *.damaged"
OLD_EDITION = (
    "copy its folder from a backup, or delete the folder and make the edition again: sozialraum "
    "report --month YYYY-MM; until then it cannot be made current"
)
DELETED = (
    "delete it: the next refresh makes it again from the landings, and publishes what is right"
)
ADDED = "move it elsewhere: analysts may take it for published"
LINK = "refresh, or choose a publication: sozialraum rollback VERSION"

_RECORDED = ("landing_id", "path", "source_id", "dataset_id", "retrieved_at")


@dataclass(frozen=True)
class Damage:
    """``path`` as it is called in the warehouse; ``todo``: what mends it."""

    path: str
    problem: str
    todo: str


@dataclass
class Verification:
    landings: int = 0
    publications: int = 0
    cells: int = 0
    damages: list[Damage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify(warehouse: Warehouse) -> Verification:
    """Reads everything once; may be called while a refresh writes."""
    found = Verification()
    closed = _verify_landings(warehouse, found)
    _verify_publications(warehouse, found, closed)
    return found


def verify_cells(warehouse: Warehouse, catalogue: Catalogue, found: Verification) -> None:
    """Reads the landings of tables again and compares what they hold with what was loaded of them.

    Those of layers and registers, and what was loaded by other declarations, are not looked at: the
    next refresh loads the latter anew.
    """
    if not warehouse.build_database.is_file():
        return
    import duckdb

    tables = [one for one in catalogue.sources if one.delivery != "layer"]
    with duckdb.connect() as connection:
        try:
            connection.execute(
                f"ATTACH {literal(str(warehouse.build_database))} AS build (READ_ONLY)"
            )
            prepare_raw(connection, [source.id for source in tables])
            for source in tables:
                cells, differ = _compared(connection, warehouse, source)
                found.cells += cells
                if differ:
                    said = (
                        f"has {differ:,} cells of '{source.id}' that are not those of its landings"
                    )
                    name = _named(warehouse, warehouse.build_database)
                    found.damages.append(Damage(name, said, DELETED))
        except duckdb.Error as error:
            found.notes.append(f"cells were not compared: {str(error).splitlines()[0]}")


def _compared(
    connection: "duckdb.DuckDBPyConnection", warehouse: Warehouse, source: Source
) -> tuple[int, int]:
    """How many cells of a source were compared, and how many are there on one side only."""
    # what cannot be read is told with the landings
    with suppress(WarehouseError):
        for landing in LandingStore(warehouse.landing).vintages(source.id):
            with suppress(SourceError):
                load(connection, source, read_table(source, landing))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE loaded_alike AS "
        "SELECT landing_id, dataset_id FROM raw.loaded "
        "JOIN build.raw.loaded USING (source_id, landing_id, dataset_id, declaration, reader) "
        "WHERE source_id = ?",
        [source.id],
    )
    of_source = "WHERE source_id = $source AND (landing_id, dataset_id) IN (FROM loaded_alike)"
    read, kept = (f"FROM {one}raw.cell {of_source}" for one in ("", "build."))
    return connection.execute(
        f"SELECT (SELECT count(*) {read}), (SELECT count(*) FROM {on_one_side(read, kept)})",
        {"source": source.id},
    ).fetchall()[0]


def _verify_landings(warehouse: Warehouse, found: Verification) -> list[str]:
    """Returns folders that cannot be looked into."""
    closed: list[str] = []

    def listed(folder: Path, named: str = "*") -> list[Path]:
        name = _named(warehouse, folder)
        if not name.startswith(tuple(closed)):
            try:
                return entries(folder, named)
            except WarehouseError:
                closed.append(f"{name}/")
                found.damages.append(Damage(name, NOT_ALLOWED, LET_READ))
        return []

    for folder in (table for source in listed(warehouse.landing) for table in listed(source)):
        records = listed(folder, RECORDS)
        for record in records:
            newest = record == records[-1]
            _verify_landing(warehouse, record, LANDED_AGAIN if newest else FROM_BACKUP, found)
        for record in listed(folder / SET_ASIDE, RECORDS):
            _verify_landing(warehouse, record, KEPT_AS_EVIDENCE, found)
    return closed


def _verify_landing(warehouse: Warehouse, record: Path, todo: str, found: Verification) -> None:
    found.landings += 1
    if not os.access(record, os.R_OK):
        found.damages.append(Damage(_named(warehouse, record), NOT_ALLOWED, LET_READ))
        return
    values = _json(record)
    is_aside = todo == KEPT_AS_EVIDENCE
    is_whole = values is not None and _is_record(values)
    if values is None or not is_whole or not (is_aside or read_record(record)):
        problem = "is no record of a landing (cut short or changed)"
        again = todo if is_aside else WRITTEN_AGAIN
        found.damages.append(Damage(_named(warehouse, record), problem, again))
        return
    if datetime.fromisoformat(values["retrieved_at"]) > datetime.now(UTC):
        found.notes.append(
            f"{_named(warehouse, record)} bears a day to come, as of a clock that was wrong: it "
            "does not count until then"
        )
    # the name, never a path that leads elsewhere
    content = record.with_name(Path(values["path"]).name)
    difference = _difference(content, values["landing_id"], "it was landed")
    if difference is not None:
        todo = LET_READ if NOT_ALLOWED in difference else todo
        found.damages.append(Damage(_named(warehouse, content), difference, todo))
    mark = record.with_suffix(WITHDRAWN)
    if mark.is_file() and not _is_time(mark.read_bytes().decode(errors="replace")):
        problem = "does not say when the delivery was withdrawn"
        again = "delete it: the next refresh notes the withdrawal again"
        found.damages.append(Damage(_named(warehouse, mark), problem, again))


def _is_record(values: Mapping[str, Any]) -> bool:
    return (
        all(isinstance(values.get(name), str) for name in _RECORDED)
        and _is_time(values["retrieved_at"])
        and Path(values["path"]).name not in ("", "..")
    )


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _verify_publications(
    warehouse: Warehouse, found: Verification, closed: Sequence[str] = ()
) -> None:
    """``closed``: folders of landings that cannot be looked into, which was told."""
    store = PublicationStore(warehouse)
    for problem, todo in ((store.link_problem(), LINK), (store.lost(), MOUNT)):
        if problem is not None:
            found.damages.append(Damage(_named(warehouse, warehouse.current), problem, todo))
    current = store.current()
    used: dict[tuple[str, str], str] = {}
    for version in store.versions():
        folder = warehouse.publications / version
        found.publications += 1
        is_current = current is not None and current.version == version
        todo = MADE_AGAIN if is_current else OLD_EDITION
        for path, damage, other in publication_damages(folder, found.notes):
            other = LET_READ if NOT_ALLOWED in damage else other
            found.damages.append(Damage(_named(warehouse, path), damage, other or todo))
        for names in _landings(_json(folder / MANIFEST)):
            used.setdefault(names, version)
    for path, damage in noted(store)[1].items():
        found.damages.append(Damage(_named(warehouse, path), damage, way_out(damage)))
    known = {damage.path for damage in found.damages}
    for (landing, record), user in sorted(used.items()):
        # one that is there was verified with its record
        if landing in known or landing.startswith(tuple(closed)):
            continue
        problem = f"is missing; publication {user} was made from it"
        if not (warehouse.root / landing).is_file():
            known.add(landing)
            found.damages.append(Damage(landing, problem, FROM_BACKUP))
        elif record not in known and not is_kept(warehouse.root / record):
            found.damages.append(Damage(record, problem, RECORDED_AGAIN))


def _landings(manifest: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """The paths of the landings that a publication was made from, and of their records."""
    listed = manifest.get("landings") if manifest else None
    paths = []
    for entry in listed if isinstance(listed, list) else []:
        # what is no path of ours is told as a damage of the manifest
        with suppress(ValueError, TypeError, KeyError):
            path, at = entry["path"], datetime.fromisoformat(entry["retrieved_at"])
            name = record_name(at, entry["landing_id"])
            if 0 < len(path) <= MOST_OF_A_PATH:
                paths.append((path, str(PurePosixPath(path).with_name(name))))
    return paths


def publication_damages(folder: Path, notes: list[str]) -> Iterator[tuple[Path, str, str | None]]:
    """Path, problem and, where it is not that of the publication as a whole, what to do.

    Args:
        notes: what could not be looked at is added.
    """
    try:
        manifest = read_manifest(folder)
    except DamagedManifestError as error:
        yield folder / MANIFEST, str(error).removeprefix(f"{MANIFEST} "), None
        return
    files = manifest["files"]
    problems = {
        name: _difference(folder / name, digest, "publication") for name, digest in files.items()
    }
    if REPORT not in files and not (folder / REPORT).exists():
        problems[REPORT] = "is missing"
    for name, problem in problems.items():
        if problem is not None:
            yield folder / name, problem, None
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in files and name != MANIFEST:
            yield path, "was added after publication", ADDED
    if problems.get(DATABASE) is None:
        # one that is damaged was told with the files
        copies = {
            Path(name).stem: folder / name
            for name, problem in problems.items()
            if problem is None and Path(name).match("parquet/*")
        }
        yield from _table_damages(folder, manifest, copies, notes)


def _table_damages(
    folder: Path, manifest: Mapping[str, Any], copies: Mapping[str, Path], notes: list[str]
) -> Iterator[tuple[Path, str, None]]:
    import duckdb

    database = folder / DATABASE
    try:
        rows = rows_of_marts(database)
    except duckdb.Error as error:
        yield database, f"cannot be opened: {str(error).splitlines()[0]}", None
        return
    tables = manifest.get("tables")
    if tables is None:
        notes.append(f"{folder.name} was published without a list of its tables' rows")
        files = manifest["files"]
        expected = {Path(name).stem for name in files if name.startswith("parquet/")}
        if expected and expected != set(rows):
            yield database, f"has other tables: {_names(expected ^ set(rows))}", None
    elif rows != tables:
        differ = {name for name in {*rows, *tables} if rows.get(name) != tables.get(name)}
        yield database, f"has other tables or rows than listed: {_names(differ)}", None
    published = {mart: copy for mart, copy in copies.items() if mart in rows}
    for mart, reason in marts_apart(database, published):
        if reason is None:
            yield database, f"differs in {mart} from {copies[mart].name}", None
        else:
            notes.append(f"{folder.name}: {copies[mart].name} was not compared: {reason}")


def _difference(path: Path, digest: str, since: str) -> str | None:
    """What is wrong with a file that once had this SHA-256; one elsewhere is none of ours."""
    return "is a link to elsewhere" if path.is_symlink() else difference(path, digest, since)


def _json(path: Path) -> dict[str, Any] | None:
    try:
        content = read_json(path)
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _names(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _named(warehouse: Warehouse, path: Path) -> str:
    return path.relative_to(warehouse.root).as_posix()
