"""A refresh that finds nothing new keeps the current publication and leaves a note of its time.

Publications are immutable: what they say of the day a source was last asked stays what it was
when they were made. The note tells of later checks that found the same.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sozialraum.base.files import read_json, write_atomically
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.store import PublicationStore
from sozialraum.publication.version import fingerprint_inputs

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class LastCheck:
    """When all sources were last asked without anything new, and which publication stayed."""

    checked_at: datetime
    version: str
    as_of: date


def write_last_check(warehouse: Warehouse, check: LastCheck) -> None:
    content = {
        "checked_at": check.checked_at.isoformat(timespec="seconds"),
        "version": check.version,
        "as_of": check.as_of.isoformat(),
    }
    write_atomically(warehouse.last_check, (json.dumps(content, indent=2) + "\n").encode())


def read_last_check(warehouse: Warehouse) -> LastCheck | None:
    """The note, or None where every refresh so far published something, or it is damaged."""
    try:
        content = read_json(warehouse.last_check)
        return LastCheck(
            datetime.fromisoformat(content["checked_at"]),
            content["version"],
            date.fromisoformat(content["as_of"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def reason_to_publish(
    store: PublicationStore,
    connection: "duckdb.DuckDBPyConnection",
    code_version: str,
    as_of: date,
) -> str | None:
    """Why the current publication is not what a build would make now; None where it is.

    Args:
        connection: the build database, all sources retrieved and loaded.
    """
    current = store.current()
    if current is None:
        return "nothing is published yet"
    damages = store.damages(current)
    if damages or current.manifest is None:
        return f"the current publication is damaged: {'; '.join(damages)}"
    if current.manifest.get("inputs") != fingerprint_inputs(connection, code_version):
        return "figures, their availability, declarations or code changed"
    aged = aged_sources(current.database.as_posix(), as_of)
    if aged:
        return f"no longer up to date: {', '.join(aged)}"
    return None


def aged_sources(database: str, as_of: date) -> list[str]:
    """Sources that the publication calls fresh and that are not on ``as_of``."""
    import duckdb

    with duckdb.connect(database, read_only=True) as published:
        rows = published.execute(
            "SELECT source_id, expected_until FROM marts.mart_source_status "
            "WHERE fresh AND expected_until IS NOT NULL ORDER BY 1"
        ).fetchall()
    return [source_id for source_id, until in rows if until < as_of]
