"""A SQLAlchemy dialect that opens a DuckDB file for reading, for validation only.

Great Expectations reads a result after its connection was rolled back; DuckDB has closed the
result by then. Nothing is written here, so transactions are left out altogether. And
SQLAlchemy 2.1 reflects columns through `pg_collation`, which DuckDB does not have, so columns
are read from DuckDB's own catalogue.
"""

from typing import Any

import duckdb
from duckdb_engine import ConnectionWrapper, Dialect
from sqlalchemy import text
from sqlalchemy.dialects import registry
from sqlalchemy.engine.interfaces import ReflectedColumn, ReflectedPrimaryKeyConstraint
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.types import NullType

_COLUMNS = text("""
    select column_name, is_nullable, column_default
    from duckdb_columns()
    where
        table_name = :table_name
        and schema_name = coalesce(:schema_name, current_schema())
        and database_name = current_database()
    order by column_index
""")


class ReadOnlyDuckDB(Dialect):  # type: ignore[misc]
    """DuckDB without transactions and without writing."""

    driver = "readonly"
    supports_statement_cache = False

    def connect(self, *_: Any, **parameters: Any) -> Any:
        """Opens with plain options: DuckDB refuses a second, different set in one process."""
        return ConnectionWrapper(duckdb.connect(parameters["database"], read_only=True))

    def do_begin(self, connection: Any) -> None:
        """Nothing to begin."""

    def do_commit(self, connection: Any) -> None:
        """Nothing to commit."""

    def do_rollback(self, connection: Any) -> None:
        """Nothing to roll back, and a rollback would close the result that is read next."""

    def get_columns(
        self, connection: Any, table_name: str, schema: str | None = None, **_: Any
    ) -> list[ReflectedColumn]:
        """One entry per column, in order; raises NoSuchTableError where there is none.

        Types are left open: the suites judge values, and dbt's contracts judge types.
        """
        rows = connection.execute(_COLUMNS, {"table_name": table_name, "schema_name": schema})
        columns = [
            ReflectedColumn(name=name, type=NullType(), nullable=nullable, default=default)
            for name, nullable, default in rows
        ]
        if not columns:
            raise NoSuchTableError(f"{schema}.{table_name}" if schema else table_name)
        return columns

    def get_pk_constraint(
        self, connection: Any, table_name: str, schema: str | None = None, **_: Any
    ) -> ReflectedPrimaryKeyConstraint:
        """None: keys are expectations here, never taken from a constraint."""
        return ReflectedPrimaryKeyConstraint(constrained_columns=[], name=None)


DRIVER_NAME = "duckdb+readonly"

registry.register(DRIVER_NAME.replace("+", "."), __name__, ReadOnlyDuckDB.__name__)
