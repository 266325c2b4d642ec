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
from typing import TYPE_CHECKING, Any, Literal

from sozialraum.base.errors import PublicationError
from sozialraum.base.files import write_atomically
from sozialraum.base.memory import limit_memory
from sozialraum.base.warehouse import Warehouse

if TYPE_CHECKING:
    import duckdb

DATABASE = "sozialraum.duckdb"
MANIFEST = "manifest.json"
PUBLISHED_SCHEMAS = ("marts", "lineage", "declared", "raw")
# The landing records and the rejects; the cells that figures are made of are in `lineage`.
PUBLISHED_RAW_TABLES = ("landing", "reject")
# DuckDB gives each column of a table a block of its own: with the smallest blocks, the many small
# tables of a publication take less than half the space of the default (262144).
BLOCK_SIZE = 16384
# A landing of a later day is nothing that a publication for an earlier day knows of.
KNOWN_LANDINGS = """
    SELECT landing.*
    FROM {database}raw.landing AS landing
    JOIN {database}staging.stg_landing AS known USING (source_id, dataset_id, landing_id)
    WHERE landing.retrieved_at <= known.vintage_at
    ORDER BY source_id, dataset_id, retrieved_at
"""


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


def begin_version(connection: "duckdb.DuckDBPyConnection", code_version: str) -> str:
    """Names the version that is about to be published, once for all steps of a refresh."""
    version = _name_version(connection, code_version)
    connection.execute(
        "CREATE OR REPLACE TABLE audit.publication AS SELECT ? AS version, ? AS code_version",
        [version, code_version],
    )
    return version


def begun_version(connection: "duckdb.DuckDBPyConnection") -> tuple[str, str]:
    """The version that :func:`begin_version` named, and its code version.

    Raises:
        PublicationError: no publication was begun on this build.
    """
    import duckdb

    try:
        row = connection.execute("SELECT version, code_version FROM audit.publication").fetchone()
    except duckdb.CatalogException:
        row = None
    if row is None:
        raise PublicationError("no publication was begun: materialize published_marts first")
    return row[0], row[1]


def _name_version(connection: "duckdb.DuckDBPyConnection", code_version: str) -> str:
    """``<as-of date>-<8 hex digits>`` for what is in the build database."""
    row = connection.execute("SELECT as_of FROM declared.city").fetchone()
    assert row is not None
    as_of: date = row[0]
    inputs = f"{as_of.isoformat()} {fingerprint_inputs(connection, code_version)}"
    return f"{as_of.isoformat()}-{hashlib.sha256(inputs.encode()).hexdigest()[:8]}"


def fingerprint_inputs(connection: "duckdb.DuckDBPyConnection", code_version: str) -> str:
    """A SHA-256 over all that a publication is made from, the as-of date left out: the landings
    known on that date from old to new, what was offered, what could not be retrieved, and the
    code.

    It is known as soon as the sources are loaded, before anything is built from them.
    """
    landings = connection.execute(
        """
        SELECT source_id, dataset_id, landing_id
        FROM raw.landing, declared.city
        WHERE (retrieved_at AT TIME ZONE timezone)::DATE <= as_of
        GROUP BY ALL
        ORDER BY source_id, dataset_id, max(retrieved_at)
        """
    ).fetchall()
    problems = connection.execute(
        "SELECT source_id, dataset_id, outcome, problem FROM raw.retrieval "
        "WHERE problem IS NOT NULL ORDER BY ALL"
    ).fetchall()
    # a table that the provider took away changes no landing, but it has to be told
    offered = connection.execute(
        "SELECT source_id, dataset_id FROM raw.retrieval WHERE outcome <> 'absent' ORDER BY ALL"
    ).fetchall()
    inputs = json.dumps([landings, problems, offered, code_version])
    return hashlib.sha256(inputs.encode()).hexdigest()


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


