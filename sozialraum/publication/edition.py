"""Editions of the report: one per month, named after the month of the day that it speaks for."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path

from sozialraum.base.errors import MonitorError


def month_of(day: date) -> str:
    """``2026-11`` for a day in November 2026."""
    return f"{day:%Y-%m}"


def last_day(month: str) -> date:
    """The day whose knowledge a finished month's edition shows.

    Raises:
        MonitorError: not a month.
    """
    if not re.fullmatch(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])", month):
        raise MonitorError(f"'{month}' is not a month like 2026-11")
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


def edition_day(month: str, newest: date, today: date) -> date:
    """The last day of a finished month; of the running one today.

    Args:
        newest: the day that a refresh speaks for if none is asked for, which an edition of its
            month speaks for, too: that of the bundled figures, where these are used.

    Raises:
        MonitorError: the month has not begun.
    """
    day = last_day(month)
    if month == month_of(newest):
        return newest
    if day <= max(newest, today):
        return day
    if month == month_of(today):
        return today
    raise MonitorError(f"{month} has not begun: today is {today}")


def of_an_older_form(database: Path, lacks: str) -> MonitorError:
    """What to say of a publication of an earlier version of this project, which stays as it is.

    Args:
        lacks: what it has not that is needed.
    """
    folder = database.resolve().parent.name
    try:
        month = month_of(date.fromisoformat(folder[:10]))
    except ValueError:
        out = "sozialraum refresh makes one of today's form"
    else:
        out = (
            f"sozialraum report --month {month} makes its edition again beside it, of what was "
            "landed by then, in today's form"
        )
    return MonitorError(
        f"{database} holds no {lacks}: an earlier version of this program published it; its "
        f"figures can be read as they are. {out}"
    )
