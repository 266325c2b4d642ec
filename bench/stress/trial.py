"""One trial: what it found, within how long, and in a process that may die of it."""

import json
import os
import random
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import FrameType

from bench.stress.exercised import fingerprint

INVALID = "invalid publications"
READ_ERROR = "read errors"
WRONG = "silently wrong"
TRACEBACK = "tracebacks"
HANG = "hangs"
BY_HAND = "unnamed hand needed"
KINDS = (INVALID, READ_ERROR, WRONG, TRACEBACK, HANG, BY_HAND)


class FoundError(Exception):
    """What must not happen, and did."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(f"{kind}: {text}")
        self.kind = kind
        self.text = text


class HangError(Exception):
    """A trial that did not come to an end."""


@dataclass(frozen=True)
class Result:
    """What became of one trial, within how long; ``outcome`` says how the monitor took it."""

    section: str
    seed: int
    outcome: str
    kind: str | None = None
    text: str | None = None
    seconds: float = 0.0

    def as_line(self) -> str:
        return json.dumps({k: v for k, v in asdict(self).items() if v is not None})


Attempt = Callable[[Path, random.Random], str]
"""Tries something in a workspace; returns how it was taken or raises FoundError."""


@dataclass(frozen=True)
class Section:
    """``size``: trials of a whole bench. ``seconds``: after which a trial hangs. ``batch``: trials
    that share a process. ``modules``, ``folders``: what it exercises, beside what these import."""

    name: str
    size: int
    attempt: Attempt
    seconds: float
    batch: int = 1
    modules: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    @property
    def exercised(self) -> str:
        return fingerprint((self.attempt.__module__, *self.modules), self.folders)

    def chance(self, seed: int) -> random.Random:
        return random.Random(f"{self.name}/{seed}")


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    def expired(_: int, frame: FrameType | None) -> None:
        raise HangError("".join(traceback.format_stack(frame)[-3:]))

    before = signal.signal(signal.SIGALRM, expired)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def tried(section: Section, workspace: Path, seed: int) -> Result:
    began = time.monotonic()
    result = _tried(section, workspace, seed)
    return replace(result, seconds=round(time.monotonic() - began, 4))


def _tried(section: Section, workspace: Path, seed: int) -> Result:
    try:
        with limited(section.seconds):
            outcome = section.attempt(workspace, section.chance(seed))
    except FoundError as found:
        return Result(section.name, seed, "found", found.kind, found.text[:2000])
    except HangError as hang:
        return Result(section.name, seed, "found", HANG, str(hang)[-2000:])
    except Exception:
        return Result(section.name, seed, "found", TRACEBACK, traceback.format_exc()[-2000:])
    return Result(section.name, seed, outcome)


def tried_apart(section: Section, workspace: Path, seeds: Sequence[int]) -> Iterator[Result]:
    """Tries the seeds in a process of their own; of one that dies, the last one is to blame."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as out:
            for seed in seeds:
                print(tried(section, workspace, seed).as_line(), file=out, flush=True)
        os._exit(0)
    os.close(writing)
    done = 0
    with os.fdopen(reading) as lines:
        for line in lines:
            done += 1
            yield Result(**json.loads(line))
    _, status = os.waitpid(child, 0)
    if done < len(seeds):
        said = f"the process ended with {os.waitstatus_to_exitcode(status)}"
        yield Result(section.name, seeds[done], "found", TRACEBACK, said)
        if done + 1 < len(seeds):
            yield from tried_apart(section, workspace, seeds[done + 1 :])
