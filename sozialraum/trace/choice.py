"""Finds the figure that is meant, or says which ones there are."""

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sozialraum.base.errors import MonitorError

if TYPE_CHECKING:
    import duckdb


class UnknownFigureError(MonitorError):
    """There is no such figure; the text names the nearest ones."""


def choose_figure(
    connection: "duckdb.DuckDBPyConnection", area: str, indicator: str, period: str | None
) -> tuple[str, str, str]:
    """Checks area, indicator and period; without a period it is the newest.

    Raises:
        UnknownFigureError: what does not exist, and what comes near.
    """
    areas = dict(connection.execute("SELECT area_id, area_name FROM marts.dim_area").fetchall())
    if area not in areas:
        raise UnknownFigureError(
            f"there is no area '{area}'. Nearest: {_nearest(area, areas)}. "
            "All of them: SELECT area_id, area_name FROM marts.dim_area"
        )
    indicators = dict(
        connection.execute("SELECT indicator_id, name_de FROM marts.dim_indicator").fetchall()
    )
    if indicator not in indicators:
        raise UnknownFigureError(
            f"there is no indicator '{indicator}'. Nearest: {_nearest(indicator, indicators)}. "
            "All of them: SELECT indicator_id, name_de FROM marts.dim_indicator"
        )
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


def _nearest(wanted: str, known: dict[str, str]) -> str:
    """Ids whose id or name looks like ``wanted``, with their names."""
    by_text = {text.lower(): key for key, name in known.items() for text in (name, key)}
    close: Sequence[str] = difflib.get_close_matches(wanted.lower(), by_text, n=5, cutoff=0.4)
    ids = list(dict.fromkeys(by_text[text] for text in close)) or sorted(known)[:5]
    return ", ".join(f"{key} ({known[key]})" for key in ids)
