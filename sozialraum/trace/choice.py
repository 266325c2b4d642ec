"""Finds the figure that is meant, or says which ones there are."""

import difflib
from typing import TYPE_CHECKING

from sozialraum import names
from sozialraum.base.errors import MonitorError

if TYPE_CHECKING:
    import duckdb


class UnknownFigureError(MonitorError):
    """Area and indicator exist, and have no such figure; the text says which they have."""


def choose_figure(
    connection: "duckdb.DuckDBPyConnection", area: str, indicator: str, period: str | None
) -> tuple[str, str, str]:
    """The ids of area and indicator, by id or name, and the period; by default the newest.

    Raises:
        UnknownNameError: nothing goes by the name, or several do; names them.
        UnknownFigureError: there is no figure of these; the text says which there are.
    """
    indicator = names.indicators(connection).resolve(indicator)
    area = _area_with_figure(connection, area, indicator)
    periods = [
        row[0]
        for row in connection.execute(
            "SELECT period FROM marts.fct_indicator WHERE area_id = ? AND indicator_id = ? "
            "ORDER BY period_end",
            [area, indicator],
        ).fetchall()
    ]
    if not periods:
        raise UnknownFigureError(_no_figure(connection, area, indicator))
    if period is None:
        return area, indicator, periods[-1]
    if period not in periods:
        close = difflib.get_close_matches(period, periods, n=3, cutoff=0.5)
        near = f" Nearest: {', '.join(close)}." if close else ""
        raise UnknownFigureError(
            f"'{indicator}' has no figure for '{area}' in '{period}'.{near} "
            f"There are {len(periods)} from {periods[0]} to {periods[-1]}."
        )
    return area, indicator, period


def _area_with_figure(connection: "duckdb.DuckDBPyConnection", wanted: str, indicator: str) -> str:
    """Of several areas of a name the one that the indicator has figures for."""
    every = names.areas(connection)
    try:
        return every.resolve(wanted)
    except names.AmbiguousNameError:
        rows = connection.execute(
            "SELECT DISTINCT area_id FROM marts.fct_indicator WHERE indicator_id = ?", [indicator]
        ).fetchall()
        return every.among({one for (one,) in rows}).resolve(wanted)


def _no_figure(connection: "duckdb.DuckDBPyConnection", area: str, indicator: str) -> str:
    levels = connection.execute(
        "SELECT DISTINCT area_level FROM marts.fct_indicator WHERE indicator_id = ? ORDER BY ALL",
        [indicator],
    ).fetchall()
    if not levels:
        return f"'{indicator}' has no figure at all yet: its sources have delivered nothing."
    return (
        f"'{indicator}' has no figure for '{area}'; it exists for areas of the level "
        + ", ".join(level for (level,) in levels)
    )
