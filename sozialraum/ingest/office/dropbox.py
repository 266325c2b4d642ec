"""The folders that offices put their files into, and what lies there.

dropbox/<source>/<any name>.xlsx or .csv     stays where it is after it was read
dropbox/<source>/zurueckgezogen/             a file that is moved here counts no more
"""

import hashlib
import os
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from sozialraum.base.errors import SourceError
from sozialraum.base.files import entries, owner_only, read_own
from sozialraum.declarations import Catalogue
from sozialraum.declarations.catalogue import DROPBOX
from sozialraum.declarations.source import Source
from sozialraum.ingest.body import ends_with_line
from sozialraum.ingest.landing import Landing, LandingStore, Retrieved
from sozialraum.ingest.wire import periods_in

READ = (".xlsx", ".csv")
WITHDRAWN = "zurueckgezogen"
# What an office writes fits many times over; a file beyond it is not one of its tables.
MAX_BYTES = 100_000_000
NOT_MEANT = ("thumbs.db", "desktop.ini")
# A file that was written to less than this ago may still be growing: it is looked at twice.
SETTLED_AFTER = 30.0
LOOK_AGAIN_AFTER = 1.0


@dataclass(frozen=True)
class Delivery:
    """A complete file in the dropbox."""

    source: Source
    path: Path

    @property
    def name(self) -> str:
        return unicodedata.normalize("NFC", self.path.name)

    @cached_property
    def digest(self) -> str:
        """As :func:`_digest` says; the file is read once for it."""
        return _digest(self.path)

    @property
    def breaks_off(self) -> bool:
        """Whether it is a text whose last line does not end; not of one that cannot be read."""
        if self.path.suffix.lower() != ".csv":
            return False
        try:
            return not ends_with_line(read_own(self.path, MAX_BYTES))
        except OSError:
            return False


@dataclass(frozen=True)
class Contents:
    """What lies in a source's folder; ``left`` are texts that say why a file was not taken."""

    deliveries: tuple[Delivery, ...]
    left: tuple[str, ...]


def office_sources(catalogue: Catalogue) -> list[Source]:
    return [source for source in catalogue.sources if source.delivery == "office"]


def prepare_folders(root: Path, sources: Iterable[Source]) -> list[str]:
    """Makes a folder for each source; returns what lies in the dropbox and belongs to none, or in
    place of a folder.

    New folders are the owner's alone; whoever lets offices write to them changes that for them.
    """
    known = {source.id for source in sources}
    left = []
    with owner_only():
        for source_id in sorted(known):
            link = _link(root / source_id)
            if link is not None:
                left.append(
                    f"{DROPBOX}/{source_id}: {link.name} is a link, which may lead anywhere; only "
                    "folders are read. Make it a folder, or mount there what it leads to"
                )
                continue
            try:
                (root / source_id / WITHDRAWN).mkdir(parents=True, exist_ok=True)
            except (FileExistsError, NotADirectoryError):
                left.append(
                    f"{DROPBOX}/{source_id}: this folder, or {WITHDRAWN} in it, is a file or a "
                    "link to nothing; move it away, the next refresh makes the folder"
                )
    return left + [
        f"{DROPBOX}/{_shown(path)}: no table of office_files.yaml is called so; "
        f"known: {', '.join(sorted(known))}"
        for path in entries(root)
        if path.name not in known and not _is_no_file_of_ours(path.name)
    ]


def _link(folder: Path) -> Path | None:
    """Which of a source's two folders is a link, if one is."""
    return next((one for one in (folder, folder / WITHDRAWN) if one.is_symlink()), None)


