"""How much DuckDB may hold in memory; what is more goes to disk, beside the database.

It would take four fifths of the machine. dbt's connection has the same limit
(dbt_project/profiles.yml).
"""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT_VARIABLE = "SOZIALRAUM_MEMORY_LIMIT"
MEMORY_LIMIT = "2000MB"


def memory_limit() -> str:
    """As DuckDB takes it: ``2000MB``."""
    return os.environ.get(MEMORY_LIMIT_VARIABLE, MEMORY_LIMIT)


def limit_memory(connection: "duckdb.DuckDBPyConnection") -> None:
    """Lets a connection hold no more in memory than ``SOZIALRAUM_MEMORY_LIMIT`` says."""
    connection.execute("SET memory_limit = ?", [memory_limit()])
