"""Editions of the report: one per month, named after the month of the day that it speaks for."""

import re
from calendar import monthrange
from datetime import date

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
