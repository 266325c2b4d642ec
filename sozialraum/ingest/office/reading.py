"""Has an office's file read in a process of its own, and takes what it says."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from subprocess import PIPE

from sozialraum.base.errors import SourceError
from sozialraum.base.signals import unheard
from sozialraum.ingest.office.grid import AsShown, Grid, Merged, Unseen, as_shown
from sozialraum.ingest.office.number_format import Shown
from sozialraum.ingest.office.xlsx import AS_SAVED
from sozialraum.ingest.passing import BROKEN_OFF

PROGRAM = "sozialraum.ingest.office.reading_process"
DELIMITERS = ";,\t"
# A table of 2 million cells takes 0.5 GB and 8 s.
MAX_MEMORY = 1_500_000_000
MAX_SECONDS = 60
FROM_OUTSIDE = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""No file can send these to its reader."""


def read_grids(content: bytes, kind: str, delimiters: str = DELIMITERS) -> Iterator[Grid]:
    """The visible sheets of a spreadsheet, or a CSV file under each delimiter it may have.

    Args:
        kind: ``.xlsx``, ``.ods`` or ``.csv``.
        delimiters: of CSV.

    Raises:
        SourceError: not a readable spreadsheet or text, too large, protected by a password.
    """
    return map(grid_of, _output(content, kind, delimiters))


def grid_of(line: bytes | str) -> Grid:
    """
    Args:
        line: what the process says of a sheet.

    Raises:
        SourceError: it refused the file.
    """
    said = json.loads(line)
    if "refused" in said:
        raise SourceError(said["refused"])
    merged = tuple(Merged(*corners) for corners in said["merged"])
    shown = tuple(AsShown(Merged(*cells), Shown(*how)) for cells, how in said["shown"])
    unseen = tuple(Unseen(Merged(*cells), why) for cells, why in said["unseen"])
    fields = tuple(said["fields"])
    return as_shown(
        Grid(
            said["sheet"],
            said["rows"],
            merged,
            shown,
            unseen,
            fields,
            said["delimiter"],
            said["broken"],
        )
    )


def _output(content: bytes, kind: str, delimiters: str) -> list[bytes]:
    # -I: no variable and no folder of whoever started the refresh changes what is imported
    limits = map(str, (MAX_MEMORY, MAX_SECONDS, os.getpid()))
    command = [sys.executable, "-I", "-m", PROGRAM, kind, *limits, delimiters]
    try:
        with unheard(signal.SIGTERM):
            reader = subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
        with reader:
            try:
                said, problem = reader.communicate(content, timeout=MAX_SECONDS)
            finally:
                reader.kill()
    except subprocess.TimeoutExpired:
        raise _passing(_broken_off(f"took more than {MAX_SECONDS} seconds")) from None
    except OSError as error:
        raise _passing(
            SourceError(
                f"no process could be started to read it: {error.strerror}. Expected: room for "
                "one; the next refresh tries again"
            )
        ) from None
    if b"MemoryError" in problem or b"memory allocation" in problem:
        raise _broken_off(f"took more than {MAX_MEMORY:,} bytes of memory")
    told = -reader.returncode
    if told in FROM_OUTSIDE:
        raise _passing(
            SourceError(
                f"reading it was ended by {signal.Signals(told).name}: by somebody, or by the "
                "kernel, if memory ran out. Expected: that it is read to its end; the next refresh "
                "tries again"
            )
        )
    if reader.returncode:
        last = problem.decode(errors="replace").strip().splitlines()[-1:]
        raise _broken_off(f"ended with {reader.returncode}: {''.join(last)}")
    return said.splitlines()


def _passing(error: SourceError) -> SourceError:
    BROKEN_OFF.append(str(error))
    return error


def _broken_off(why: str) -> SourceError:
    return SourceError(f"reading it {why} and was broken off. Expected: a table, and {AS_SAVED}")
