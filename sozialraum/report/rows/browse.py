"""All published figures, for the page to browse: by the very query that the page shows for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

_FIGURE = (
    "area_id", "area_name", "indicator_id", "period", "value", "ci_low", "ci_high", "method",
    "status",
)  # fmt: skip
_NEED = (
    "need_class", "class_is_sure", "is_undetermined", "rank", "rank_low", "rank_high",
    "areas_ranked",
)  # fmt: skip
"""What ``mart_need`` says beside a figure; earlier publications lack some of it."""

_OWN = {
    "value": "fct_indicator.value",
    "ci_low": "fct_indicator.ci_low",
    "ci_high": "fct_indicator.ci_high",
    "method": "fct_indicator.method",
    "status": "fct_indicator.status",
}
"""What both tables have."""


@dataclass(frozen=True)
class Figures:
    """``rows``: a figure each, in ``columns``; by indicator, then period, then area.

    ``query``: the SQL for a choice of them; ``%indicator``, ``%levels``, ``%periods`` and
    ``%areas`` give way to what is chosen, the last two to further conditions or nothing.
    ``starts``: the first day of each indicator's periods.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    query: str
    starts: dict[tuple[str, str], str]


def read_figures(database: Path) -> Figures:
    """Reads them all but those of unknown areas; the database is opened read-only."""
    with duckdb.connect(database, read_only=True) as connection:
        there = {
            row[0]
            for row in connection.execute("describe select * from marts.mart_need").fetchall()
        }
        columns = (*_FIGURE, *(one for one in _NEED if one in there))
        selected = _wrapped([_OWN.get(one, one) for one in columns])
        tables = (
            "from marts.fct_indicator\n"
            "join marts.dim_area using (area_id)\n"
            "left join marts.mart_need using (area_id, indicator_id, period)\n"
            "where not is_unknown"
        )
        order = "order by indicator_id, fct_indicator.period_start, period, area_id"
        rows = connection.execute(f"select\n{selected}\n{tables}\n{order}").fetchall()
        days = connection.execute(
            "select distinct indicator_id, period, period_start::varchar from marts.fct_indicator"
        ).fetchall()
    query = (
        f"select\n{selected}\n{tables}\n    and indicator_id = %indicator\n"
        f"    and dim_area.area_level in (%levels)%periods%areas\n{order};"
    )
    return Figures(columns, rows, query, {(one, period): day for one, period, day in days})


def _wrapped(columns: Sequence[str], width: int = 88) -> str:
    """The columns of a query, in lines of readable length."""
    lines = ["   "]
    for number, column in enumerate(columns):
        part = f" {column}" + ("," if number < len(columns) - 1 else "")
        if len(lines[-1]) + len(part) > width:
            lines.append("   ")
        lines[-1] += part
    return "\n".join(lines)
