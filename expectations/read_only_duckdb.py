"""A SQLAlchemy dialect that opens a DuckDB file for reading, for validation only.

Great Expectations reads a result after its connection was rolled back; DuckDB has closed the
result by then. Nothing is written here, so transactions are left out altogether.
"""

from typing import Any

import duckdb
from duckdb_sqlalchemy import ConnectionWrapper, Dialect
from sqlalchemy.dialects import registry


class ReadOnlyDuckDB(Dialect):
    """DuckDB without transactions and without writing."""

    driver = "readonly"
    supports_statement_cache = False

    def connect(self, *_: Any, **parameters: Any) -> Any:
        """Opens with plain options: DuckDB refuses a second, different set in one process."""
        return ConnectionWrapper(duckdb.connect(parameters["database"], read_only=True))

    def do_begin(self, dbapi_connection: Any) -> None:
        """Nothing to begin."""

    def do_commit(self, dbapi_connection: Any) -> None:
        """Nothing to commit."""

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Nothing to roll back, and a rollback would close the result that is read next."""


DRIVER_NAME = "duckdb+readonly"

registry.register(DRIVER_NAME.replace("+", "."), __name__, ReadOnlyDuckDB.__name__)
