"""Older vintages: files before the newest of a table, and since when anything is known.

The build database may be deleted at any time and a declaration may change; either way the older
files have to be read (again), or an earlier day could not be built and no revision be seen.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sozialraum.base.errors import MonitorError, SourceError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing, LandingStore
from sozialraum.ingest.raw import TakenBackError, is_loaded, load, read_anew
from sozialraum.ingest.wire import Reader, check_wire_format

if TYPE_CHECKING:
    import duckdb


def load_older_vintages(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    vintages: Sequence[Landing],
    handled: Collection[str],
    counts: Callable[[Landing], bool],
    read: Reader = check_wire_format,
    *,
    takes_back: bool = True,
) -> tuple[int, list[str], int]:
    """Loads every landing that is not loaded yet; returns how many, why those cannot be read that
    are in use, or were until now, and how many others cannot be read.

    Args:
        vintages: all landings of the source, oldest first.
        handled: ids of landings that this refresh has looked at already.
        counts: whether a landing counts on the as-of day; of each table the newest is in use.
        read: reads a landing.
        takes_back: what an earlier program read of one that is refused; False for who tells nobody.
    """
    loaded = 0
    problems = {}
    in_use = {
        landing.landing_id
        for landing in {one.dataset_id: one for one in vintages if counts(one)}.values()
    }
    for landing in vintages:
        if landing.landing_id in handled or is_loaded(connection, source, landing):
            continue
        try:
            with read_anew(connection, source, landing) if takes_back else nullcontext():
                load(connection, source, read(source, landing))
            loaded += 1
        except SourceError as error:
            problems[landing.landing_id] = str(error)
            if isinstance(error, TakenBackError):
                in_use.add(landing.landing_id)
    told = [problem for landing_id, problem in problems.items() if landing_id in in_use]
    return loaded, told, len(problems) - len(told)


def check_anything_known(
    store: LandingStore, catalogue: Catalogue, as_of: date, retrieval: datetime
) -> None:
    """Refuses a day on which no file had been landed yet.

    Args:
        retrieval: the time that files retrieved now bear (``refresh_day.retrieval_day``).

    Raises:
        MonitorError: names the first day on which something was known.
    """
    zone = ZoneInfo(catalogue.city.timezone)
    first = min([*(store.span(catalogue.source_ids) or ()), retrieval]).astimezone(zone).date()
    if as_of < first:
        raise MonitorError(
            f"on {as_of} nothing was known yet: the first file was landed on {first}. "
            f"Give a day from {first} on (--as-of {first}), "
            f"or a month from {first:%Y-%m} on (--month {first:%Y-%m}). Its figures may reach back "
            "further, but what had been published on an earlier day was not kept."
        )
