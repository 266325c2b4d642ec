"""What was damaged since the last refresh, and can be made again, is: before anything is built.

Nobody has to delete anything: what is damaged is kept beside as ``*.damaged``, and what was done
is told. What cannot be made again (an earlier publication) stays as it is; `sozialraum status` and
`sozialraum publications` name it.
"""

import os
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sozialraum.audit.matters import Matter
from sozialraum.base.files import PART, removal_problem, set_aside
from sozialraum.base.lines import listed
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.declarations.catalogue import DROPBOX
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.mending import mend_records
from sozialraum.ingest.office.dropbox import WITHDRAWN, office_sources
from sozialraum.publication.retention import HISTORY
from sozialraum.publication.seen import landings_of
from sozialraum.publication.store import PublicationStore


def mend(warehouse: Warehouse) -> list[str]:
    """Removes what broken-off refreshes left, and mends folders, landings' records and ``current``.
    Returns what was mended, and what could not be removed; to be called by the holder of the
    warehouse's lock.

    Raises:
        WarehouseError: a folder lies on a disk that is not there.
        PublicationError: all publications are gone, and with them what proved wrong.
    """
    warehouse.require_disks()
    store = PublicationStore(warehouse)
    store.require_kept()
    folders = [_told(path, set_aside(path)) for path in _no_folders(warehouse)]
    left = [said for one in _leftovers(warehouse) if (said := removal_problem(one)) is not None]
    published = [landing for one in store.all() for landing in (one.manifest or {})["landings"]]
    told = folders + left + mend_records(LandingStore(warehouse.landing), published)
    mended = store.mend_link()
    return [*told, mended] if mended else told


def lost_landings(warehouse: Warehouse) -> list[Matter]:
    """That files which the last publication was made from are not among the landings any more, nor
    came again: what was known before them counts."""
    store, publication = LandingStore(warehouse.landing), PublicationStore(warehouse).known()
    if publication is None:
        return []
    lost: dict[str, dict[str, None]] = {}
    landed: dict[str, set[tuple[str, str]]] = {}
    for one in (publication.manifest or {})["landings"]:
        source_id, table = one["source_id"], one["dataset_id"]
        if source_id not in landed:
            vintages = store.vintages(source_id)
            landed[source_id] = {(each.dataset_id, each.landing_id) for each in vintages}
        if (table, one["landing_id"]) not in landed[source_id]:
            lost.setdefault(source_id, {})[table] = None
    return [
        Matter(
            "unread",
            source_id,
            f"publication {publication.version} was made from files that are not among the landings"
            f" any more: {listed(len(tables), list(tables))}. What came before them counts, if "
            f"anything did. Copy {warehouse.landing / source_id} from a backup, or put an office's "
            "file into the dropbox again; then refresh",
        )
        for source_id, tables in lost.items()
    ]


def landings_back(
    warehouse: Warehouse, catalogue: Catalogue, counting: Collection[tuple[str, str, str]]
) -> list[Matter]:
    """That an office's files count again which earlier publications were made from and the last one
    was not: they were withdrawn, and the note of that is gone.

    Args:
        counting: source, table and landing of what counts now; what an erratum bars does not.
    """
    store, publications = LandingStore(warehouse.landing), PublicationStore(warehouse)
    publication = publications.known()
    if publication is None:
        return []
    zone = ZoneInfo(catalogue.city.timezone)
    published = landings_of(one for one in publications.all() if one.order < publication.order)
    used = {
        (one["source_id"], one["dataset_id"], one["landing_id"])
        for one in (publication.manifest or {})["landings"]
    }
    return [
        Matter(
            "unread",
            source.id,
            f"{listed(len(names), list(names))} counts again: publication {publication.version} "
            "was made without it, one before with it, and nothing says any more that it was "
            f"withdrawn (`landing/` from a backup?). If it was, put {last.path} into "
            f"{DROPBOX}/{source.id}/{WITHDRAWN}/ (a copy) and refresh",
        )
        for source in office_sources(catalogue)
        if (
            back := [
                one
                for one in store.vintages(source.id)
                if (source.id, one.dataset_id, one.retrieved_at) in published
                and (source.id, one.dataset_id, one.landing_id) not in used
                and one.counts_on(publication.as_of, zone)
                and (source.id, one.dataset_id, one.landing_id) in counting
            ]
        )
        for names, last in [(dict.fromkeys(one.name for one in back), back[-1])]
    ]


def landings_to_come(warehouse: Warehouse, catalogue: Catalogue, now: datetime) -> list[Matter]:
    """That the newest of a source's files bear a day to come: they do not count until then."""
    store = LandingStore(warehouse.landing)
    return [
        Matter(
            "unread",
            source_id,
            f"{listed(len(names), list(names))} bears a day to come ({last.retrieved_at:%Y-%m-%d}),"
            " as of a clock that was wrong, and does not count until then. If this machine's clock "
            "is right now: it is dated anew when it comes again (an office's file: put it into the "
            "dropbox)",
        )
        for source_id in sorted(catalogue.source_ids)
        if (ahead := [one for one in store.vintages(source_id) if one.retrieved_at > now])
        for names, last in [(dict.fromkeys(one.name for one in ahead), ahead[-1])]
    ]


def _no_folders(warehouse: Warehouse) -> Iterator[Path]:
    """What stands where a folder has to be. An operator may lay out what is kept on another disk
    by a link; what every refresh writes anew would overwrite what is there."""
    anew = (warehouse.dbt_target, warehouse.data_docs, warehouse.failing_rows)
    for path in (*warehouse.kept, *anew):
        is_elsewhere = path in anew and path.is_symlink()
        if os.path.lexists(path) and (is_elsewhere or not path.is_dir()):
            yield path


def _told(path: Path, aside: Path) -> str:
    return f"{path} is no folder and is kept as {aside.name}; the folder is made anew"


def _leftovers(warehouse: Warehouse) -> Iterator[Path]:
    """Files and publications that were never finished, and what Spark was at when it was killed.
    What ends alike in the dropbox belongs to the offices."""
    if os.path.lexists(warehouse.spark):
        yield warehouse.spark
    home = warehouse.dagster_home
    for folder in (warehouse.root, warehouse.publications, home, *(home / one for one in HISTORY)):
        yield from folder.glob(f".*{PART}")
    yield from warehouse.landing.rglob(f".*{PART}")
