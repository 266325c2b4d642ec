"""Opens an edition read-only, for as long as a frame is read: no lock stays, no refresh waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sozialraum.base.errors import MonitorError, PublicationError
from sozialraum.base.memory import limit_memory
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.errata import version_to_read
from sozialraum.publication.store import PublicationStore

if TYPE_CHECKING:
    import duckdb

Edition = str | Path | None
"""A month (``2026-10``), a version, the path of a database; None is the current publication."""


@contextmanager
def opened(edition: Edition) -> "Iterator[duckdb.DuckDBPyConnection]":
    """
    Raises:
        PublicationError: there is no such edition, or its figures are not those that were
            published.
        MonitorError: what was asked cannot be read from it, as where an earlier edition lacks a
            column.
    """
    import duckdb

    database = database_of(edition)
    try:
        with duckdb.connect(database, read_only=True) as connection:
            limit_memory(connection)
            connection.execute("SET TimeZone = 'UTC'")
            yield connection
    except duckdb.Error as error:
        raise MonitorError(f"{database}: {error}") from None


def database_of(edition: Edition) -> Path:
    """
    Raises:
        PublicationError: as :func:`opened`.
    """
    if isinstance(edition, Path):
        return edition.resolve()
    store = PublicationStore(Warehouse.default())
    if edition is None:
        publication = store.current()
        if publication is None:
            store.require_kept()
            raise PublicationError(
                store.link_problem()
                or f"nothing is published in {store.root.parent} yet: make refresh"
            )
    else:
        publication = store.get_complete(version_to_read(store, edition))
    if not store.is_readable(publication):
        raise PublicationError(store.way_out(publication, store.damages(publication)))
    return publication.database
