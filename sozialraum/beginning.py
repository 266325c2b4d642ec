"""What a refresh looks at before it begins: whose warehouse it is, what was damaged since the last
one, which day it speaks for, and whether there is anything new.

The process beside does so while Dagster is loaded in this one, and has read the declarations then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sozialraum.audit.matters import Matter, matters_of
from sozialraum.base.warehouse import Warehouse
from sozialraum.ingest.connector import LIVE
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.publication.to_come import of_current


@dataclass(frozen=True)
class Asking:
    """What was asked for. ``source``: ``snapshot`` or ``live``. ``as_of``: a day as ``YYYY-MM-DD``;
    None for that of the source."""

    source: str
    as_of: str | None = None
    make_current: bool = False


@dataclass(frozen=True)
class Beginning:
    """What was found.

    ``mended``: what was done about damages, a line each.
    ``day``: that the refresh speaks for.
    ``made``: the publication that stays, where there is nothing new.
    ``kept_runs``: so many runs stay in the history.
    """

    mended: list[str]
    day: date
    made: Publication | None
    kept_runs: int


def look(warehouse: Warehouse, asking: Asking) -> Beginning:
    """To be called for the holder of the warehouse's lock.

    Raises:
        MonitorError: the refresh cannot begin.
    """
    from sozialraum.declarations import load_catalogue
    from sozialraum.ingest.landing import LandingStore
    from sozialraum.ingest.refresh_day import newest_day, retrieval_day
    from sozialraum.ingest.vintages import check_anything_known
    from sozialraum.mending import mend
    from sozialraum.nothing_new import Asked, brings_nothing, find_made
    from sozialraum.ownership import claim

    catalogue = load_catalogue()
    claim(warehouse, catalogue.city.id)
    mended = mend(warehouse)
    is_live = asking.source == LIVE
    if asking.as_of is not None:
        day = date.fromisoformat(asking.as_of)
        known_since = retrieval_day(catalogue, is_live=is_live)
        check_anything_known(LandingStore(warehouse.landing), catalogue, day, known_since)
    else:
        day = newest_day(catalogue, warehouse, is_live=is_live)
    asked = Asked(asking.source, None if is_live and not asking.as_of else day)
    made = find_made(warehouse, catalogue, asked, make_current=asking.make_current)
    if made is not None and is_live and not brings_nothing(warehouse, catalogue, made, day):
        made = None
    return Beginning(mended, day, made, catalogue.retention.runs)


def conclude(warehouse: Warehouse, earlier: Sequence[Matter]) -> list[str]:
    """What is done at the end where nothing was new: people are told what still needs them, and the
    pages of all editions are made again. Returns what could not be told.

    Args:
        earlier: that the run before broke off, and that this one's publication stays beside.
    """
    from sozialraum.alerting import alert
    from sozialraum.declarations import load_catalogue
    from sozialraum.publication.contents import write_contents

    catalogue = load_catalogue()
    problems = alert(warehouse, lasting(warehouse, earlier), is_whole=True, catalogue=catalogue)
    # nothing says what they were: somebody may have changed or deleted one
    write_contents(warehouse, catalogue.city.words)
    return problems


def lasting(warehouse: Warehouse, earlier: Sequence[Matter]) -> Iterator[Matter]:
    """The build database is that of the last refresh: what that left to do still is. Opened only
    where somebody is told."""
    yield from earlier
    yield from matters_of(warehouse.build_database)
    yield from of_current(PublicationStore(warehouse), datetime.now(UTC))
