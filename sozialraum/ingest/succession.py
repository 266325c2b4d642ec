"""Which landings of a source count, one after the other: what was published, and the newest.

A file that was landed and never published, because a check stopped it or the refresh broke off, is
no state that anybody saw: once a newer one has come in its place, figures did not change from it
or to it. If the newer one has the bytes that were published before it, nothing has changed at all.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sozialraum.base.tables import insert_rows, table_named
from sozialraum.declarations.periods import NamedPeriod
from sozialraum.ingest.landing import Landing

if TYPE_CHECKING:
    import duckdb

ReadPeriod = Callable[[Mapping[str, str]], NamedPeriod | None]
Retrieval = tuple[str, str, datetime]
"""Source, table and moment: which landing a publication was made from."""


def record_published(
    connection: "duckdb.DuckDBPyConnection", retrievals: Iterable[Retrieval]
) -> None:
    """Makes ``raw.published_landing`` say what publications were made from."""
    connection.execute("DELETE FROM raw.published_landing")
    names = ("source_id", "dataset_id", "retrieved_at")
    rows = [dict(zip(names, one, strict=True)) for one in retrievals]
    insert_rows(connection, "raw.published_landing", rows)


def record_vintages(
    connection: "duckdb.DuckDBPyConnection",
    source_id: str,
    vintages: Sequence[Landing],
    counts: Callable[[Landing], bool],
    files_by_period: ReadPeriod | None = None,
    proved_wrong: Callable[[Landing], bool] = lambda landing: False,
) -> list[Landing]:
    """Makes ``raw.landing`` say which landings of the source count; returns them, oldest first.

    To be called when all that can be read of them is loaded.

    Args:
        vintages: all landings of the source, oldest first.
        counts: whether a landing counts on the as-of day.
        files_by_period: of the source whose files may each speak of another period though they
            have one name, how their labels are read.
    """
    published = _pairs(connection, "dataset_id, retrieved_at", "published_landing", source_id)
    loaded = _pairs(connection, "dataset_id, landing_id", "loaded", source_id)
    known = [one for one in vintages if counts(one)]
    kept = {
        one
        for dataset in {one.dataset_id for one in known}
        for one in _not_superseded(
            [one for one in known if one.dataset_id == dataset],
            published,
            loaded,
            _periods(connection, source_id, dataset, files_by_period),
        )
    }
    right = [one for one in known if one in kept and not proved_wrong(one)]
    counting = _changes(right, files_by_period is None)
    connection.execute("DELETE FROM raw.landing WHERE source_id = ?", [source_id])
    insert_rows(connection, "raw.landing", [_row(landing) for landing in counting])
    return counting


def _not_superseded(
    vintages: Sequence[Landing],
    published: Collection[tuple[str, datetime]],
    loaded: Collection[tuple[str, str]],
    periods: dict[str, set[str]],
) -> list[Landing]:
    """Of one table, from the newest to the oldest."""
    kept: list[Landing] = []
    spoken_of: set[str] = set()
    # a newest one that cannot be read does not take the place of the one before
    has_readable = False
    for landing in reversed(vintages):
        is_readable = (landing.dataset_id, landing.landing_id) in loaded
        own = periods.get(landing.landing_id, set())
        if (
            not kept
            or (is_readable and not has_readable)
            or (landing.dataset_id, landing.retrieved_at) in published
            or not own <= spoken_of
        ):
            kept.append(landing)
            spoken_of |= own
            has_readable |= is_readable
    return kept


def _changes(vintages: Sequence[Landing], by_table: bool) -> list[Landing]:
    """Without those that brought the bytes that counted before. Of an office's files the younger
    counts for a figure that several have: what came after another one did not come in vain."""
    found = []
    before: dict[str, Landing] = {}
    for landing in vintages:
        scope = landing.dataset_id if by_table else ""
        last = before.get(scope)
        same = (landing.dataset_id, landing.landing_id)
        if last is None or (last.dataset_id, last.landing_id) != same:
            found.append(landing)
        before[scope] = landing
    return found


def _periods(
    connection: "duckdb.DuckDBPyConnection",
    source_id: str,
    dataset_id: str,
    read: ReadPeriod | None,
) -> dict[str, set[str]]:
    """The periods that each landing of a table speaks of, by the landing's id."""
    found: dict[str, set[str]] = {}
    if read is None:
        return found
    for landing_id, labels in connection.execute(
        "SELECT DISTINCT landing_id, period_labels FROM raw.cell "
        "WHERE source_id = ? AND dataset_id = ?",
        [source_id, dataset_id],
    ).fetchall():
        if (period := read(labels)) is not None:
            found.setdefault(landing_id, set()).add(period.text)
    return found


def _pairs(
    connection: "duckdb.DuckDBPyConnection", columns: str, table: str, source_id: str
) -> set[tuple[str, Any]]:
    return set(
        connection.execute(
            f"SELECT {columns} FROM raw.{table} WHERE source_id = ?", [source_id]
        ).fetchall()
    )


def _row(landing: Landing) -> dict[str, object]:
    row = {name: getattr(landing, name) for name in table_named("raw.landing").columns}
    return row | {"path": "/".join(landing.path.parts[-4:])}
