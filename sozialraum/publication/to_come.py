"""What is the matter with the current publication: it is damaged, uses what may have been wrong, or
speaks for a day to come, as of a clock that was wrong once. Whatever is published for a day before
its own stays beside it."""

from contextlib import suppress
from datetime import datetime

from sozialraum.audit.matters import TO_REFRESH, Matter, cannot_be_told, may_be_wrong
from sozialraum.base.errors import PublicationError
from sozialraum.publication.store import Publication, PublicationStore, last_day_begun


def day_to_come(store: PublicationStore, now: datetime) -> Matter | None:
    """That the day of the current publication has begun nowhere, and what to do."""
    current = store.current()
    last = last_day_begun(now)
    if current is None or current.as_of <= last:
        return None
    begun = [one for one in store.all() if one.as_of <= last]
    newest = max(begun, key=lambda one: (one.as_of, one.order), default=None)
    way_out = f"sozialraum rollback {newest.version}" if newest else TO_REFRESH
    return Matter(
        "unread",
        f"publication {current.version}",
        f"is current and speaks for a day to come ({current.as_of}), as of a clock that was wrong, "
        "or as somebody asked: what is published until then stays beside it. If this machine's "
        f"clock is right now, make the newest current: {way_out}. Until its day comes, delete "
        f"{current.folder}: from then on it would count as published before all that came between",
    )


def stays_beside(store: PublicationStore, publication: Publication) -> Matter | None:
    """That what was published speaks for an earlier day than the current one, so that nobody gets
    it, and what to do: to be told where no earlier day was asked for."""
    current = store.current()
    # one that is gone, or damaged, cannot be made current
    if current is None or not publication.is_complete:
        return None
    if store.speaks_for_no_earlier_day(publication):
        return None
    return Matter(
        "unread",
        f"publication {publication.version}",
        f"stays beside the current publication {current.version}, which speaks for a later day "
        "than what the refresh was made of: new figures reach nobody so. If they are to come from "
        "the live portal, and not from the bundled snapshot: SOZIALRAUM_SOURCE=live, or sozialraum "
        f"refresh --source live. To make it current: sozialraum rollback {publication.version}",
    )


def damaged(store: PublicationStore) -> Matter | None:
    """That the current publication is damaged, and what to do."""
    current = store.current()
    damages = store.damages(current) if current is not None else []
    if current is None or not damages:
        return None
    return Matter("damaged", "current", store.way_out(current, damages))


def not_told_right(store: PublicationStore, publication: Publication) -> list[Matter]:
    """Which files may have been the cause of an erratum that names none, and are in use; and of
    which such erratum nothing tells any more whether its fault is still there."""
    from sozialraum.publication.errata import in_use_still, untold

    still = in_use_still(store, publication)
    return [
        *(may_be_wrong(publication.version, *one) for one in still.items()),
        *(
            cannot_be_told(publication.version, marked, store.get(marked).folder)
            for marked in untold(store, publication)
        ),
    ]


def of_current(store: PublicationStore, now: datetime) -> list[Matter]:
    """What is the matter with the current publication."""
    found = [one for one in (day_to_come(store, now), damaged(store)) if one is not None]
    # errata that cannot be read stop each refresh, which tells of them
    with suppress(PublicationError):
        if (current := store.current()) is not None:
            found += not_told_right(store, current)
    return found