def look(
    root: Path,
    source: Source,
    *,
    now: Callable[[], float] = time.time,
    wait: Callable[[float], None] = time.sleep,
) -> Contents:
    """The files of a source, oldest first. Files that are still being copied or are open in a
    spreadsheet program are left until they are complete.

    Raises:
        WarehouseError: the folder may not be listed.
    """
    folder = root / source.id
    if _link(folder) is not None:
        # said of the folder already
        return Contents((), ())
    lying = entries(folder)
    paths = [path for path in lying if path.is_file()]
    names = {path.name for path in paths}
    named = Counter(Delivery(source, path).name for path in paths)
    sizes = {path: _size(path) for path in paths}
    if any(now() - _modified(path) < SETTLED_AFTER for path in paths):
        wait(LOOK_AGAIN_AFTER)
    deliveries = []
    left = [
        f"{DROPBOX}/{source.id}/{_shown(path)}: is a folder; what lies in it is not read. Put "
        f"files beside it, and those that are withdrawn into {WITHDRAWN}/"
        for path in lying
        if path.is_dir() and path.name != WITHDRAWN and not path.name.startswith(".")
    ]
    for path in paths:
        if _is_no_file_of_ours(path.name):
            continue
        place = f"{DROPBOX}/{source.id}/{_shown(path)}"
        if _shown(path) != path.name:
            left.append(f"{place}: its name is not in UTF-8; rename it")
        elif path.is_symlink():
            left.append(f"{place}: is a link; only files are read. Put the file itself there")
        elif path.suffix.lower() not in READ:
            left.append(f"{place}: only .xlsx and .csv are read; save it as one of them")
        elif f"~${path.name}" in names or f".~lock.{path.name}#" in names:
            left.append(
                f"{place}: is open in a spreadsheet program; it is read once it is closed. If "
                "nobody has it open, that program broke off: delete the hidden file beside it "
                "(~$… or .~lock.…#)"
            )
        elif named[Delivery(source, path).name] > 1:
            # each would follow the other as a new vintage, with every refresh
            left.append(
                f"{place}: another file has this name, its letters written in other characters "
                "(composed or not); neither is read. Rename one, or take it away"
            )
        elif not path.exists():
            continue
        elif _is_growing(path, sizes[path], now):
            left.append(f"{place}: is still being copied; it is read by the next refresh")
        else:
            deliveries.append(Delivery(source, path))
    # of two files of one moment, the longer name is the correction
    deliveries.sort(key=lambda one: (_modified(one.path), one.path.stem, one.name))
    return Contents(tuple(deliveries), tuple(left))


def land(store: LandingStore, delivery: Delivery, at: datetime) -> tuple[Landing, bool]:
    """Lands a file as one that came at that moment; says whether it is a new vintage.

    Raises:
        SourceError: it cannot be read, is too large or could not be written.
    """
    content, modified = _content(delivery)
    return store.land(
        delivery.source.id,
        Retrieved(
            dataset_id=delivery.name,
            url=f"{DROPBOX}/{delivery.source.id}/{delivery.name}",
            content=content,
            retrieved_at=at,
            licence=delivery.source.licence,
            last_modified=modified.isoformat(timespec="seconds"),
            file_name=delivery.name,
        ),
    )


def restore(store: LandingStore, delivery: Delivery, landing: Landing) -> None:
    """Writes the bytes of a landing anew that were damaged and lie in the dropbox.

    Raises:
        SourceError: they cannot be read or written.
    """
    if not landing.is_intact:
        store.restore(landing, _content(delivery)[0])


