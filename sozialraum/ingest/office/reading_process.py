"""The process in which an office's file is read: what breaks there, breaks there.

python -I -m sozialraum.ingest.office.reading_process .xlsx MEMORY SECONDS PARENT DELIMITERS

The file's bytes come by standard input; each sheet goes out as a line of JSON, or why there is
none. A file is whatever somebody put into a folder: it may ask for 500 GB, run for hours or abort
its reader. Here it has its share of memory (bytes) and of processor time, and no more; and this
process does not outlive the one (its number) that waits for it.
"""

import csv
import io
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import astuple
from datetime import datetime
from threading import Thread

from sozialraum.base.errors import SourceError
from sozialraum.ingest.office.grid import AsShown, Cell, Grid, Merged, Unseen, check_extent
from sozialraum.ingest.office.ods import read_ods
from sozialraum.ingest.office.package import MAX_UNPACKED_BYTES
from sozialraum.ingest.office.xlsx import AS_SAVED, read_xlsx

LOOK_SECONDS = 0.5


def main(kind: str, memory: int, seconds: int, parent: int, delimiters: str) -> None:
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, allowed = resource.getrlimit(what)
        most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(what, (most, most))
    said = 0
    for line in _lines(kind, sys.stdin.buffer.read(), delimiters):
        said += len(line)
        # one text may stand in a million cells
        if said > MAX_UNPACKED_BYTES:
            line = _refusal(f"its cells hold more than {MAX_UNPACKED_BYTES:,} characters")
        print(line)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


def _lines(kind: str, content: bytes, delimiters: str) -> Iterator[str]:
    try:
        for grid in READERS[kind](content) if kind in READERS else _read_csv(content, delimiters):
            yield json.dumps(vars(grid), default=_as_json)
    except SourceError as error:
        yield _refusal(str(error))
    except MemoryError:
        raise  # there may be none left to say so
    except Exception as error:
        # whatever libraries find wrong with bytes that nobody vouches for
        yield _refusal(
            f"it cannot be opened as a spreadsheet ({type(error).__name__}: {error}). "
            f"Expected: {AS_SAVED}"
        )


def _refusal(why: str) -> str:
    return json.dumps({"refused": why})


def _as_json(cell: object) -> object:
    """Dates and times as text: 2025-06-30."""
    if isinstance(cell, Merged | AsShown | Unseen):
        return astuple(cell)
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    return str(cell)


def _read_csv(content: bytes, delimiters: str) -> Iterator[Grid]:
    """The file under each delimiter that it may have."""
    text = _decode(content)
    if not text.strip():
        raise SourceError("the file is empty. Expected: a table")
    there = [delimiter for delimiter in delimiters if delimiter in text]
    if not there:
        named = " or ".join(map(repr, delimiters))
        raise SourceError(f"there is no {named} in it. Expected: a table with fields between them")
    for delimiter in there:
        rows, broken = list[list[str]](), ""
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
                rows.append(row)
        except csv.Error as error:
            broken = (
                f"row {len(rows) + 1} cannot be read: {error}. Expected: quotes around the whole "
                "of a field, and each quote in it twice"
            )
        fields = tuple(map(len, rows))
        width = max(fields, default=0)
        check_extent("", len(rows), width)
        padded: list[list[Cell]] = [[*row, *[""] * (width - len(row))] for row in rows]
        yield Grid(None, padded, fields=fields, delimiter=delimiter, broken=broken)


def _decode(content: bytes) -> str:
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_wide else ["utf-8-sig", "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            row = content[: error.start].count(b"\n") + 1
            where = f"row {row}, byte {error.start}: {content[error.start : error.end]!r}"
    raise SourceError(f"{where} is no text. Expected: UTF-8 or Windows-1252")


READERS = {".ods": read_ods, ".xlsx": read_xlsx}


if __name__ == "__main__":
    _, of_kind, most_memory, most_seconds, waits, between = sys.argv
    main(of_kind, int(most_memory), int(most_seconds), int(waits), between)
