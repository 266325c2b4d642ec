"""What is kept from publication by now, and was published before.

A publication is never changed: what an office takes back stays in the earlier ones until somebody
deletes them.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from sozialraum.publication.store import Publication, PublicationStore

if TYPE_CHECKING:
    from pathlib import Path

_WITHHELD = "SELECT source_id FROM marts.mart_source_status WHERE state = 'unreleased'"
_PUBLISHED = "SELECT DISTINCT source_id FROM marts.fct_measure"


def withheld(store: PublicationStore) -> dict[str, list[Publication]]:
    """Source that the last publication keeps back -> those that have figures of it, in the order in
    which they were published."""
    published = store.all()
    found: dict[str, list[Publication]] = {}
    if not published or not (kept := _sources(published[-1].database, _WITHHELD)):
        return found
    for one in published:
        for source_id in sorted(kept & _sources(one.database, _PUBLISHED)):
            found.setdefault(source_id, []).append(one)
    return found


def _sources(database: "Path", query: str) -> set[str]:
    """None where the database cannot be read."""
    import duckdb

    with suppress(duckdb.Error), duckdb.connect(database, read_only=True) as connection:
        return {source_id for (source_id,) in connection.execute(query).fetchall()}
    return set()
