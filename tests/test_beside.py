"""The process beside that of a run: it does what it is told, and never outlives the other one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from threading import Event
from types import SimpleNamespace

import pytest

from orchestration.lib.progress import innermost
from sozialraum.base.beside import Beside, in_advance
from sozialraum.base.errors import MonitorError
from sozialraum.base.project import PROJECT

KILLED = """
import os, signal, sys, time
from sozialraum.base.beside import Beside

if __name__ == "__main__":
    beside = Beside()
    print(beside.call(os.getpid), flush=True)
    beside.prepare(signal.pause)
    time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def beside() -> Iterator[Beside]:
    with closing(Beside()) as found:
        yield found


def _loaded(module: str) -> bool:
    return module in sys.modules


def _load() -> None:
    import wave  # noqa: F401


def _fail() -> None:
    raise MonitorError("said there")


def test_what_is_prepared_is_loaded_there_and_not_here(beside: Beside) -> None:
    beside.prepare(_load)
    assert beside.call(_loaded, "wave")
    assert not _loaded("wave")


def test_an_error_is_raised_here_and_the_process_goes_on(beside: Beside) -> None:
    beside.prepare(_fail)
    with pytest.raises(MonitorError, match="said there"):
        beside.call(_fail)
    assert beside.call(os.getpid) != os.getpid()


def test_a_process_that_was_killed_is_told(beside: Beside) -> None:
    os.kill(beside.call(os.getpid), signal.SIGKILL)
    with pytest.raises(MonitorError, match="memory ran out, or by somebody"):
        beside.call(os.getpid)
    assert beside.call(os.getpid) != os.getpid()


def test_it_does_not_end_before_the_other_one_where_both_are_told(beside: Beside) -> None:
    told = beside.call(os.getpid)
    os.kill(told, signal.SIGTERM)
    assert beside.call(os.getpid) == told
    with pytest.raises(MonitorError, match="ended from outside"):
        beside.call(time.sleep, 20)


def test_it_ends_with_the_other_one_whatever_it_was_doing() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 20
    while _lives(int(ended.stdout)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _lives(int(ended.stdout))


def _lives(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat") as state:
            return state.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_is_done_in_advance_fails_where_it_is_needed_and_not_before() -> None:
    done = Event()
    in_advance(_fail)
    in_advance(done.set)
    assert done.wait(10)


def test_of_an_error_in_another_process_its_words_are_told_and_not_where_it_was() -> None:
    elsewhere = SimpleNamespace(cls_name="_RemoteTraceback", cause=None)
    told = SimpleNamespace(cls_name="OSError", cause=elsewhere)
    step = SimpleNamespace(cls_name="StepError", cause=told)
    assert innermost(step) is told
    assert innermost(None) is None
