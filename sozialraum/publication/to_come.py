"""A current publication that speaks for a day to come, as of a clock that was wrong once: whatever
is published until then stays beside it."""

from datetime import datetime, timedelta

from sozialraum.audit.matters import Matter
from sozialraum.publication.store import PublicationStore

FIRST_ZONE = timedelta(hours=14)
"""Where a day begins first."""


def day_to_come(store: PublicationStore, now: datetime) -> Matter | None:
    """That the day of the current publication has begun nowhere, and what to do."""
    current = store.current()
    last = (now + FIRST_ZONE).date()
    if current is None or not current.is_complete or current.as_of <= last:
        return None
    begun = [one for one in store.all() if one.as_of <= last]
    newest = max(begun, key=lambda one: (one.as_of, one.order), default=None)
    way_out = f"sozialraum rollback {newest.version}" if newest else "sozialraum refresh"
    return Matter(
        "unread",
        f"publication {current.version}",
        f"is current and speaks for a day to come ({current.as_of}), as of a clock that was wrong, "
        "or as somebody asked: what is published until then stays beside it. If this machine's "
        f"clock is right now, make the newest current: {way_out}",
    )
