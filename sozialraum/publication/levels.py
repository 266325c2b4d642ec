"""Views of one level of areas each, so that a sum over a table counts nobody twice.

A table that holds several levels has an area and the larger one that it lies in: added up, they
count the same people twice. ``marts.need_sozialraum`` holds the rows of ``marts.mart_need`` at the
level of the report in any city; other levels have a view under their declared id where the table
has rows of them.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

SOZIALRAUM = "sozialraum"
SAFE = "Rows of the level {level} only, so that no area is counted within another."


def holds_levels(columns: Collection[str]) -> bool:
    """Whether a table of ``marts`` with these columns is one of areas of several levels."""
    return {"area_id", "area_level"} <= set(columns) and "other_area_level" not in columns


def view_of(table: str, level: str) -> str:
    """``need_stadtbezirk`` of ``mart_need``."""
    return f"{table.partition('_')[2]}_{level}"


def make_views(
    connection: "duckdb.DuckDBPyConnection", tables: Mapping[str, Collection[str]]
) -> dict[str, tuple[str, str]]:
    """Makes the views of ``tables`` (columns by name) in ``marts`` of the database in use.

    Returns:
        Table and level by the name of the view.
    """
    found = connection.execute("SELECT sozialraum_level FROM declared.city").fetchone()
    assert found is not None
    made = {}
    for table in sorted(one for one, columns in tables.items() if holds_levels(columns)):
        rows = connection.execute(
            f"SELECT DISTINCT area_level FROM marts.{table} WHERE area_level IS NOT NULL"
        ).fetchall()
        for level in sorted({found[0], *(level for (level,) in rows)}):
            view = view_of(table, SOZIALRAUM if level == found[0] else level)
            connection.execute(
                f"CREATE VIEW marts.{view} AS "
                f"SELECT * FROM marts.{table} WHERE area_level = '{level}'"
            )
            made[view] = (table, level)
    return made
