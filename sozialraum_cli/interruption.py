"""Ctrl-C, SIGTERM and a closed terminal end a refresh at once, whatever it is doing, and leave word
of it.

A signal handler of Python runs when the main thread comes to it, which may be after minutes in a
query, and the orchestrator sets one of its own, which blames the step that it interrupts. So the
work is done in a thread of its own, and the main thread waits for signals. It may end the process
anywhere: what is half-written has no name yet, as when a process is killed, and the next refresh
removes it.

A terminal sends Ctrl-C, and its end, to all processes that were started from it. Those that the
work starts inherit the mask of its thread and hear neither: they would say in their own way that
they were interrupted, or the work would see one die and blame its file. They end with this process.
"""

import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime
from threading import Timer
from typing import TextIO, TypeVar

from sozialraum.audit.last_attempt import (
    LastAttempt,
    own_attempt,
    untold_since,
    write_last_attempt,
)
from sozialraum.base.errors import MonitorError
from sozialraum.base.lines import VOICE
from sozialraum.base.signals import block
from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.exits import Exit

T = TypeVar("T")

SIGNALS = {
    signal.SIGINT: "Ctrl-C (SIGINT)",
    signal.SIGTERM: "SIGTERM",
    signal.SIGHUP: "the end of its terminal (SIGHUP)",
    # else the memory, with what is not published, becomes a file
    signal.SIGQUIT: "Ctrl-\\ (SIGQUIT)",
}
OF_A_TERMINAL = {signal.SIGINT, signal.SIGHUP, signal.SIGQUIT}
"""What reaches all processes of a terminal."""

LOOK_SECONDS = 0.5
_ANEW = "The next refresh begins anew"
LONGEST_SECONDS = 1.5
"""For the note and the last line."""


def exit_of(number: signal.Signals) -> Exit:
    """What a refresh ends with that the signal ended: by convention 128 and its number."""
    return Exit(128 + number)


def interruptible(
    work: Callable[[], T], warehouse: Warehouse, running: Callable[[], str | None]
) -> T:
    """Does the work; to be called in the main thread.

    Args:
        running: the step of the work that is running.
    """
    began_at = datetime.now(UTC)
    # while a step runs, Dagster puts a file in the place of this stream
    terminal = os.fdopen(os.dup(2), "w", errors="backslashreplace")
    before = {
        number: signal.signal(
            number,
            lambda got, _: _end(warehouse, began_at, running(), signal.Signals(got), terminal),
        )
        for number in SIGNALS
        # `nohup` means that it goes on
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN
    }
    # the process that looks after semaphores would warn that the dead one has left some
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker:UserWarning")
    try:
        with ThreadPoolExecutor(1, "refresh", _deafen) as thread:
            future = thread.submit(work)
            # looked at again and again: a signal may come in the moment before the wait begins
            while not future.done():
                wait([future], timeout=LOOK_SECONDS)
            return future.result()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        terminal.close()


def _deafen() -> None:
    """Of the thread that works, and of the processes that it starts."""
    block(*OF_A_TERMINAL)


def _end(
    warehouse: Warehouse,
    began_at: datetime,
    step: str | None,
    number: signal.Signals,
    terminal: TextIO,
) -> None:
    """Ends the process; what it was doing stays as it is."""
    # a second Ctrl-C would break off the note of the first, and a terminal that is stopped or a
    # disk that does not answer keeps nobody waiting
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    late = Timer(LONGEST_SECONDS, os._exit, [exit_of(number)])
    late.daemon = True
    late.start()
    try:
        own = own_attempt(warehouse)
        interrupted = f"{SIGNALS[number]} {_when(own, step)}"
        # not beside the note of another process that works
        is_ours = own is not None or warehouse.is_own
        with suppress(MonitorError), nullcontext() if is_ours else warehouse.locked():
            _note(
                warehouse,
                own or LastAttempt("", began_at, before=untold_since(warehouse)),
                interrupted,
            )
        sys.stderr = terminal
        VOICE.pause()
        is_done = own is not None and own.ended_at is not None
        next_step = "What it ended with: sozialraum status" if is_done else _ANEW
        VOICE.say(f"Interrupted: {interrupted}. {next_step}.", level="error")
    finally:
        os._exit(exit_of(number))


def _when(own: LastAttempt | None, step: str | None) -> str:
    if own is None:
        return "before its first step"
    # people are told then, and what is kept no longer is cleared away
    if own.ended_at is not None:
        return "after its last step"
    return f"while {step} was running" if step else "between steps"


def _note(warehouse: Warehouse, attempt: LastAttempt, interrupted: str) -> None:
    ended_at = attempt.ended_at or datetime.now(UTC)
    write_last_attempt(warehouse, replace(attempt, ended_at=ended_at, interrupted=interrupted))
