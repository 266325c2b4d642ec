"""What of a warehouse is kept how long: `retention:` in ``city.yaml``. Landings stay for ever.

Of publications only those go that another one of the same month replaced, that a rollback does not
lead to, and that nothing was noted of. Counted, not dated: a clock that is wrong removes nothing.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sozialraum.base.files import DAMAGED, removal_problem
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations.city import Retention
from sozialraum.publication.edition import month_of
from sozialraum.publication.errata import errata
from sozialraum.publication.seen import landings_of
from sozialraum.publication.store import Publication, PublicationStore

HISTORY = ("history", "history/runs", "schedules")


def clear(warehouse: Warehouse, retention: Retention, tell: Callable[[str], None]) -> list[str]:
    """Removes what is kept no longer; returns what. Only while the lock is held.

    Args:
        tell: is told what cannot be removed.
    """
    store = PublicationStore(warehouse)
    gone = [one.folder for one in superseded(store, retention.publications)]
    damaged = sorted(_damaged(warehouse), key=lambda path: path.lstat().st_mtime)
    gone += damaged[: max(len(damaged) - retention.damaged, 0)]
    for path in gone:
        if (problem := removal_problem(path)) is not None:
            tell(problem)
    return [path.name for path in gone if not os.path.lexists(path)]


def superseded(store: PublicationStore, keep: int) -> list[Publication]:
    """Those that may go, from old to new: not the newest ``keep``, the current one and the one that
    a rollback leads to, the last one of a month, one with an erratum, nor one without which it
    would not be known that a file was published. Whoever rolls back, or reads a month, passes over
    what has an erratum: the last one without it stays, too."""
    published, current = store.all(), store.current()
    stays = {one.version for one in errata(store)} | ({current.version} if current else set())
    stays |= {one.version for one in published[-keep:]}
    before = store.before(current)
    wrong = store.proved_wrong()
    right = [one for one in before if one.version not in wrong]
    stays |= {one.version for one in (*before[-1:], *right[-1:])}
    stays |= {them[-1].version for them in store.editions().values()}
    stays |= {*{month_of(one.as_of): one.version for one in published}.values()}
    seen = landings_of(published)
    going: list[Publication] = []
    for one in published:
        rest = [other for other in published if other not in going and other is not one]
        if one.version not in stays and landings_of(rest) == seen:
            going.append(one)
    return going


def _damaged(warehouse: Warehouse) -> Iterator[Path]:
    """What was set aside, but for landings."""
    home = warehouse.dagster_home
    for folder in (warehouse.root, warehouse.publications, *(home / name for name in HISTORY)):
        yield from folder.glob(f"*{DAMAGED}*")
