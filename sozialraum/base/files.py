"""Files that are there whole or not at all, and who may read them."""

import errno
import hashlib
import json
import os
import secrets
import shutil
import stat
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from io import BufferedReader
from itertools import chain, count
from pathlib import Path
from typing import Any

from sozialraum.base.errors import MonitorError, WarehouseError

DAMAGED = ".damaged"
NOT_ALLOWED = os.strerror(errno.EACCES)
LET_READ = "Let this user read it (chown or chmod): who else wrote there, root perhaps?"
PART = ".part"
"""How the name of what is not whole yet ends; it begins with a dot."""


def entries(folder: Path, named: str = "*") -> list[Path]:
    """What lies in a folder, by name; nothing where there is no such folder.

    Raises:
        WarehouseError: it may not be listed. ``Path.glob`` takes such a folder for an empty one.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if fnmatchcase(name, named))
        if names and not os.access(folder, os.X_OK):
            raise PermissionError(errno.EACCES, NOT_ALLOWED)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        way_out = f". {LET_READ}" if error.errno == errno.EACCES else ""
        raise WarehouseError(f"{folder} cannot be listed: {error.strerror}{way_out}") from error
    return [folder / name for name in names]


def entries_below(folder: Path, named: str = "*", above: Sequence[Path] = ()) -> Iterator[Path]:
    """The same of the folder and of all folders in it but hidden ones; also behind links, as
    whoever opens a file by its path goes, unless they lead back to one of those ``above``.

    Raises:
        WarehouseError: one of them may not be listed.
    """
    here = folder.resolve()
    if any(one.is_relative_to(here) for one in above):
        return
    yield from entries(folder, named)
    for inner in entries(folder):
        if inner.is_dir() and not inner.name.startswith("."):
            yield from entries_below(inner, named, (*above, here))


def read_own(path: Path, at_most: int | None = None) -> bytes:
    """The bytes of a file that lies where it says: a link to elsewhere is no such file.

    Raises:
        OSError: as :func:`read_ordinary`, or it is a link.
    """
    return _content(_opened(path, os.O_NOFOLLOW), at_most)


def read_ordinary(path: Path, at_most: int | None = None) -> bytes:
    """The bytes of a file, or of the one that a link leads to. A pipe would be waited for for ever,
    a device may have no end.

    Raises:
        OSError: there is none, it cannot be read, it has more bytes than ``at_most`` or than fit
            into memory, or it is a pipe or a device.
    """
    return _content(_opened(path), at_most)


def read_json(path: Path) -> Any:
    """What a file of JSON says.

    Raises:
        OSError: as :func:`read_ordinary`.
        ValueError: it is no JSON, or lists are nested in it more deeply than can be read.
    """
    try:
        return json.loads(read_ordinary(path))
    except RecursionError:
        raise ValueError(f"{path}: nested too deeply") from None


def _opened(path: Path, flags: int = 0) -> BufferedReader:
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | flags), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "no ordinary file", str(path))
    return file


def _content(opened: BufferedReader, at_most: int | None) -> bytes:
    with opened as file:
        try:
            content = file.read() if at_most is None else file.read(at_most + 1)
        except MemoryError:
            raise OSError(errno.ENOMEM, "it does not fit into memory", file.name) from None
        if at_most is not None and len(content) > at_most:
            raise OSError(errno.EFBIG, f"it has more than {at_most:,} bytes", file.name)
        return content


def sha256_of(path: Path) -> str:
    """
    Raises:
        OSError: it cannot be read.
    """
    with _opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def difference(path: Path, digest: str | None, since: str) -> str | None:
    """What is wrong with a file that had this SHA-256 ``since`` then; None where nothing is."""
    try:
        found = sha256_of(path)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"
    return None if found == digest else f"was changed after {since}"


def set_aside(path: Path, logs: Sequence[str] = ()) -> Path:
    """Renames what is damaged to ``<name>.damaged``, or to ``.damaged.2`` and so on where an
    earlier one is kept already; returns where it is now. ``logs``: how the names of a database's
    logs end, which go with it where there are any."""
    aside = free_name(path)
    path.rename(aside)
    for log in (path.with_name(f"{path.name}{end}") for end in logs):
        if log.exists():
            set_aside(log)
    return aside


def remove(path: Path) -> None:
    """A file, a folder with all that is in it, or a link, not what it leads to.

    Raises:
        OSError: of ``path``, whatever in it cannot be removed: the system names that without its
            folder.
    """
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        error.filename = str(path)
        raise


def removal_problem(path: Path) -> str | None:
    """Removes what nothing depends on; what to tell where that is not possible. Of what a killed
    process, or this one, leaves of it nobody thinks that it is the whole."""
    try:
        if not path.name.endswith(PART):
            path = path.rename(beside_as_part(path))
        remove(path)
    except OSError as error:
        return (
            f"{path}, which is needed no more, cannot be removed: {error.strerror}. All else goes "
            "on. Remove it (as root if it is another user's), or close the program that has a file "
            "in it open: the next refresh removes it then"
        )
    return None


def beside_as_part(path: Path) -> Path:
    """A hidden name beside: what is called so goes with the next refresh, if not before."""
    return path.with_name(f".{secrets.token_hex(6)}{PART}")


def free_name(path: Path) -> Path:
    """Where a damaged ``path`` can be kept beside."""
    names = chain([DAMAGED], (f"{DAMAGED}.{number}" for number in count(2)))
    beside = (path.with_name(path.name + name) for name in names)
    return next(place for place in beside if not os.path.lexists(place))


def write_atomically(path: Path, content: bytes) -> None:
    """Writes ``path`` whole or not at all, and safely on disk when it returns. A folder that stands
    in its place is set aside."""
    temporary = beside_as_part(path)
    try:
        with temporary.open("xb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        if path.is_dir() and not path.is_symlink():
            set_aside(path)
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            # the system does not say where there was no room
            error.filename = str(path)
        raise


def write_asked(path: Path, content: bytes) -> None:
    """Writes what somebody asked for to where they want it.

    Raises:
        MonitorError: it cannot be written there.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise MonitorError(f"{path} cannot be written: {error.strerror or error}") from None


