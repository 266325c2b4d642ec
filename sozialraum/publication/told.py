"""Of which publication people know: what became of it since they still have to be told."""

from sozialraum.audit.last_attempt import untold_since
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.store import Publication, PublicationStore


def last_told(warehouse: Warehouse) -> Publication | None:
    """The current publication; where the run that made it was killed before it told of it, the one
    that was current then. To be asked before a run begins."""
    store = PublicationStore(warehouse)
    before = untold_since(warehouse)
    if before is not None and before in store.versions():
        return store.get(before)
    return store.current()
