"""A disk that is full or may not be written to, and other limits of the machine: what they say to
a person.

Whatever writes may meet it, also libraries with errors of their own; so it is told in one place, by
whoever is at the outside, and not by each that writes.
"""

import errno
import os
import resource
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sozialraum.base.errors import MonitorError, WarehouseError

FULL = {errno.ENOSPC, errno.EDQUOT}
CLOSED = {errno.EACCES, errno.EROFS}
# who may read and write may still not say who else may
FOREIGN = {errno.EPERM}
BROKEN = {errno.EIO}
# told of files only: what is too large to be read says so itself
LIMITED = {errno.EFBIG}
CROWDED = {errno.EAGAIN}
WAYS = (
    (FULL, "Make room on that disk."),
    (CLOSED, "Let this user read and write there."),
    (FOREIGN, "Make this user its owner (chown)."),
    (LIMITED, "Raise the limit of a file's size (ulimit -f, LimitFSIZE= of a service)."),
    (
        CROWDED,
        "Raise the limit of processes and threads (ulimit -u, TasksMax= or LimitNPROC= of a "
        "service), or end other programs.",
    ),
    (BROKEN, "If that does not help, or there is room, look whether the disk is broken."),
)
AGAIN = "What is published is whole; then do the same again."

# SQLite, in which Dagster keeps its history, has codes of its own.
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FULL | BROKEN,
    sqlite3.SQLITE_READONLY: CLOSED,
    sqlite3.SQLITE_CANTOPEN: FULL | CLOSED,
    sqlite3.SQLITE_PERM: CLOSED,
}
# The upper bytes of a code say more of the same kind.
_KIND = 0xFF
_NO_FOLDER = "No usable temporary directory"
_NO_THREAD = "can't start new thread"


@contextmanager
def disk_told() -> Iterator[None]:
    """
    Raises:
        WarehouseError: what was done ended since a disk is full, broken or may not be written to.
    """
    try:
        yield
    except MonitorError:
        raise
    except Exception as error:
        said = of_the_disk(error)
        if said is None:
            raise
        raise WarehouseError(said) from error


def of_the_disk(error: BaseException) -> str | None:
    """What is wrong with the disk and what a person can do, where that is what an error, or one
    that led to it, is about."""
    cause: BaseException | None = error
    while cause is not None:
        found = _told(cause)
        if found is not None:
            return found
        cause = cause.__cause__ or cause.__context__
    return None


def with_way_out(said: str) -> str:
    """The text of an error, with what a person can do where it is about a disk and does not say."""
    if AGAIN in said:
        return said
    numbers = {one for kind, _ in WAYS for one in kind if os.strerror(one) in said}
    ways = _ways(numbers | CROWDED if _NO_THREAD in said else numbers)
    return f"{said}. {ways}" if ways else said


def _told(error: BaseException) -> str | None:
    if _NO_THREAD in str(error) or isinstance(error, BlockingIOError):
        return f"the system starts no further process or thread ({error}). {_ways(CROWDED)}"
    if isinstance(error, OSError) and _NO_FOLDER in str(error):
        return f"{error.strerror}: make room there, or let TMPDIR name another folder. {AGAIN}"
    if isinstance(error, OSError):
        what = f"{error.filename or 'a file'}: {error.strerror}"
        ways = _ways({error.errno})
    elif isinstance(error, sqlite3.OperationalError) and hasattr(error, "sqlite_errorcode"):
        numbers = _OF_SQLITE.get(error.sqlite_errorcode & _KIND, set())
        # SQLite says no more than that it could not write
        limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
        is_limited = numbers >= BROKEN and limit != resource.RLIM_INFINITY
        ways = _ways(LIMITED if is_limited else numbers)
        what = f"the history of runs, in the warehouse's folder dagster: {error}"
    else:
        return None
    return f"{what}. {ways}" if ways else None


def _ways(numbers: Collection[int | None]) -> str:
    """For errors of the system with these numbers; empty where none is a disk's."""
    ways = [way for kind, way in WAYS if not kind.isdisjoint(numbers)]
    return " ".join([*ways, AGAIN]) if ways else ""
