"""Alerts as a city declares them (`alerts` in city.yaml), also where its declarations cannot be
read: then it is that which people have to be told."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from sozialraum.audit.alert import deliver
from sozialraum.audit.last_attempt import (
    LastAttempt,
    own_attempt,
    read_last_attempt,
    write_last_attempt,
)
from sozialraum.audit.matters import Kind, Matter, broken_off
from sozialraum.base.errors import BusyError, MonitorError
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.city import Alerts
from sozialraum.ownership import refuse_other_than_chosen


def alert(
    warehouse: Warehouse,
    matters: Iterable[Matter],
    *,
    looked_at: tuple[Kind, ...],
    catalogue: Catalogue | None = None,
) -> list[str]:
    """See :func:`sozialraum.audit.alert.deliver`. ``catalogue``: where it is read already."""
    try:
        catalogue = catalogue or load_catalogue()
        city, limits = catalogue.city.name, catalogue.alerts
    except MonitorError:
        city, limits = "a city whose declarations cannot be read", Alerts()
    return deliver(warehouse, city, matters, datetime.now(UTC), limits, looked_at=looked_at)


def alert_of_error(warehouse: Warehouse, error: Exception) -> list[str]:
    """That a refresh ended before its first step, of which nothing else leaves word, or by
    something that nobody foresaw."""
    told = str(error) if isinstance(error, MonitorError) else f"{type(error).__name__}: {error}"
    matters = [Matter("failure", "refresh", told)]
    # the other one that writes leaves its own
    if own_attempt(warehouse) is None and not isinstance(error, BusyError):
        matters += _note(warehouse, told)
    # what an earlier one told of may last
    return alert(warehouse, matters, looked_at=())


def _note(warehouse: Warehouse, problem: str) -> list[Matter]:
    """Leaves word of a refresh that did not come to its first step; returns what the note before
    told, and people may not know."""
    # whatever hinders it, what stopped the refresh is told; a warehouse that is not there is not
    # made for it, and another city's is none of ours
    with suppress(Exception):
        refuse_other_than_chosen(warehouse)
        if warehouse.root.is_dir():
            with warehouse.locked(for_little=True):
                last, now = read_last_attempt(warehouse), datetime.now(UTC)
                refused = LastAttempt("", now, now, (problem,))
                if last is not None:
                    refused = replace(refused, before=last.before, beside=last.beside)
                write_last_attempt(warehouse, refused)
                return broken_off(last)
    return []
