"""Rows and tables as a person reads them in a terminal, or as JSON and CSV for machines."""

import csv
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from itertools import islice
from typing import Any

from rich.cells import cell_len
from rich.markup import escape
from rich.table import Table

from sozialraum.query import Answer, Described
from sozialraum_cli.machines import plain, print_json
from sozialraum_cli.terminal import Terminal, errors, number

PLACES = 4
GAP = 2
"""Blanks between two columns."""
FOLDED = 30
"""How narrow a column of a table may become."""


def print_answer(answer: Answer) -> None:
    """A table; where it is wider than the terminal, one row after the other."""
    console = Terminal(highlight=False)
    texts = [[_text(value) for value in row] for row in answer.rows]
    widths = [
        max(cell_len(line) for text in column for line in (text.splitlines() or [""]))
        for column in zip(answer.columns, *texts, strict=True)
    ]
    # a long text may be folded, a short one not
    if sum(min(width, FOLDED) + GAP for width in widths) <= console.width:
        console.print(_table(answer, texts))
    else:
        _print_records(answer, texts, console)
    shown = len(answer.rows)
    if shown < answer.total:
        console.print(
            f"{number(shown)} of {number(answer.total)} rows; more with --limit, all with --csv"
        )
    else:
        console.print(f"{number(shown)} row{'s' if shown != 1 else ''}")


def _table(answer: Answer, texts: Sequence[Sequence[str]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0))
    for place, name in enumerate(answer.columns):
        values = [row[place] for row in answer.rows]
        is_number = any(_is_number(value) for value in values)
        table.add_column(escape(name), justify="right" if is_number else "left", no_wrap=is_number)
    for row in texts:
        table.add_row(*map(escape, row))
    return table


def _print_records(answer: Answer, texts: Sequence[Sequence[str]], console: Terminal) -> None:
    for place, row in enumerate(texts, start=1):
        console.print(f"[dim]row {number(place)}[/dim]")
        record = Table(box=None, show_header=False, pad_edge=False)
        record.add_column(no_wrap=True)
        record.add_column(overflow="fold")
        for name, text in zip(answer.columns, row, strict=True):
            record.add_row(escape(name), escape(text))
        console.print(record)


def _text(value: Any) -> str:
    """As a table shows it: ISO dates, a decimal point, nothing where there is no value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        if not math.isfinite(value) or 0 < abs(value) < 10**-PLACES:
            return f"{value:.{PLACES}g}"
        return f"{value:.{PLACES}f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    return str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def print_objects(
    columns: Sequence[str], rows: Iterator[tuple[Any, ...]], limit: int | None
) -> None:
    """One object a row."""
    print_json([dict(zip(columns, row, strict=True)) for row in islice(rows, limit)])
    _tell_rest(rows, limit)


def print_csv(columns: Sequence[str], rows: Iterator[tuple[Any, ...]], limit: int | None) -> None:
    """Each row is written when it comes."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(_cell, row) for row in islice(rows, limit))
    _tell_rest(rows, limit)


def _cell(value: Any) -> Any:
    """Lists and truth as JSON writes them: Python's way is nobody else's."""
    value = plain(value)
    if isinstance(value, list | dict | bool):
        return json.dumps(value, ensure_ascii=False)
    return value


def _tell_rest(rows: Iterator[tuple[Any, ...]], limit: int | None) -> None:
    """How many there would have been beyond the limit."""
    if limit is not None and (more := sum(1 for _ in rows)):
        errors.print(f"{number(limit)} of {number(limit + more)} rows")


def print_tables(tables: Sequence[tuple[str, str]], *, as_json: bool) -> None:
    if as_json:
        print_json([{"table": name, "description": text} for name, text in tables])
        return
    shown = Table(box=None, pad_edge=False)
    shown.add_column("table", no_wrap=True)
    shown.add_column("what it says")
    for name, text in tables:
        shown.add_row(escape(name), escape(text))
    console = Terminal(highlight=False)
    console.print(shown)
    console.print("Its columns: sozialraum describe TABLE")


def print_described(found: Described, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(found))
        return
    console = Terminal(highlight=False)
    console.print(f"[bold]{escape(found.name)}[/bold], {number(found.rows)} rows")
    console.print(escape(found.description))
    if found.key:
        console.print(f"Key: {escape(', '.join(found.key))}")
    table = Table(box=None, pad_edge=False)
    for heading in ("column", "type"):
        table.add_column(heading, no_wrap=True)
    table.add_column("what it says")
    for column in found.columns:
        table.add_row(escape(column.name), escape(column.type), escape(column.description))
    console.print()
    console.print(table)
