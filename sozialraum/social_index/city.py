"""The social index of the monitored city, for each level whose areas are compared."""

from typing import TYPE_CHECKING

from sozialraum.base.errors import MonitorError
from sozialraum.base.tables import make_table
from sozialraum.declarations.social_index import IndexSpec
from sozialraum.social_index.engine import compute

if TYPE_CHECKING:
    import duckdb

TABLE = "statistics.social_index"


def write_index(connection: "duckdb.DuckDBPyConnection", spec: IndexSpec) -> int:
    """Replaces ``statistics.social_index`` from ``assess.social_index_value``.

    A level that lacks an indicator altogether has no index.

    Returns:
        Number of rows.
    """
    make_table(connection, TABLE, anew=True)
    wanted = {part.id for part in spec.indicators}
    levels = connection.execute(
        "SELECT area_level, list(DISTINCT indicator) FROM assess.social_index_value "
        "GROUP BY area_level ORDER BY area_level"
    ).fetchall()
    dynamics = spec.dynamics is not None
    for level, indicators in levels:
        if not wanted <= set(indicators):
            continue
        connection.execute(
            "CREATE OR REPLACE TEMP VIEW index_input AS SELECT area, period, indicator, value "
            f"FROM assess.social_index_value WHERE area_level = '{level}'"
        )
        try:
            compute(connection, spec, "index_input", "statistics.social_index_level")
        except MonitorError as error:
            raise MonitorError(f"social index of level {level}: {error}") from None
        connection.execute(
            f"""
            INSERT INTO {TABLE}
            SELECT area, period::INTEGER, score, rank, areas, class,
                {"dynamic_score, dynamic_class, index_class" if dynamics else "NULL, NULL, NULL"}
            FROM statistics.social_index_level
            """
        )
    connection.execute("DROP TABLE IF EXISTS statistics.social_index_level")
    row = connection.execute(f"SELECT count(*) FROM {TABLE}").fetchone()
    return row[0] if row else 0
