"""Which columns of a table follow from others."""

from typing import TYPE_CHECKING

from sozialraum.base.sql import identifier
from sozialraum.guess.shape import Column

if TYPE_CHECKING:
    import duckdb


def follows(
    connection: "duckdb.DuckDBPyConnection", column: Column, of: Column, code: str | None = None
) -> bool:
    """Whether a label of ``of``, or of the column of its codes, tells that of ``column``."""
    one, other = identifier(column.name), identifier(code or of.name)
    return not connection.execute(
        f"SELECT 1 FROM found GROUP BY {other} HAVING count(DISTINCT {one}) > 1 LIMIT 1"
    ).fetchall()


def are_one(connection: "duckdb.DuckDBPyConnection", one: Column, other: Column) -> bool:
    """Whether two columns say the same in other words."""
    return follows(connection, one, other) and follows(connection, other, one)
