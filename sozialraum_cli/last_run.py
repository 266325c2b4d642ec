"""What became of the last run, asked of the lock that it holds while it works."""

from datetime import datetime

from sozialraum.audit.last_attempt import LastAttempt, read_last_attempt
from sozialraum.base.errors import BusyError, WarehouseError
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.store import PublicationStore


def last_run(warehouse: Warehouse) -> tuple[LastAttempt | None, bool | None]:
    """The note of the last run, if any, and whether a run is at work: None where that cannot be
    told, as on a full disk, or to a user who may not write.

    A run that has not ended, and is not at work, broke off.
    """
    last = read_last_attempt(warehouse)
    if last is None or last.ended_at is not None:
        return last, False
    try:
        with warehouse.locked():
            # it may have ended meanwhile
            return read_last_attempt(warehouse), False
    except BusyError:
        return last, True
    except WarehouseError:
        return last, None


def last_begun(warehouse: Warehouse) -> datetime | None:
    """When a run was begun last, if ever: where its note is lost, as a restored backup has none,
    the newest publication tells."""
    last = read_last_attempt(warehouse)
    if last is not None:
        return last.began_at
    published = (one.manifest for one in PublicationStore(warehouse).all() if one.manifest)
    return max((datetime.fromisoformat(one["published_at"]) for one in published), default=None)
