"""A process beside that of a run: what takes long to load, or to compute, is done there meanwhile.

Python computes in one thread at a time. While models are made, the other processor of the machine
loads what is needed after them; while pages are written, it draws their charts.
"""

import logging
import os
import signal
import time
import warnings
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Lock, Thread
from typing import ParamSpec, TypeVar

from sozialraum.base.errors import MonitorError
from sozialraum.base.garbage import look_seldom
from sozialraum.base.lines import VOICE, Form, Level
from sozialraum.base.signals import unheard

P = ParamSpec("P")
T = TypeVar("T")

GRACE_SECONDS = 2.0


class Beside:
    """The process is started when first asked for, and ends with :meth:`close` or with this one,
    however that ends."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._own_lock = Lock()

    def prepare(self, load: Callable[[], object]) -> None:
        """Lets it load what a later call needs. If that fails, the call tells it."""
        self.begin(_load, load)

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns, or raises, there; arguments and result are pickled.

        Raises:
            MonitorError: the process was killed; the next call has another one.
        """
        return self.begin(function, *args, **kwargs)()

    def begin(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Callable[[], T]:
        """As :meth:`call`, but returns at once; what it returns waits for the result. What was
        begun first is done first."""
        with self._own_lock, unheard(signal.SIGTERM):
            pool = self._process()
            try:
                begun = pool.submit(function, *args, **kwargs)
            except BrokenProcessPool as error:
                begun = Future()
                begun.set_exception(error)

        def result() -> T:
            try:
                return begun.result()
            except BrokenProcessPool:
                self._give_up(pool)
                raise MonitorError(
                    "the process that computes beside the run was ended from outside: by the "
                    "kernel, if memory ran out, or by somebody. What is published is whole; "
                    "refresh again"
                ) from None

        return result

    def close(self) -> None:
        if self._pool is not None:
            self._give_up(self._pool)

    def _give_up(self, pool: ProcessPoolExecutor) -> None:
        with self._own_lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(cancel_futures=True)

    def _process(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # no fork: threads of DuckDB and Dagster would be missing in the copy
            voice = (VOICE.form, VOICE.least)
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), _begin, voice)
        return self._pool


BESIDE = Beside()
"""That of this process, which works on one run."""


def in_advance(load: Callable[[], object]) -> None:
    """Does in a thread of this process what is needed later, while it waits for another one. If it
    fails, whoever needs it is told."""
    threads = ThreadPoolExecutor(1, "in_advance")
    threads.submit(load)
    threads.shutdown(wait=False)


def _begin(form: Form, least: Level) -> None:
    """Of the process: it speaks as the one that it serves does, and does not outlive it."""
    VOICE.form, VOICE.least = form, least
    look_seldom()
    warnings.simplefilter("ignore")
    logging.disable()
    # Ctrl-C reaches all processes of a terminal; the other one says what it means
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in (_end_with_parent, _end_when_told):
        Thread(target=end, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _end_when_told() -> None:
    """Not before the one that it serves, where both are told: that says what it means."""
    signal.sigwait({signal.SIGTERM})
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def _load(load: Callable[[], object]) -> None:
    """What is loaded stays there."""
    load()
