"""When the figures of a table are from: by its columns, or by the headers of figures."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sozialraum.declarations.periods import PERIOD_PATTERNS, exchanged, fitting, read_period
from sozialraum.guess.columns import COARSE_FIRST, periods_in_headers
from sozialraum.guess.relations import are_one
from sozialraum.guess.shape import NO_PERIOD, Column, Guess
from sozialraum.guess.signs import WHOLE, YEAR

if TYPE_CHECKING:
    import duckdb

_CENTURIES = {18, 19, 20, 21}
_MOST = 0.7
_DAYS = {"school_year": 365, "year": 365, "half_year": 183, "quarter": 91, "month": 30, "week": 7}


def find_period(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """A column of years with its parts, of days, or of labels such as 2020Q1."""
    years = [
        c
        for c in found.of("unknown")
        if all(YEAR.fullmatch(text) for text in c.texts) and not YEAR.search(c.name)
    ]
    if years and (dated := _dated(found, years[0])) is not None:
        years[0].role = "constant"
        found.doubts.append(
            f"{dated.name!r} tells the day of each figure; if only the year in {years[0].name!r} "
            f"counts: `cadence: year`, `period: {{year: {years[0].name}}}`"
        )
    elif years:
        years[0].role, years[0].period, found.cadence = "period", "year", "year"
        for part, numbers in (("quarter", (4,)), ("month", (12,)), ("week", (52, 53))):
            pattern = re.compile(PERIOD_PATTERNS[part])
            for column in found.of("unknown"):
                is_part = len(column.filled) in numbers and all(map(pattern.match, column.filled))
                if is_part and not _numbers_others(connection, found, column):
                    column.role, column.period, found.cadence = "period", part, part
                    return
        return
    for column in found.of("unknown"):
        if not column.filled or any(not re.search(r"\d{4}|\d\d/\d\d", t) for t in column.filled):
            continue
        fits = _fits(column)
        cadences = [one for one in COARSE_FIRST if f"cadence {one}" in fits]
        found.date_format = _date_format(column, fits)
        if not cadences and found.date_format is None:
            continue
        column.role = "period"
        column.period = "date" if found.date_format else "label"
        if found.date_format is None:
            found.cadence = cadences[0]
            return
        if f"format {exchanged(found.date_format)}" in fits:
            found.doubts.append(
                f"each day may also be read with month and day exchanged: it is taken as "
                f"{found.date_format}; if the provider means {exchanged(found.date_format)}, "
                "say that"
            )
        # a day stands for the longest period that all of them end, if there is one for most
        days = _days(column, found.date_format)
        found.cadence = next((one for one in cadences if _is_dense(days, one)), "day")
        if all(read_period("school_year", {"date": str(one)}) for one in days):
            found.doubts.append(
                "each day is taken for a reference day; if it is that on which a school year ends: "
                "`cadence: school_year`"
            )
        elif not cadences:
            _find_beginnings(found, days)
        return


def _dated(found: Guess, years: Column) -> Column | None:
    """A column of days, each in one of these years."""
    told = {int(one) for one in years.filled}
    for column in found.of("unknown"):
        date_format = _date_format(column, _fits(column))
        if date_format and {one.year for one in _days(column, date_format)} == told:
            return column
    return None


def _fits(column: Column) -> set[str]:
    """How all of its texts may be read as periods."""
    fits = [set(fitting(text)) for text in column.filled[:500]]
    return set.intersection(*fits) if fits else set()


def _date_format(column: Column, fits: set[str]) -> str | None:
    """Of several formats the longest; none where days of other centuries would come of it."""
    formats = [one.removeprefix("format ") for one in fits if one.startswith("format ")]
    likely = [
        one for one in formats if {day.year // 100 for day in _days(column, one)} <= _CENTURIES
    ]
    return max(likely, key=lambda one: (len(one), not one.startswith("M"), one), default=None)


def _numbers_others(connection: "duckdb.DuckDBPyConnection", found: Guess, column: Column) -> bool:
    """Whether a column only numbers the classes that another one names."""
    return any(
        are_one(connection, other, column)
        for other in found.of("unknown")
        if other is not column
        and len(other.filled) == len(column.filled)
        and not any(fitting(text) for text in other.filled)
        and not all(WHOLE.fullmatch(text) for text in other.filled)
    )


def _days(column: Column, date_format: str) -> list[date]:
    """In their order."""
    read = [read_period("day", {"date": one}, date_format) for one in column.filled]
    return sorted(one.start for one in read if one is not None)


def _is_dense(days: Sequence[date], cadence: str) -> bool:
    """Whether from the first day to the last there is one for most periods."""
    return len(days) > _MOST * (1 + (days[-1] - days[0]).days / _DAYS[cadence])


def _find_beginnings(found: Guess, days: Sequence[date]) -> None:
    """Days on which the longest period begins that all of them can begin; others are reference
    days."""
    if _all_begin("year", days):
        found.doubts.append(
            "each day is taken for a reference day; if it is that on which its year begins: "
            "`cadence: year` and, in `period`, `date_is: first_day`"
        )
        return
    for cadence in COARSE_FIRST:
        if len(days) > 1 and _all_begin(cadence, days) and _is_dense(days, cadence):
            found.cadence, found.date_is = cadence, "first_day"
            found.doubts.append(
                f"each day is taken for the {cadence} that begins on it; if it is a reference day: "
                "`cadence: day`, and no `date_is`"
            )
            return


def _all_begin(cadence: str, days: Sequence[date]) -> bool:
    read = (read_period(cadence, {"date": str(one)}, date_is="first_day") for one in days)
    return all(one is not None for one in read)


def find_periods_in_headers(found: Guess) -> None:
    """Where no column says when, headers of figures may, also of one that holds marks alone."""
    if found.of("period"):
        return
    figures = found.of("figure")
    named, cadence = periods_in_headers([one.name for one in figures])
    patterns = {one.pattern for one in named.values()}
    for column in found.of("constant"):
        # a period of which no figure is known
        if any(re.fullmatch(pattern, column.name) for pattern in patterns):
            column.role = "figure"
            column.marks = {text: n for text, n in column.texts.items() if text}
            figures.append(column)
    named, _ = periods_in_headers([one.name for one in figures])
    for column in figures:
        column.in_header = named.get(column.name)
    found.cadence = cadence or found.cadence
    if any(column.in_header is None for column in figures):
        found.doubts.append(NO_PERIOD)
