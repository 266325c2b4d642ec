"""Cells that could not be used, the equal ones of a source as one: a column that moved is one
fault, in however many rows it stands. A cell with several faults is counted under each, so that
none hides another."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sozialraum.base.lines import SHOWN, kind_of
from sozialraum.base.sql import is_there

if TYPE_CHECKING:
    import duckdb


ALSO = "; also "
"""Between the faults of one cell (``stg_cell``)."""
_UNREAD_PERIOD = re.compile(r"unreadable period: (.*) \(expected a \w+\)")  # stg_period_label


@dataclass(frozen=True)
class Rejects:
    """``places``: file, row and column of the first ones; ``reason``: of the first."""

    source_id: str
    reason: str
    cells: int
    places: Sequence[str]

    @property
    def text(self) -> str:
        more = self.cells - len(self.places)
        places = "; ".join(self.places) + (f"; and {more} more" if more else "")
        cells = f"{self.cells} cells" if self.cells > 1 else "1 cell"
        return f"{self.source_id}: {cells}: {self.reason}{self._fits}: {places}"

    @property
    def _fits(self) -> str:
        # declarations take long to load; every command knows of rejects, few meet one
        from sozialraum.declarations.periods import would_fit

        unread = _UNREAD_PERIOD.fullmatch(self.reason)
        return would_fit(unread[1]) if unread else ""


def read_rejects(connection: "duckdb.DuckDBPyConnection") -> list[Rejects]:
    """Of the build or a published database, by source; empty where there is no such table."""
    if not is_there(connection, "raw.reject"):
        return []
    kinds: dict[tuple[str, str], list[Rejects]] = defaultdict(list)
    for source_id, reason, cells, places in connection.execute(
        f"""
        SELECT source_id, reason, count(*), list(
            file || coalesce(', sheet ' || sheet, '') || ', row ' || row_number || ', '
                || column_name || coalesce(' (' || cell_address || ')', '')
            ORDER BY file, row_number, column_name
        )[:{SHOWN}]
        FROM raw.reject
        GROUP BY source_id, reason
        ORDER BY source_id, min(row_number), reason
        """
    ).fetchall():
        for fault in reason.split(ALSO):
            kinds[source_id, kind_of(fault)].append(Rejects(source_id, fault, cells, places))
    return [
        Rejects(
            source_id,
            group[0].reason,
            sum(one.cells for one in group),
            [place for one in group for place in one.places][:SHOWN],
        )
        for (source_id, _), group in kinds.items()
    ]
