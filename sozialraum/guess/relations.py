"""Which columns of a table follow from others."""

from typing import TYPE_CHECKING

from sozialraum.base.sql import identifier
from sozialraum.guess.shape import Column

if TYPE_CHECKING:
    import duckdb


def follows(
    connection: "duckdb.DuckDBPyConnection",
    column: Column,
    of: Column,
    code: str | None = None,
    among: Column | None = None,
) -> bool:
    """Whether a label of ``of``, or of the column of its codes, tells that of ``column``, in the
    rows that say something in ``among``."""
    one, other = identifier(column.name), identifier(code or of.name)
    rows = f"WHERE {identifier(among.name)} <> ''" if among else ""
    return not connection.execute(
        f"SELECT 1 FROM found {rows} GROUP BY {other} HAVING count(DISTINCT {one}) > 1 LIMIT 1"
    ).fetchall()


def are_one(
    connection: "duckdb.DuckDBPyConnection", one: Column, other: Column, is_partial: bool = False
) -> bool:
    """Whether two columns say the same in other words; ``is_partial``: where the first says
    something."""
    among = one if is_partial else None
    return follows(connection, one, other, among=among) and follows(
        connection, other, one, among=among
    )
