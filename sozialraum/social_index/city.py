"""The social index of the monitored city, for each level whose areas are compared."""

from typing import TYPE_CHECKING

from sozialraum.base.errors import MonitorError
from sozialraum.base.tables import make_table
from sozialraum.declarations.social_index import IndexSpec
from sozialraum.social_index.engine import compute

if TYPE_CHECKING:
    import duckdb

TABLE = "statistics.social_index"
RANGES = "statistics.social_index_range"
CONFIDENCE = 0.95


def write_index(connection: "duckdb.DuckDBPyConnection", spec: IndexSpec | None) -> dict[str, int]:
    """Replaces ``statistics.social_index`` from ``assess.social_index_value``, and the ranges of
    its newest places from the drawn values.

    A level that lacks an indicator altogether has no index, nor has a city that declares none.

    Returns:
        Number of rows by table.
    """
    make_table(connection, TABLE, anew=True)
    make_table(connection, RANGES, anew=True)
    if spec is None:
        return {TABLE: 0, RANGES: 0}
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
            "CREATE OR REPLACE TEMP VIEW index_input AS SELECT area, period, indicator, value, "
            f"is_comparable FROM assess.social_index_value WHERE area_level = '{level}'"
        )
        try:
            compute(
                connection, spec, "index_input", "statistics.social_index_level",
                "given.is_comparable",
            )  # fmt: skip
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
    _write_ranges(connection, spec)
    connection.execute("DROP TABLE IF EXISTS statistics.social_index_level")
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        for table in (TABLE, RANGES)
    }


def _write_ranges(connection: "duckdb.DuckDBPyConnection", spec: IndexSpec) -> None:
    """The index of every draw of the newest values, as if each draw were a period of its own.

    Levels of which a figure was not drawn, or not of the same end of a year, have no ranges.
    """
    levels = connection.execute(
        "SELECT area_level, any_value(period_end) FROM statistics.index_draw GROUP BY area_level "
        "HAVING count(DISTINCT indicator_id) = ? AND count(DISTINCT period_end) = 1 "
        "ORDER BY area_level",
        [len(spec.indicators)],
    ).fetchall()
    still = spec.model_copy(update={"dynamics": None, "classes": None})
    for level, period_end in levels:
        connection.execute(
            "CREATE OR REPLACE TEMP VIEW index_input AS SELECT area_id AS area, "
            "indicator_id AS indicator, generate_subscripts(drawn, 1) AS period, "
            f"unnest(drawn) AS value FROM statistics.index_draw WHERE area_level = '{level}'"
        )
        compute(connection, still, "index_input", "statistics.social_index_level", are_drawn=True)
        tail = (1 - CONFIDENCE) / 2
        connection.execute(
            f"""
            INSERT INTO {RANGES} BY NAME
            SELECT area AS area_id, {period_end.year} AS year,
                avg((rank <= (SELECT top_ranks FROM declared.coverability))::INTEGER) AS p_top,
                quantile_disc(rank, {tail}) AS rank_from,
                quantile_disc(rank, {1 - tail}) AS rank_to
            FROM statistics.social_index_level
            WHERE score IS NOT NULL GROUP BY area ORDER BY area
            """
        )