def _content(delivery: Delivery) -> tuple[bytes, datetime]:
    try:
        content = read_own(delivery.path, MAX_BYTES)
        return content, datetime.fromtimestamp(_modified(delivery.path), UTC)
    except (OSError, ValueError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"its date is none ({error})"
        raise SourceError(
            f"source '{delivery.source.id}': {delivery.path} cannot be read: {reason}."
        ) from error


def is_landed(store: LandingStore, delivery: Delivery) -> bool:
    """Whether its bytes are the newest landing of its name, and count."""
    source_id = delivery.source.id
    newest = store.newest(source_id, delivery.name, until=store.now(source_id))
    return (
        newest is not None and newest.landing_id == delivery.digest and newest.withdrawn_at is None
    )


def landed_as(store: LandingStore, delivery: Delivery) -> Landing | None:
    """The landing of a file that was given another name since, which says nothing else of it: it is
    no new delivery, or a file that was corrected would count again once somebody calls it an old
    one."""
    period = period_named(delivery.source, delivery.name)
    return next(
        (
            one
            for one in _under_names_that_are_gone(store, delivery)
            # the ending says how a file is read
            if one.path.suffix == delivery.path.suffix.lower()
            and (not period or period == period_named(delivery.source, one.name))
        ),
        None,
    )


def landed_for_another_period(store: LandingStore, delivery: Delivery) -> Landing | None:
    """The landing of the very bytes under a name that is gone and said another period of them:
    which of the two is right only their office knows."""
    source = delivery.source
    period = period_named(source, delivery.name)
    return next(
        (
            one
            for one in _under_names_that_are_gone(store, delivery)
            if period
            and period_named(source, one.name) not in ([], period)
            and store.newest(source.id, one.dataset_id, until=store.now(source.id)) == one
        ),
        None,
    )


def _under_names_that_are_gone(store: LandingStore, delivery: Delivery) -> list[Landing]:
    """The landings of the very bytes that count, the newest first."""
    now = store.now(delivery.source.id)
    others = [
        one
        for one in reversed(store.vintages(delivery.source.id))
        if one.landing_id == delivery.digest
        and one.withdrawn_at is None
        and one.retrieved_at <= now
    ]
    if not others:
        return []
    # also those that are open somewhere, and not read
    lying = {Delivery(delivery.source, path).name for path in entries(delivery.path.parent)}
    return [one for one in others if one.dataset_id not in lying]


def period_named(source: Source, name: str) -> list[str]:
    """The period (or what fits several times) that a file's name says, of a table whose period
    stands nowhere else."""
    named = source.period.file_name
    texts = periods_in(source, named, name) if named else set()
    read = [source.read_period({role: text}) for role in source.period_columns for text in texts]
    return sorted({period.text for period in read if period is not None})


def delivered_for_another(
    store: LandingStore, delivery: Delivery, others: Iterable[Source]
) -> Landing | None:
    """The landing of the very bytes in the folder of another table that they could be, too."""
    alike = (one for one in others if _could_be(one, delivery.source))
    landings = (landing for one in alike for landing in store.vintages(one.id))
    return next(
        (one for one in landings if one.landing_id == delivery.digest and one.withdrawn_at is None),
        None,
    )


def _could_be(one: Source, other: Source) -> bool:
    columns = [{*source.label_columns, *source.figure_columns} for source in (one, other)]
    return one.id != other.id and columns[0] == columns[1] and one.layout == other.layout


def not_landed(store: LandingStore, deliveries: Iterable[Delivery]) -> list[tuple[Delivery, str]]:
    """The files whose content is not the newest landing of their name, with their SHA-256."""
    return [
        (delivery, delivery.digest)
        for delivery in deliveries
        if not is_landed(store, delivery) and landed_as(store, delivery) is None
    ]


def of_one_moment(new: Sequence[Delivery]) -> str | None:
    """Says of new files that came with one time that their names decide which of them counts."""
    moments = Counter(int(_modified(one.path)) for one in new)
    names = [one.name for one in new if moments[int(_modified(one.path))] > 1]
    if not names:
        return None
    last = f"{', '.join(names[:5])}{' …' if len(names) > 5 else ''}"
    return (
        f"{DROPBOX}/{new[0].source.id}: {len(names)} files came with one time, so that their "
        f"names decide which is younger: {last}. Where two of them have the same figure, the later "
        f"in this order counts; if that is wrong, move it to {WITHDRAWN}/"
    )


def older_than_known(store: LandingStore, new: Sequence[Delivery]) -> list[str]:
    """Says of new files that others count before them, by a clock that is behind or was ahead."""
    names = {one.name for one in new}
    return [
        f"{DROPBOX}/{source_id}/{one.name}: came on {now:%Y-%m-%d} by this machine's clock, but "
        f"{last.name} on {last.retrieved_at:%Y-%m-%d}: from that day on it counts where both tell "
        "a figure. If that is the wrong order, set the clock right and deliver both anew in the "
        f"right one: move each to {WITHDRAWN}/, refresh, put it back, refresh"
        for one in new
        for source_id in [one.source.id]
        for now in [store.now(source_id)]
        for last in store.vintages(source_id)[-1:]
        if last.retrieved_at > now and last.withdrawn_at is None and last.name not in names
    ]


@dataclass(frozen=True)
class Withdrawal:
    """Deliveries that are to count no more; ``told`` are texts that say which, and what lies among
    them in vain."""

    landings: tuple[Landing, ...]
    told: tuple[str, ...]


def look_for_withdrawn(
    store: LandingStore, root: Path, source: Source, deliveries: Iterable[Delivery]
) -> Withdrawal:
    """The landings whose very bytes were moved to ``zurueckgezogen``, whatever the file's name;
    where that says a period, only those that came for it.

    What also lies beside that folder is delivered, not withdrawn; so is what came again after a
    withdrawal, while the file that meant it stays.

    Raises:
        WarehouseError: that folder may not be listed: what it holds would count again.
    """
    is_read = _link(root / source.id) is None
    lying = entries(root / source.id / WITHDRAWN) if is_read else []
    paths = [path for path in lying if path.is_file()]
    moved = [Delivery(source, path) for path in paths if not _is_no_file_of_ours(path.name)]
    if not moved:
        return Withdrawal((), ())

    def said(digest: str, name: str) -> tuple[str, ...]:
        return digest, *period_named(source, name)

    beside = {said(one.digest, one.name) for one in deliveries}
    now = store.now(source.id)
    by: dict[Landing, Delivery] = {}
    spent: dict[Landing, Delivery] = {}
    told = []
    vintages = store.vintages(source.id)
    for one in moved:
        meant = _withdrawn_by(one, vintages)
        for landing in meant:
            # also one that was withdrawn on a day to come, by a clock that was wrong
            counts = landing.withdrawn_at is None or landing.withdrawn_at > now
            if counts and said(landing.landing_id, landing.name) not in beside:
                (spent if _came_again(landing, one, meant, now) else by)[landing] = one
        if not meant and said(one.digest, one.name) not in beside:
            told.append(
                f"{_place(one)}: no delivery has these bytes"
                f"{' and this period' if period_named(source, one.name) else ''}; to withdraw one, "
                "move the delivered file here"
            )
    told += [
        f"{_place(one)}: withdraws {landing.name}, which came on {landing.retrieved_at:%Y-%m-%d}: "
        f"its figures count no more. If that is not meant, put the file into {DROPBOX}/{source.id}/"
        for landing, one in by.items()
    ]
    told += [
        f"{_place(one)}: lay here before these bytes came again on {landing.retrieved_at:%Y-%m-%d} "
        f"as {landing.name}, whose figures count. To withdraw them, put a new copy here; else take "
        "this one away"
        for landing, one in spent.items()
        if landing not in by
    ]
    return Withdrawal(tuple(one for one in vintages if one in by), tuple(told))


def _place(moved: Delivery) -> str:
    return f"{DROPBOX}/{moved.source.id}/{WITHDRAWN}/{_shown(moved.path)}"


def _withdrawn_by(moved: Delivery, vintages: Iterable[Landing]) -> list[Landing]:
    period = period_named(moved.source, moved.name)
    return [
        one
        for one in vintages
        if one.landing_id == moved.digest
        and (not period or period == period_named(moved.source, one.name))
    ]


def _came_again(landing: Landing, moved: Delivery, meant: Iterable[Landing], now: datetime) -> bool:
    """Whether a landing came after a withdrawal of its bytes that is noted, and the file that lies
    among the withdrawn has not been put there since.

    The notes alone cannot tell that file from one that was moved over it under its name. When it
    was put there, its change time tells: moving or copying sets it, and no copy keeps another's.
    """
    noted = (one.withdrawn_at for one in meant if one.withdrawn_at is not None)
    is_later = any(at <= landing.retrieved_at for at in noted)
    return is_later and _changed(moved.path) <= landing.retrieved_at.timestamp() <= now.timestamp()


def newest_delivery_day(catalogue: Catalogue, store: LandingStore, root: Path) -> date | None:
    """The day of the newest delivery or withdrawal, today where one is new; None without any.

    A refresh on the bundled figures speaks for their day; with a delivery since then it speaks
    for the delivery's day, or the delivery would not be known yet. A day to come, as of a clock
    that was wrong, is none.
    """
    zone = ZoneInfo(catalogue.city.timezone)
    now = datetime.now(UTC)
    days = []
    for source in office_sources(catalogue):
        deliveries = look(root, source, wait=lambda _: None).deliveries
        if (
            not_landed(store, deliveries)
            or look_for_withdrawn(store, root, source, deliveries).landings
        ):
            days.append(datetime.now(zone).date())
        for one in store.vintages(source.id):
            days += [
                moment.astimezone(zone).date()
                for moment in (one.retrieved_at, one.withdrawn_at)
                if moment is not None and moment <= now
            ]
    return max(days, default=None)


def _digest(path: Path) -> str:
    """Empty for a file that cannot be read, is too large to be landed (hashing one with a hole of
    hundreds of gigabytes takes minutes), or is gone by now: it is like none that is known."""
    try:
        return hashlib.sha256(read_own(path, MAX_BYTES)).hexdigest()
    except OSError:
        return ""


def _shown(path: Path) -> str:
    """A name that can be written anywhere."""
    return path.name.encode("utf-8", "replace").decode()


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _changed(path: Path) -> float:
    try:
        return path.stat().st_ctime
    except FileNotFoundError:
        return 0.0


def _is_no_file_of_ours(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in NOT_MEANT


def _is_growing(path: Path, size_before: int, now: Callable[[], float]) -> bool:
    size = _size(path)
    if size != size_before:
        return True
    if now() - _modified(path) >= SETTLED_AFTER:
        return False
    # the list of contents stands at the end of an XLSX file: without it, it is not complete
    return size == 0 or (path.suffix.lower() == ".xlsx" and not zipfile.is_zipfile(path))


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return -1
