"""Files that are there whole or not at all."""

import errno
import os
import stat
from pathlib import Path
from tempfile import NamedTemporaryFile


def read_own(path: Path, at_most: int | None = None) -> bytes:
    """The bytes of a file that lies where it says: a link to elsewhere is no such file.

    Raises:
        OSError: there is none, it cannot be read, it has more bytes than ``at_most``, or it is a
            link, a pipe or a device.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "no ordinary file", str(path))
        content = file.read() if at_most is None else file.read(at_most + 1)
        if at_most is not None and len(content) > at_most:
            raise OSError(errno.EFBIG, f"it has more than {at_most:,} bytes", str(path))
        return content


def write_atomically(path: Path, content: bytes) -> None:
    """Writes ``path`` whole or not at all, and safely on disk when it returns."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
        temporary = Path(part.name)
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    temporary.chmod(0o644)
    temporary.replace(path)