def restrict_umask() -> None:
    """Lets files that this process makes be read by its group, and written by its user alone; what
    the caller restricted further stays so."""
    os.umask(os.umask(0o077) | 0o027)


class _OwnerOnly:
    """Who asked for it: the umask is one for all threads, and the last who leaves resets it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.inside = 0
        self.before = 0


_owner_only = _OwnerOnly()


@contextmanager
def owner_only() -> Iterator[None]:
    """Files that are made meanwhile are the user's alone, those of other threads, too."""
    with _owner_only.lock:
        if _owner_only.inside == 0:
            _owner_only.before = os.umask(0o077)
        _owner_only.inside += 1
    try:
        yield
    finally:
        with _owner_only.lock:
            _owner_only.inside -= 1
            if _owner_only.inside == 0:
                os.umask(_owner_only.before)


def open_like(folder: Path, paths: Iterable[Path]) -> None:
    """Lets files and folders in ``folder`` be read by those who may read it, also where they were
    made while another thread closed its own (:func:`owner_only`)."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    for path in paths:
        path.chmod(mode if path.is_dir() else mode & 0o666)


def keep_for_owner(path: Path) -> None:
    """Takes a file or folder, if it is there, from everybody but its owner."""
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder; what vanishes meanwhile counts nothing."""
    total = 0
    for one in (path, *path.rglob("*")):
        with suppress(OSError):
            status = one.lstat()
            total += status.st_size if stat.S_ISREG(status.st_mode) else 0
    return total


def state_of(path: Path) -> tuple[int, ...]:
    """By which is told, in the same process, whether a file was changed: none of one that cannot
    be looked at."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return (status.st_ino, status.st_size, status.st_mtime_ns)
