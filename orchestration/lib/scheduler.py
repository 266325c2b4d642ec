"""Dagster's daemon (schedules, sensors, the queue, the watch over runs) as a process beside the UI.

As a program, ``python -m orchestration.lib.scheduler``, it ends when whoever holds the other end of
its standard input does, however that ends.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sozialraum.base.project import PROJECT

COMMAND = [sys.executable, "-m", "orchestration.lib.scheduler"]
AGAIN_SECONDS = 5.0
"""How long after its end it is started again."""
END_SECONDS = 10.0


@contextmanager
def scheduler() -> Iterator[None]:
    """Runs it beside this process; started again if it ends by itself."""
    is_over = threading.Event()
    running = [_start()]

    def keep() -> None:
        while True:
            code = running[0].wait()
            if is_over.wait(AGAIN_SECONDS):
                return
            print(f"  ! the scheduler ended ({code}) and is started again", file=sys.stderr)
            running[0] = _start()

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        is_over.set()
        running[0].terminate()
        keeper.join(END_SECONDS)
        running[0].kill()


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(COMMAND, cwd=PROJECT, stdin=subprocess.PIPE)


def end_with_parent() -> None:
    """Waits for the end of whoever holds the other end of standard input."""
    # not through Python's buffer: its lock would be held when the interpreter ends, which aborts
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    from dagster._daemon.cli import run_command

    threading.Thread(target=end_with_parent, daemon=True).start()
    run_command(["--workspace", str(PROJECT / "workspace.yaml"), "--log-level", "warning"])


if __name__ == "__main__":
    main()
