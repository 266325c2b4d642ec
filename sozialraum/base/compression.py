"""How DuckDB compresses what it writes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def compress_quickly(connection: "duckdb.DuckDBPyConnection") -> None:
    """Lets DuckDB try no FSST on what is written: a third of the time in which it writes a build
    went into it, and the files are as large without (`docs/performance.md`)."""
    connection.execute("SET disabled_compression_methods = 'fsst'")
