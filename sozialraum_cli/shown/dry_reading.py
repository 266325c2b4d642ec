"""What ``sozialraum check city`` says to who declares a city."""

from collections.abc import Iterator
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from sozialraum.base.errors import MonitorError
from sozialraum.base.lines import Kinds
from sozialraum.declarations import load_catalogue
from sozialraum.declarations.doubts import alike_indicators, labels_of_other_ages
from sozialraum.declarations.unit import CLASS
from sozialraum.dry_reading import (
    Reading,
    absent_areas,
    declaration_problems,
    parts_in_two_entries,
    read_tables,
    reforms_to_come,
    said_twice,
    shares_among_percentages,
    stated_twice,
    sums_among_areas,
    sums_among_parts,
    taken_by_none,
    unknown_areas,
    unmatched,
    unused_words,
)
from sozialraum.ingest.refresh_day import today
from sozialraum_cli.terminal import console, tell

MOST_KINDS = 20
FIRST_KINDS = 5


def report_on_city(folder: Path, source: str | None = None) -> bool:
    """Says what is wrong with the declarations, or what each table became; whether all is sound.

    Args:
        source: the one table that is read, then column by column.

    Raises:
        MonitorError: there is no such table of the portal.
    """
    if problems := declaration_problems(folder):
        for problem in problems:
            tell(problem, "✗ ")
        return False
    catalogue = load_catalogue(folder)
    readings = list(read_tables(catalogue, source))
    if source is not None and not readings:
        known = ", ".join(one.id for one in catalogue.sources if one.delivery == "portal")
        raise MonitorError(f"no table of the portal is called '{source}'. Known: {known}")
    table = Table("", "source", "files", "rows", "left", "figures", "marks", "from", "to", box=None)
    for reading in readings:
        table.add_row(*map(escape, _row(reading)))
    console.print(table)
    if source is not None:
        console.print(_columns(readings[0]))
        for kind, rows in readings[0].left_kinds.most_common(MOST_KINDS):
            console.print(f"Not read by this entry: {_rows(rows)} with {kind}", markup=False)
    for reading in readings:
        for column, classes in reading.classes.items():
            said = ", ".join(f"{one!r} {times:,}" for one, times in classes.items())
            console.print(f"{reading.source.id}: classes of {column!r}: {said}", markup=False)
    for reading in readings:
        for line in _problems(reading):
            tell(line, "✗ ")
    sound = not any(reading.problems for reading in readings)
    if source is not None:
        return sound
    day = today(catalogue)
    for ids, kinds in taken_by_none(readings):
        first = "; ".join(f"{_rows(n)} with {kind}" for kind, n in kinds.most_common(FIRST_KINDS))
        more = f"; {len(kinds) - FIRST_KINDS} more kinds" if len(kinds) > FIRST_KINDS else ""
        console.print(
            f"No entry takes {_rows(kinds.total())} of the table that is read by {ids}: "
            f"{first}{more}",
            markup=False,
        )
    for line in (
        *unknown_areas(catalogue, readings, day),
        *said_twice(readings),
        *stated_twice(catalogue, readings),
        *parts_in_two_entries(catalogue, readings),
        *unmatched(catalogue, readings),
    ):
        tell(line, "✗ ")
        sound = False
    for line in (
        *reforms_to_come(catalogue, day),
        *sums_among_areas(readings),
        *sums_among_parts(readings),
        *shares_among_percentages(readings),
        *unused_words(catalogue),
        *alike_indicators(catalogue),
        *labels_of_other_ages(catalogue),
        *absent_areas(catalogue, readings),
    ):
        tell(line, "! ")
    others = [source.id for source in catalogue.sources if source.delivery == "office"]
    layers = [layer.id for layer in catalogue.layers]
    console.print(
        f"Not read here: {len(others)} tables that offices deliver, {len(layers)} layers, "
        f"{len(catalogue.registers)} registers (sozialraum check registers).",
        markup=False,
    )
    return sound


def _columns(reading: Reading) -> Table:
    table = Table("column", "rows", "measure", "unit", "figures", "least", "greatest", box=None)
    for one in reading.series:
        series = one.series
        cells = (
            series.column,
            ", ".join(f"{column}={text}" for column, text in series.labels.items()),
            f"{series.measure}[{series.key}]" if series.key else series.measure,
            series.unit,
            f"{one.figures:,}",
            *(_shown(series.unit, value) for value in (one.least, one.greatest)),
        )
        table.add_row(*map(escape, cells))
    return table


def _rows(n: int) -> str:
    return "1 row" if n == 1 else f"{n:,} rows"


def _shown(unit: str, value: float | None) -> str:
    # the number of a class is only its place among the others
    return "" if value is None or unit == CLASS else f"{value:,.10g}"


def _row(reading: Reading) -> tuple[str, ...]:
    marks = ", ".join(f"{mark or 'empty'} {n:,}" for mark, n in sorted(reading.marks.items()))
    return (
        "✗" if reading.problems else "✓",
        reading.source.id,
        f"{reading.files:,}",
        f"{reading.rows:,}",
        f"{left:,}" if (left := reading.left_kinds.total()) else "",
        f"{reading.figures:,}",
        marks,
        reading.first.text if reading.first else "",
        reading.last.text if reading.last else "",
    )


def _problems(reading: Reading) -> Iterator[str]:
    """The first of each kind, so that none hides another, and how many more there are."""
    kinds = Kinds()
    for problem in reading.problems:
        if kinds.is_told(reading.source.id, problem):
            yield f"{reading.source.id}: {problem}"
    yield from kinds.others()