def copy_marts(build_database: Path, publication: Publication) -> dict[str, int]:
    """Writes the published database and one Parquet file per mart; returns rows per mart."""
    import duckdb

    parquet = publication.folder / "parquet"
    parquet.mkdir()
    with duckdb.connect() as connection:
        limit_memory(connection)
        connection.execute(f"ATTACH '{_quoted(build_database)}' AS build (READ_ONLY)")
        connection.execute(
            f"ATTACH '{_quoted(publication.database)}' AS published (BLOCK_SIZE {BLOCK_SIZE})"
        )
        connection.execute("USE published")
        rows = {}
        for schema, table in _published(connection, "table"):
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            connection.execute(f'CREATE TABLE {schema}."{table}" AS {_content(schema, table)}')
            if schema == "marts":
                target = parquet / f"{table}.parquet"
                connection.execute(
                    f"COPY {schema}.\"{table}\" TO '{_quoted(target)}' "
                    "(FORMAT parquet, COMPRESSION zstd)"
                )
                counted = connection.execute(f'SELECT count(*) FROM marts."{table}"').fetchone()
                rows[table] = counted[0] if counted else 0
        _copy_views(connection)
        _copy_comments(connection)
        connection.execute("USE memory")
        connection.execute("DETACH published")
    return rows


def _content(schema: str, table: str) -> str:
    if (schema, table) == ("raw", "landing"):
        return KNOWN_LANDINGS.format(database="build.")
    return f'FROM build.{schema}."{table}"'


def _copy_views(connection: "duckdb.DuckDBPyConnection") -> None:
    """Views name their tables without the database, so that they work in a file of any name."""
    for schema, view in _published(connection, "view"):
        found = connection.execute(
            "SELECT sql FROM duckdb_views() "
            "WHERE database_name = 'build' AND schema_name = ? AND view_name = ?",
            [schema, view],
        ).fetchone()
        assert found is not None
        connection.execute(found[0])


def _published(
    connection: "duckdb.DuckDBPyConnection", kind: Literal["table", "view"]
) -> list[tuple[str, str]]:
    """Schema and name of what is published of the build database."""
    return connection.execute(
        f"""
        SELECT schema_name, {kind}_name
        FROM duckdb_{kind}s()
        WHERE database_name = 'build'
          AND list_contains(?::VARCHAR[], schema_name)
          AND (schema_name <> 'raw' OR list_contains(?::VARCHAR[], {kind}_name))
        ORDER BY ALL
        """,
        [list(PUBLISHED_SCHEMAS), list(PUBLISHED_RAW_TABLES)],
    ).fetchall()


def _copy_comments(connection: "duckdb.DuckDBPyConnection") -> None:
    """Carries the descriptions over: CREATE TABLE AS leaves them behind."""
    for kind in ("table", "view"):
        for schema, name, comment in connection.execute(
            f"""
            SELECT schema_name, {kind}_name, described.comment
            FROM duckdb_{kind}s() AS described
            JOIN duckdb_{kind}s() AS published USING (schema_name, {kind}_name)
            WHERE described.database_name = 'build' AND published.database_name = 'published'
              AND described.comment IS NOT NULL
            """
        ).fetchall():
            connection.execute(f"COMMENT ON {kind} {schema}.\"{name}\" IS '{_quoted(comment)}'")
    for schema, table, column, comment in connection.execute(
        """
        SELECT schema_name, table_name, column_name, described.comment
        FROM duckdb_columns() AS described
        JOIN duckdb_columns() AS published USING (schema_name, table_name, column_name)
        WHERE described.database_name = 'build' AND published.database_name = 'published'
          AND described.comment IS NOT NULL
        """
    ).fetchall():
        connection.execute(
            f'COMMENT ON COLUMN {schema}."{table}"."{column}" IS \'{_quoted(comment)}\''
        )


def _quoted(value: Path | str) -> str:
    return str(value).replace("'", "''")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
