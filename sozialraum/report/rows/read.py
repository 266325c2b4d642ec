"""Reads what the report needs from a published (or built) database; computes nothing."""

from dataclasses import MISSING, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from sozialraum.base.errors import MonitorError
from sozialraum.report.rows.queries import OPTIONAL, REQUIRED
from sozialraum.report.rows.tables import Tables


def read_tables(database: Path) -> Tables:
    """Reads all rows; the database is opened read-only and closed again.

    Raises:
        MonitorError: the database does not name exactly one city, or what no report is without
            has other columns.
    """
    tables = {name: rows.split()[0] for name, (_, rows, _) in OPTIONAL.items()}
    with duckdb.connect(database, read_only=True) as connection:
        there = _tables_of(connection)
        read = {
            name: _records(connection, *query)
            for name, query in (REQUIRED | OPTIONAL).items()
            if name in REQUIRED or tables[name] in there
        }
    found: dict[str, list[Any]] = {name: rows for name, rows in read.items() if rows is not None}
    older = sorted(REQUIRED.keys() - found.keys())
    if older:
        raise MonitorError(f"{database} lacks columns that a report needs: {', '.join(older)}")
    present = {tables[name] for name in found.keys() - REQUIRED.keys()}
    cities = found.pop("city")
    if len(cities) != 1:
        raise MonitorError(
            f"{database}: declared.city has {len(cities)} rows; a report is made for one city"
        )
    lacking: dict[str, list[Any]] = {name: [] for name in tables.keys() - found.keys()}
    return Tables(city=cities[0], present=frozenset(present), **found, **lacking)


def _tables_of(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables"
    ).fetchall()
    return {name for (name,) in rows}


def _records(
    connection: duckdb.DuckDBPyConnection, record: type, rows: str, order: str
) -> list[Any] | None:
    """The rows as records, whose fields are the columns read; None where columns are missing, as in
    a publication of a time when they had other names.

    A field with a default is a column that earlier publications do not have.
    """
    try:
        there = {row[0] for row in connection.execute(f"describe select * from {rows}").fetchall()}
        needed = {field.name for field in fields(record) if field.default is MISSING}
        names = [field.name for field in fields(record) if field.name in there]
        if not names or not needed <= there:
            return None
        columns = ", ".join(f'"{name}"' for name in names)
        found = connection.execute(f"select {columns} from {rows} order by {order}").fetchall()
    except duckdb.BinderException:
        return None
    return [record(**dict(zip(names, map(_in_utc, row), strict=True))) for row in found]


def _in_utc(value: Any) -> Any:
    """Moments are published in UTC without a zone; earlier publications have one."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return value
