"""What the publications of a warehouse were made from, as their manifests list it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from sozialraum.publication.store import Publication, PublicationStore, last_day_begun


def published_landings(store: PublicationStore) -> set[tuple[str, str, datetime]]:
    """Source, table and moment of retrieval of what was published.

    A publication whose manifest was damaged was published all the same: its database tells.
    """
    found = landings_of(store.all())
    for publication in store.unreadable():
        found |= _landings_in(publication.database)
    return found


def _landings_in(database: Path) -> set[tuple[str, str, datetime]]:
    import duckdb

    try:
        with duckdb.connect(database, read_only=True) as connection:
            rows = connection.execute(
                "SELECT source_id, dataset_id, retrieved_at FROM raw.landing"
            ).fetchall()
    except duckdb.Error:
        return set()
    # earlier publications have moments with a zone
    return {
        (source, table, moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        for source, table, moment in rows
    }


def landings_of(publications: Iterable[Publication]) -> set[tuple[str, str, datetime]]:
    """The same of publications in the order in which they were published.

    A version that was made for an earlier day than one published before it stayed beside (decision
    9) and showed nothing new: it does not count, so that the later day can be made again as it was.
    One for a day to come, as of a clock that was ahead, hides none of those that followed it.
    """
    found = set()
    newest_day = date.min
    now = datetime.now(UTC)
    for publication in publications:
        if publication.manifest is None or publication.as_of < newest_day:
            continue
        if not _had_begun(publication, now):
            continue
        newest_day = publication.as_of
        for landing in publication.manifest["landings"]:
            moment = datetime.fromisoformat(landing["retrieved_at"])
            found.add((landing["source_id"], landing["dataset_id"], moment))
    return found


def _had_begun(publication: Publication, now: datetime) -> bool:
    """Whether the day that it speaks for had begun when it was made, and has by now."""
    assert publication.manifest is not None
    made_at = datetime.fromisoformat(publication.manifest["published_at"])
    return publication.as_of <= last_day_begun(min(made_at, now))
