"""Signals that a process which is started meanwhile does not hear.

A service that is stopped sends SIGTERM to all its processes. One that works for another would end
before that, which would tell of it as of a fault. It ends with the one that it works for instead.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.resource_tracker import ensure_running


@contextmanager
def unheard(*numbers: signal.Signals) -> Iterator[None]:
    """In this thread, and in whatever is started by it."""
    before = block(*numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def block(*numbers: signal.Signals) -> set[signal.Signals]:
    """As :func:`unheard`, for good; returns what was blocked before."""
    # whoever first needs it starts it, and lets the thread hear SIGINT and SIGTERM again
    ensure_running()
    return {signal.Signals(one) for one in signal.pthread_sigmask(signal.SIG_BLOCK, numbers)}
