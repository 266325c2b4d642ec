"""Which process works on a run, and whether it still does.

Whoever starts a run (the command line, the UI, the schedule), one process works on it, and holds a
lock on ``dagster/processes/<run id>`` from before the run begins until the process ends. The kernel
lets go of it however that ends. So nobody has to guess whether a run is dead, by a time limit or by
the number of a process that another one may have by now.
"""

import fcntl
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sozialraum.base.project import PROJECT

FOLDER = "processes"
OLD_SECONDS = 60.0
"""A file that is being made is not swept away: no process takes so long to lock it."""
LOOK_SECONDS = 0.1


def _file_of(home: Path, run_id: str) -> Path:
    return home / FOLDER / run_id


def _lock(home: Path, run_id: str) -> int:
    """Opens and locks the file of the run; returns its descriptor."""
    path = _file_of(home, run_id)
    path.parent.mkdir(exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


@contextmanager
def working_on(home: Path, run_id: str) -> Iterator[None]:
    """This process is the one that works on the run. ``home``: Dagster's."""
    descriptor = _lock(home, run_id)
    try:
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        _file_of(home, run_id).unlink(missing_ok=True)
        os.close(descriptor)


def start_process(
    home: Path, run_id: str, command: Sequence[str], ended: Callable[[], object] = lambda: None
) -> None:
    """Starts the process that works on the run. It goes on when its parent ends: the lock, taken
    here so that there is no moment without it, is the child's alone.

    Args:
        ended: called in a thread of its own when the process has ended, if this one still lives.
    """
    descriptor = _lock(home, run_id)
    try:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            pass_fds=(descriptor,),
            start_new_session=True,
        )
        os.write(descriptor, str(process.pid).encode())
    finally:
        os.close(descriptor)

    def wait() -> None:
        process.wait()
        ended()

    threading.Thread(target=wait, daemon=True).start()


def has_process(home: Path, run_id: str) -> bool:
    """Whether a process was ever said to work on the run."""
    return _file_of(home, run_id).exists()


def is_alive(home: Path, run_id: str) -> bool:
    """Whether a process works on the run."""
    try:
        descriptor = os.open(_file_of(home, run_id), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        # shared: two who look at the same time are not taken for a process that works
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def end_process(home: Path, run_id: str, patience: float) -> bool:
    """Tells the process to end, as Ctrl-C does; whether it has, within ``patience`` seconds."""
    ends_at = time.monotonic() + patience
    if is_alive(home, run_id):
        with suppress(ProcessLookupError, ValueError):
            os.kill(int(_file_of(home, run_id).read_text()), signal.SIGTERM)
    while is_alive(home, run_id):
        if time.monotonic() > ends_at:
            return False
        time.sleep(LOOK_SECONDS)
    return True


def sweep(home: Path) -> None:
    """Removes the files of processes that have ended; once their runs were looked at."""
    for path in (home / FOLDER).glob("*"):
        # another one may sweep at the same time
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > OLD_SECONDS and not is_alive(home, path.name):
                path.unlink()
