"""Time and memory of a command, with all processes that it starts."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from sozialraum.base.project import PROJECT

_LOOK_SECONDS = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Measured:
    """Wall time and CPU time in seconds; peak resident memory in MB of all processes together, of
    which pages that they share count for each."""

    seconds: float
    cpu_seconds: float
    megabytes: float


def best(measured: Sequence[Measured]) -> Measured:
    """The shortest times and the most memory."""
    return Measured(
        min(one.seconds for one in measured),
        min(one.cpu_seconds for one in measured),
        max(one.megabytes for one in measured),
    )


def run(command: Sequence[str | Path], environment: Mapping[str, str]) -> Measured:
    """
    Raises:
        SystemExit: the command failed; with what it said.
    """
    started = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=PROJECT,
            env=dict(environment),
            stdout=said,
            stderr=said,
            # by which all that it starts is known
            start_new_session=True,
        )
        memory = _Memory(process.pid)
        memory.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        memory.end()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            raise SystemExit(said.read().decode(errors="replace"))
    # not the kernel's own peak: that of a child is never less than what its parent held
    return Measured(seconds, usage.ru_utime + usage.ru_stime, memory.peak / 1e6)


class _Memory(Thread):
    """Looks again and again at the processes of a session; ``peak``: bytes."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._session = session
        self._ended = Event()

    def run(self) -> None:
        while not self._ended.wait(_LOOK_SECONDS):
            self.peak = max(self.peak, sum(_resident(self._session)))

    def end(self) -> None:
        self._ended.set()
        self.join()


def _resident(session: int) -> Iterable[int]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            # after the name, which may hold anything
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            yield int(fields[21]) * _PAGE
