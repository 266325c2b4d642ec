"""What a refresh left behind, in figures: read from the build or the published database."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sozialraum.audit.rejects import Rejects, read_rejects
from sozialraum.base.sql import is_there

REJECTS = "raw.reject"


@dataclass(frozen=True)
class Status:
    """Counts for a summary; ``failed`` are (table, check, severity, observed), ``unread`` the
    sources that could not be had or read, each with the reason, ``news`` what is new since the last
    edition, in up to three lines, ``rejects`` the cells that could not be used."""

    sources: int
    stale_sources: Sequence[str]
    unread: Sequence[tuple[str, str]]
    awaited_sources: Sequence[str]
    unreleased_sources: Sequence[str]
    rows: int
    rejected: int
    checks: int
    passed: int
    failed: Sequence[tuple[str, str, str, str]]
    indicators_by_level: Sequence[tuple[str, int, int]]
    news: Sequence[str] = ()
    rejects: Sequence[Rejects] = ()


@dataclass(frozen=True)
class Blocked:
    """A critical check that failed, with some of the rows that failed it."""

    table: str
    check: str
    observed: str
    sample: Sequence[Mapping[str, Any]]
    failing_rows: int | None = None
    rejects: Sequence[Rejects] = ()
    """Where the rows are cells that could not be used: all of them, the equal ones as one."""


STOPPED_BY: list[Blocked] = []
"""The critical checks that the last run of this process failed, as it read them while it held the
warehouse: by now another run may build there."""


def read_blocking(build_database: Path) -> list[Blocked]:
    """The critical checks that the last refresh failed; empty where there was none."""
    import duckdb

    if not build_database.is_file():
        return []
    with duckdb.connect(build_database, read_only=True) as connection:
        if not is_there(connection, "audit.check_result"):
            return []
        rows = connection.execute(
            "SELECT table_name, check_name, observed, sample, failing_rows FROM audit.check_result "
            "WHERE NOT passed AND severity = 'critical' ORDER BY ALL"
        ).fetchall()
        rejects = read_rejects(connection) if any(table == REJECTS for table, *_ in rows) else []
    return [
        Blocked(
            table, check, found, json.loads(sample), failing, rejects if table == REJECTS else ()
        )
        for table, check, found, sample, failing in rows
    ]


def read_status(database: Path) -> Status:
    """Reads a published database."""
    import duckdb

    def all_rows(query: str) -> list[Any]:
        found: list[Any] = connection.execute(query).fetchall()
        return found

    with duckdb.connect(database, read_only=True) as connection:
        rejects = read_rejects(connection)
        sources = all_rows(
            "SELECT source_id, rows, rejected, state FROM marts.mart_source_status ORDER BY 1"
        )
        unread = all_rows(
            """
            SELECT source_id, fetch_problem FROM marts.mart_source_status
            WHERE fetch_problem IS NOT NULL
            UNION ALL
            SELECT source_id, problem FROM marts.mart_layer_status WHERE problem IS NOT NULL
            ORDER BY ALL
            """
        )
        checks = all_rows(
            "SELECT table_name, check_name, severity, observed, passed "
            "FROM marts.mart_data_quality ORDER BY ALL"
        )
        levels = all_rows(
            """
            SELECT level.name_de, count(DISTINCT fact.indicator_id), count(*)
            FROM marts.fct_indicator AS fact
            JOIN declared.area_level AS level USING (area_level)
            WHERE fact.value IS NOT NULL
            GROUP BY level.name_de, level.level_rank
            ORDER BY level.level_rank
            """
        )
    return Status(
        sources=len(sources),
        stale_sources=[
            source_id
            for source_id, _, _, state in sources
            if state in ("stale", "not_landed", "unreadable")
        ],
        unread=unread,
        awaited_sources=[
            source_id for source_id, _, _, state in sources if state == "awaiting_first_delivery"
        ],
        unreleased_sources=[
            source_id for source_id, _, _, state in sources if state == "unreleased"
        ],
        rows=sum(rows for _, rows, _, _ in sources),
        rejected=sum(rejected for _, _, rejected, _ in sources),
        checks=len(checks),
        passed=sum(passed for *_, passed in checks),
        failed=[(t, c, s, o) for t, c, s, o, passed in checks if not passed],
        indicators_by_level=levels,
        rejects=rejects,
    )
