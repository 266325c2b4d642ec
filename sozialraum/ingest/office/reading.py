"""Has an office's file read in a process of its own, and takes what it says."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from sozialraum.base.errors import SourceError
from sozialraum.ingest.office.grid import Grid, Merged
from sozialraum.ingest.office.xlsx import AS_SAVED

PROGRAM = "sozialraum.ingest.office.reading_process"
# A table of 2 million cells takes 0.5 GB and 8 s.
MAX_MEMORY = 1_500_000_000
MAX_SECONDS = 60


def read_grids(content: bytes, kind: str) -> Iterator[Grid]:
    """The visible sheets of a spreadsheet, or a CSV file under each delimiter it may have.

    Args:
        kind: ``.xlsx``, ``.ods`` or ``.csv``.

    Raises:
        SourceError: not a readable spreadsheet or text, too large, protected by a password.
    """
    for line in _output(content, kind):
        said = json.loads(line)
        if "refused" in said:
            raise SourceError(said["refused"])
        merged = tuple(Merged(*corners) for corners in said["merged"])
        yield Grid(said["sheet"], said["rows"], merged)


def _output(content: bytes, kind: str) -> list[bytes]:
    # -I: no variable and no folder of whoever started the refresh changes what is imported
    limits = map(str, (MAX_MEMORY, MAX_SECONDS, os.getpid()))
    command = [sys.executable, "-I", "-m", PROGRAM, kind, *limits]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MAX_SECONDS)
    except subprocess.TimeoutExpired:
        raise _broken_off(f"took more than {MAX_SECONDS} seconds") from None
    except OSError as error:
        raise SourceError(
            f"no process could be started to read it: {error.strerror}. Expected: room for one; "
            "the next refresh tries again"
        ) from None
    if b"MemoryError" in done.stderr or b"memory allocation" in done.stderr:
        raise _broken_off(f"took more than {MAX_MEMORY:,} bytes of memory")
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise _broken_off(f"ended with {done.returncode}: {''.join(last)}")
    return done.stdout.splitlines()


def _broken_off(why: str) -> SourceError:
    return SourceError(f"reading it {why} and was broken off. Expected: a table, and {AS_SAVED}")
